import { Input } from 'antd'
import { useId, useState } from 'react'
import { examinationRoutes } from '#contract/examination.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import type { StepProps } from './step-props.ts'

const choices = [
  { code: 'allow' as const, name: '同意撤案', hint: '承办单位终止办理，都会收到告知' },
  { code: 'refuse' as const, name: '不同意', hint: '办理照常进行，理由告知提案者' },
]

/** The office's answer to a proposer who wants to withdraw what is being handled. */
export function WithdrawalDecisionForm({ proposal, onDone }: StepProps) {
  const act = useAct()
  const [choice, setChoice] = useState<'allow' | 'refuse' | null>(null)
  const [note, setNote] = useState('')
  const noteId = useId()
  const missing = () => {
    if (!choice) return '请选择是否同意'
    return choice === 'refuse' && note.trim() === '' ? '请写明不同意的理由，提案者会看到' : null
  }
  return (
    <StepForm
      submit="答复"
      decisive={choice === 'allow'}
      missing={missing}
      onSubmit={async () => {
        const route = choice === 'allow' ? examinationRoutes.allowWithdrawal : examinationRoutes.refuseWithdrawal
        await act(route, { params: { id: proposal.id }, body: { note: note.trim() } }, doneWords.decideWithdrawal)
        onDone()
      }}
    >
      {proposal.withdrawalRequest && (
        <blockquote className="said-note">
          <strong>提案者的理由</strong>
          <p className="preserve">{proposal.withdrawalRequest.note}</p>
        </blockquote>
      )}
      <OptionList label="是否同意撤案" options={choices} value={choice} onChange={setChoice} />
      <Field id={noteId} label={choice === 'refuse' ? '理由' : '说明（可不填）'}>
        <Input.TextArea
          id={noteId}
          value={note}
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </StepForm>
  )
}
