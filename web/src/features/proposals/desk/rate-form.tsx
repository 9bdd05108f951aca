import { Input } from 'antd'
import { useId, useState } from 'react'
import { proposalRoutes, type Satisfaction } from '#contract/proposals.ts'
import { ratingRoutes } from '#contract/rating.ts'
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

/** 评价：办理工作与办理结果分开。只由提案者本人填。办结以前可以改，写明理由。 */
export function RateForm({ proposal, step, onDone }: StepProps) {
  const act = useAct()
  const changes = step.key === 'changeRating'
  const before = changes ? proposal.ratings.findLast((one) => one.mine && one.round === proposal.round) : undefined
  const [handling, setHandling] = useState<Satisfaction | null>(before?.handling ?? null)
  const [result, setResult] = useState<Satisfaction | null>(before?.result ?? null)
  const [words, setWords] = useState(before?.words ?? '')
  const [note, setNote] = useState('')
  const noteId = useId()
  const wordsId = useId()
  const unhappy = handling === 'dissatisfied' || result === 'dissatisfied'
  const missing = () => {
    if (!handling) return '请评价办理工作'
    if (!result) return '请评价办理结果'
    if (before?.handling === handling && before?.result === result) return '和原来的评价一样，没有改动'
    if (changes && note.trim() === '') return '请写明为什么修改，原来的评价留在经过里'
    if (unhappy && words.trim() === '') return '请写明哪里不满意，承办单位据此重新办理'
    return null
  }
  return (
    <StepForm
      submit={changes ? '改好了' : '提交评价'}
      missing={missing}
      onSubmit={async () => {
        if (!handling || !result) return
        const body = { handling, result, words: words.trim() }
        const params = { id: proposal.id }
        if (changes)
          await act(ratingRoutes.changeRating, { params, body: { ...body, note: note.trim() } }, doneWords.changeRating)
        else await act(proposalRoutes.rateProposal, { params, body }, doneWords.rate)
        onDone()
      }}
    >
      <p className="field-hint">
        {changes
          ? '办结以前可以修改。原来的评价和修改的理由都留在经过里，承办单位和提案委办公室会收到消息。'
          : '评价请由您本人填写。承办单位不得代填，也不得索要账号。'}
      </p>
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
      {changes && (
        <Field id={noteId} label="为什么修改">
          <Input.TextArea
            id={noteId}
            value={note}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      )}
    </StepForm>
  )
}
