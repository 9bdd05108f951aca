import { Input } from 'antd'
import { useId, useState } from 'react'
import { handlingRoutes } from '#contract/handling.ts'
import { DateInput } from '../../../shared/date-input.tsx'
import { DueDate } from '../../../shared/matter/due-date.tsx'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import { useKeptText } from './kept-text.ts'
import type { StepProps } from './step-props.ts'

type Outcome = 'done' | 'later'
const outcomes: { code: Outcome; name: string }[] = [
  { code: 'done', name: '已经完成' },
  { code: 'later', name: '还没有完成' },
]

/** 报告落实情况: a promised measure is done, or gets a new day. */
export function FollowUpForm({ proposal, step, onDone }: StepProps) {
  const act = useAct()
  const followUp = proposal.assignments.flatMap((one) => one.followUps).find((one) => one.id === step.on)
  const [text, setText, forget] = useKeptText(`tongxin.followUp.${step.on}`)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [nextOn, setNextOn] = useState<string | null>(null)
  const id = useId()
  if (!followUp) return null
  const missing = () => {
    if (outcome === null) return '请选择完成了没有'
    if (text.trim() === '') return '请写落实情况'
    return outcome === 'later' && !nextOn ? '请填新的完成时限' : null
  }
  return (
    <StepForm
      submit="报告落实情况"
      missing={missing}
      onSubmit={async () => {
        const body = { report: text.trim(), nextOn: outcome === 'later' ? nextOn : null }
        await act(handlingRoutes.reportFollowUp, { params: { id: followUp.id }, body }, doneWords.followUp)
        forget()
        onDone()
      }}
    >
      <p>
        {`第 ${followUp.number} 条建议，答复中承诺：`}
        <DueDate on={followUp.dueOn} label="完成时限" />
      </p>
      <p className="preserve">{followUp.measure}</p>
      <OptionList label="完成了没有" inline options={outcomes} value={outcome} onChange={setOutcome} />
      <Field id={id} label="落实情况" hint="办到什么程度，提案者会看到。没有完成的，写明原因。">
        <Input.TextArea
          id={id}
          value={text}
          maxLength={2000}
          autoSize={{ minRows: 4, maxRows: 16 }}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {outcome === 'later' && (
        <Field id={`${id}-on`} label="新的完成时限">
          <DateInput id={`${id}-on`} value={nextOn} onChange={setNextOn} />
        </Field>
      )}
    </StepForm>
  )
}
