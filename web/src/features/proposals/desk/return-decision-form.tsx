import { Input } from 'antd'
import { useId, useState } from 'react'
import { handlingRoutes } from '#contract/handling.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import type { StepProps } from './step-props.ts'

const choices = [
  {
    code: 'approveReturn' as const,
    name: '同意退办',
    hint: '这家单位不再承办，接着改交别的单位',
  },
  {
    code: 'refuseReturn' as const,
    name: '不同意退办',
    hint: '仍由这家单位办理，期限不变',
  },
]

/** 处理退办申请. */
export function ReturnDecisionForm({ proposal, step, onDone }: StepProps) {
  const act = useAct()
  const assignment = proposal.assignments.find((one) => one.id === step.on)
  const allowed = choices.filter((one) => assignment?.actions.includes(one.code))
  const [choice, setChoice] = useState<(typeof choices)[number]['code'] | null>(null)
  const [note, setNote] = useState('')
  const noteId = useId()
  return (
    <StepForm
      submit={choice === 'refuseReturn' ? '不同意退办' : '同意退办'}
      missing={() => (!choice ? '请选择是否同意' : note.trim() === '' ? '请写明处理意见，单位会看到' : null)}
      onSubmit={async () => {
        const body = { accept: choice === 'approveReturn', note: note.trim() }
        await act(handlingRoutes.decideReturn, { params: { id: step.on ?? '' }, body }, doneWords.decideReturn)
        onDone()
      }}
    >
      <blockquote className="said-note">
        <strong>{`${assignment?.unitName ?? ''}的退办理由`}</strong>
        <p className="preserve">{assignment?.returnReason}</p>
      </blockquote>
      <OptionList label="处理" options={allowed} value={choice} onChange={setChoice} />
      <Field id={noteId} label="处理意见">
        <Input.TextArea
          id={noteId}
          value={note}
          maxLength={1000}
          autoSize={{ minRows: 3 }}
          onChange={(e) => setNote(e.target.value)}
        />
      </Field>
    </StepForm>
  )
}
