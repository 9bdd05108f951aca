import { Input } from 'antd'
import { useId, useState } from 'react'
import { proposalRoutes, type Satisfaction } from '#contract/proposals.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { doneWords } from '../step-words.ts'
import { useAct } from '../use-act.ts'
import { satisfactionWords } from '../words.ts'
import type { StepProps } from './step-props.ts'

const choices = (Object.keys(satisfactionWords) as Satisfaction[]).map((code) => ({
  code,
  name: satisfactionWords[code],
}))

/** 评价：办理工作与办理结果分开。只由提案者本人填。 */
export function RateForm({ proposal, onDone }: StepProps) {
  const act = useAct()
  const [handling, setHandling] = useState<Satisfaction | null>(null)
  const [result, setResult] = useState<Satisfaction | null>(null)
  const [words, setWords] = useState('')
  const wordsId = useId()
  const unhappy = handling === 'dissatisfied' || result === 'dissatisfied'
  const missing = () => {
    if (!handling) return '请评价办理工作'
    if (!result) return '请评价办理结果'
    if (unhappy && words.trim() === '') return '请写明哪里不满意，承办单位据此重新办理'
    return null
  }
  return (
    <StepForm
      submit="提交评价"
      missing={missing}
      onSubmit={async () => {
        if (!handling || !result) return
        const body = { handling, result, words: words.trim() }
        await act(proposalRoutes.rateProposal, { params: { id: proposal.id }, body }, doneWords.rate)
        onDone()
      }}
    >
      <p className="field-hint">评价请由您本人填写。承办单位不得代填，也不得索要账号。</p>
      <OptionList
        label="对办理工作（沟通、面商、态度）"
        inline
        options={choices}
        value={handling}
        onChange={setHandling}
      />
      <OptionList label="对办理结果（建议落实得怎样）" inline options={choices} value={result} onChange={setResult} />
      <Field id={wordsId} label={unhappy ? '哪里不满意' : '想说的话（可不填）'}>
        <Input.TextArea
          id={wordsId}
          value={words}
          maxLength={1000}
          autoSize={{ minRows: 4, maxRows: 12 }}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
    </StepForm>
  )
}
