import { useNavigate } from '@tanstack/react-router'
import { type Proposal, type ProposalText, proposalRoutes } from '#contract/proposals.ts'
import { Icon } from '../../../shared/icons.tsx'
import { StepForm } from '../../../shared/matter/step-form.tsx'
import { StepPanel } from '../../../shared/matter/step-panel.tsx'
import { useAct } from '../use-act.ts'
import { hintsOf, type Lack, lacksOf } from './checklist.ts'
import type { Saver } from './saver.ts'
import { fieldIds } from './text-fields.tsx'
import { WritingChecks } from './writing-checks.tsx'

interface SubmitPanelProps {
  open: boolean
  onClose: () => void
  text: ProposalText
  titleLimit: number
  proposal: Proposal | null
  saver: Saver<ProposalText>
}

/** What is still missing, and the last step. */
export function SubmitPanel({ open, onClose, text, titleLimit, proposal, saver }: SubmitPanelProps) {
  const act = useAct()
  const navigate = useNavigate()
  const lacks = lacksOf(text, titleLimit)
  const waiting = proposal?.coSigners.filter((person) => person.state === 'invited') ?? []
  const submit = async () => {
    await saver.flush()
    const { kind } = saver.status()
    const { id, version } = saver.current()
    // Said by the save words at the foot of the page, or by the page of two texts.
    if (id === null || kind === 'offline' || kind === 'refused' || kind === 'stale') return onClose()
    await act(proposalRoutes.submitProposal, { params: { id }, body: { version } }, '已提交，提案委办公室会尽快审查')
    await navigate({ to: '/proposals/$id', params: { id }, replace: true })
  }
  return (
    <StepPanel open={open} title="检查并提交" onClose={onClose}>
      <ul className="checklist">
        {lacks.map((lack) => (
          <li key={lack.field}>
            <Icon name="warn" />
            <span>{lack.words}</span>
            <button
              type="button"
              className="link-button"
              onClick={() => {
                onClose()
                goTo(lack)
              }}
            >
              去写
            </button>
          </li>
        ))}
        {lacks.length === 0 && (
          <li className="checklist-done">
            <Icon name="check" />
            <span>案由、情况分析、具体建议都写了</span>
          </li>
        )}
        {hintsOf(text, proposal?.attachments.length ?? 0).map((hint) => (
          <li key={hint} className="checklist-mild">
            <span>{`${hint}，不影响提交`}</span>
          </li>
        ))}
      </ul>
      {proposal && <WritingChecks id={proposal.id} save={saver.flush} />}
      {waiting.length > 0 && (
        <p>{`${waiting.map((person) => person.name).join('、')}还没有答复联名邀请。现在提交，就不再等他们答复。`}</p>
      )}
      <p>提交后不能再改文字。审查中需要修改的，会退回给您。</p>
      <StepForm submit="提交提案" missing={() => lacks[0]?.words ?? null} onSubmit={submit}>
        {null}
      </StepForm>
    </StepPanel>
  )
}

function goTo({ field }: Lack) {
  // The panel gives the focus back when it closes; afterwards it goes where the words are missing.
  setTimeout(() => {
    const place = document.getElementById(fieldIds[field])
    const target = place?.matches('textarea') ? place : place?.querySelector<HTMLElement>('textarea')
    target?.focus()
    target?.scrollIntoView({ block: 'center' })
  }, 50)
}
