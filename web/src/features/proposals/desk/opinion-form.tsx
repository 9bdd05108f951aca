import { Input } from 'antd'
import { useId } from 'react'
import { handlingRoutes } from '#contract/handling.ts'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import { useKeptText } from './kept-text.ts'
import type { StepProps } from './step-props.ts'

/** 会办意见, to the lead unit. What is typed stays on this device until it is sent. */
export function OpinionForm({ step, onDone }: StepProps) {
  const act = useAct()
  const [text, setText, forget] = useKeptText(`tongxin.opinion.${step.on}`)
  const id = useId()
  return (
    <StepForm
      submit="提交会办意见"
      missing={() => (text.trim() === '' ? '请写会办意见' : null)}
      onSubmit={async () => {
        await act(
          handlingRoutes.giveOpinion,
          { params: { id: step.on ?? '' }, body: { text: text.trim() } },
          doneWords.opinion,
        )
        forget()
        onDone()
      }}
    >
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
