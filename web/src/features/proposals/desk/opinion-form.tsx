import { Input } from 'antd'
import { useId } from 'react'
import { handlingRoutes } from '#contract/handling.ts'
import { unitDeskRoutes } from '#contract/unit-desks.ts'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import { passedWords } from '../words.ts'
import { useKeptText } from './kept-text.ts'
import type { StepProps } from './step-props.ts'

/** 会办意见: to the lead unit where one signs, else on to the unit's office or leader. What is typed stays on this device
 *  until it is sent. */
export function OpinionForm({ proposal, step, onDone }: StepProps) {
  const act = useAct()
  const assignment = proposal.assignments.find((one) => one.id === step.on)
  const [text, setText, forget] = useKeptText(`tongxin.opinion.${step.on}`, assignment?.inUnit?.opinionDraft)
  const id = useId()
  const signs = assignment?.actions.includes('giveOpinion') ?? true
  const params = { id: step.on ?? '' }
  return (
    <StepForm
      submit={signs ? '提交会办意见' : '送审'}
      missing={() => (text.trim() === '' ? '请写会办意见' : null)}
      onSubmit={async () => {
        if (signs) await act(handlingRoutes.giveOpinion, { params, body: { text: text.trim() } }, doneWords.opinion)
        else {
          const passed = { opinion: text.trim(), note: '' }
          await act(unitDeskRoutes.passOn, { params, body: passed }, passedWords(assignment))
        }
        forget()
        onDone()
      }}
    >
      {assignment?.inUnit?.note && (
        <blockquote className="said-note">
          <strong>单位内退回的意见</strong>
          <p className="preserve">{assignment.inUnit.note}</p>
        </blockquote>
      )}
      <Field
        id={id}
        label="会办意见"
        hint="对照提案中涉及本单位职责的建议逐条提出，由主办单位汇总答复。写的内容随时存在本机。"
      >
        <Input.TextArea
          id={id}
          value={text}
          maxLength={10_000}
          autoSize={{ minRows: 10, maxRows: 28 }}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
    </StepForm>
  )
}
