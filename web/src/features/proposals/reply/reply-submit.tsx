import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type Assignment, handlingRoutes } from '#contract/handling.ts'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { unitDeskRoutes } from '#contract/unit-desks.ts'
import { apiQuery } from '../../../shared/api.ts'
import { Icon } from '../../../shared/icons.tsx'
import { StepForm } from '../../../shared/matter/step-form.tsx'
import { StepPanel } from '../../../shared/matter/step-panel.tsx'
import type { Saver } from '../draft/saver.ts'
import { useAct } from '../use-act.ts'
import { passedWords } from '../words.ts'
import { replyHints, replyLacks, submitWords } from './reply-text.ts'
import type { ReplyText } from './use-reply-saver.ts'

interface ReplySubmitProps {
  open: boolean
  onClose: () => void
  proposal: Proposal
  assignment: Assignment
  reply: ReplyText
  saver: Saver<ReplyText>
}

/** What is still missing, and handing the signed reply to the office. */
export function ReplySubmit({ open, onClose, proposal, assignment, reply, saver }: ReplySubmitProps) {
  const act = useAct()
  const navigate = useNavigate()
  const words = submitWords(assignment)
  const lacks = replyLacks(reply, assignment, proposal.suggestions, proposal.merged)
  const options = useQuery(apiQuery(proposalRoutes.getProposalOptions, {}))
  const hints = replyHints(reply, options.data?.replyClasses ?? [])
  const submit = async () => {
    await saver.flush()
    const { kind } = saver.status()
    if (kind === 'offline' || kind === 'refused' || kind === 'stale') return onClose()
    const params = { id: assignment.id }
    if (assignment.actions.includes('submitReply'))
      await act(handlingRoutes.submitReply, { params }, '答复已报送，等候审核')
    else await act(unitDeskRoutes.passOn, { params, body: { opinion: null, note: '' } }, passedWords(assignment))
    await navigate({
      to: '/proposals/$id',
      params: { id: proposal.id },
      replace: true,
    })
  }
  return (
    <StepPanel open={open} title={words.open} onClose={onClose}>
      <ul className="checklist">
        {lacks.map((words) => (
          <li key={words}>
            <Icon name="warn" />
            <span>{words}</span>
          </li>
        ))}
        {hints.map((words) => (
          <li key={words} className="checklist-mild">
            <span>{words}</span>
          </li>
        ))}
        {lacks.length === 0 && (
          <li className="checklist-done">
            <Icon name="check" />
            <span>{words.whole}</span>
          </li>
        )}
      </ul>
      {assignment.actions.includes('recordContact') && (
        <p>
          每一轮办理都要与提案者面商并记录。
          <Link
            to="/proposals/$id"
            params={{ id: proposal.id }}
            search={{ step: 'contact', on: assignment.id, back: 'reply' }}
          >
            记录面商
          </Link>
        </p>
      )}
      <p>{words.after}</p>
      <StepForm submit={words.act} missing={() => null} onSubmit={submit}>
        {null}
      </StepForm>
    </StepPanel>
  )
}
