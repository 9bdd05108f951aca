import { Link, useNavigate } from '@tanstack/react-router'
import { type Assignment, handlingRoutes } from '#contract/handling.ts'
import type { Proposal } from '#contract/proposals.ts'
import { Icon } from '../../../shared/icons.tsx'
import { StepForm } from '../../../shared/matter/step-form.tsx'
import { StepPanel } from '../../../shared/matter/step-panel.tsx'
import type { Saver } from '../draft/saver.ts'
import { useAct } from '../use-act.ts'
import { replyLacks } from './reply-text.ts'
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
  const lacks = replyLacks(reply, assignment, proposal.suggestions)
  const submit = async () => {
    await saver.flush()
    const { kind } = saver.status()
    if (kind === 'offline' || kind === 'refused' || kind === 'stale') return onClose()
    await act(handlingRoutes.submitReply, { params: { id: assignment.id } }, '答复已报送，等候审核')
    await navigate({
      to: '/proposals/$id',
      params: { id: proposal.id },
      replace: true,
    })
  }
  return (
    <StepPanel open={open} title="检查并报送" onClose={onClose}>
      <ul className="checklist">
        {lacks.map((words) => (
          <li key={words}>
            <Icon name="warn" />
            <span>{words}</span>
          </li>
        ))}
        {lacks.length === 0 && (
          <li className="checklist-done">
            <Icon name="check" />
            <span>每条建议都有答复，类别、签发领导和联系人都填了</span>
          </li>
        )}
      </ul>
      {assignment.actions.includes('recordContact') && (
        <p>
          每一轮办理都要与提案者面商并记录。
          <Link to="/proposals/$id" params={{ id: proposal.id }} search={{ step: 'contact', on: assignment.id }}>
            记录面商
          </Link>
        </p>
      )}
      <p>报送后由提案委办公室审核。没有逐条回应建议的，会退回重拟。</p>
      <StepForm submit="报送答复" missing={() => null} onSubmit={submit}>
        {null}
      </StepForm>
    </StepPanel>
  )
}
