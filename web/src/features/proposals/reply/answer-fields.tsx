import { Input } from 'antd'
import { DateInput } from '../../../shared/date-input.tsx'
import { DueDate } from '../../../shared/matter/due-date.tsx'
import { Field } from '../../../shared/matter/step-form.tsx'
import type { Answer } from './use-reply-saver.ts'

interface AnswerFieldsProps {
  suggestion: string
  answer: Answer
  onChange: (changed: Answer) => void
  onBlur: () => void
}

/** One suggestion with what is answered to it, what is done, by when and by whom. */
export function AnswerFields({ suggestion, answer, onChange, onBlur }: AnswerFieldsProps) {
  return (
    <fieldset className="sheet answer-fields" onBlur={onBlur}>
      <legend>{`第 ${answer.number} 条建议`}</legend>
      <p className="preserve answer-suggestion">{suggestion}</p>
      <AnswerParts id={`answer-${answer.number}`} answer={answer} onChange={onChange} />
    </fieldset>
  )
}

interface AnswerPartsProps<A extends Answer> {
  id: string
  /** Of whose suggestion, where it is not the proposal's own: 15 号提案. */
  of?: string
  answer: A
  onChange: (changed: A) => void
}

/** What is written to one suggestion. */
export function AnswerParts<A extends Answer>({ id, of = '', answer, onChange }: AnswerPartsProps<A>) {
  const change = (patch: Partial<Answer>) => onChange({ ...answer, ...patch })
  return (
    <>
      <Field
        id={id}
        label={`对${of}第 ${answer.number} 条的答复`}
        hint="采纳了没有、办到哪一步。不能采纳的，说明理由。"
      >
        <Input.TextArea
          id={id}
          value={answer.answer}
          maxLength={6000}
          autoSize={{ minRows: 4, maxRows: 24 }}
          onChange={(event) => change({ answer: event.target.value })}
        />
      </Field>
      <Field id={`${id}-measure`} label="措施（没有的不填）">
        <Input.TextArea
          id={`${id}-measure`}
          value={answer.measure}
          maxLength={1000}
          autoSize={{ minRows: 1, maxRows: 8 }}
          onChange={(event) => change({ measure: event.target.value })}
        />
      </Field>
      <div className="field-grid">
        <Field id={`${id}-due`} label="完成时限">
          <DateInput id={`${id}-due`} value={answer.dueOn} onChange={(dueOn) => change({ dueOn })} />
          {answer.dueOn && <DueDate on={answer.dueOn} />}
        </Field>
        <Field id={`${id}-responsible`} label="责任人">
          <Input
            id={`${id}-responsible`}
            value={answer.responsible}
            maxLength={60}
            onChange={(event) => change({ responsible: event.target.value })}
          />
        </Field>
      </div>
    </>
  )
}
