import { Button } from 'antd'
import type { Proposal } from '#contract/proposals.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { AnswerParts } from './answer-fields.tsx'
import { answeredTogether, mergedAnswersFor, mergedName, withMergedAnswer } from './reply-text.ts'
import type { MergedAnswer } from './use-reply-saver.ts'

interface MergedAnswersProps {
  merged: Proposal['merged']
  /** The suggestions of the one the reply is on. */
  own: readonly string[]
  answers: readonly MergedAnswer[]
  onChange: (answers: MergedAnswer[]) => void
  onBlur: () => void
}

/** 并案: the suggestions of each one handled with it, answered by itself or 同第 n 条. */
export function MergedAnswers({ merged, own, answers, onChange, onBlur }: MergedAnswersProps) {
  return answeredTogether(merged).map((one) => {
    const name = mergedName(one)
    const theirs = mergedAnswersFor(one, answers)
    const change = (changed: MergedAnswer) => onChange(withMergedAnswer(answers, changed))
    const free = theirs.filter((answer) => answer.sameAs === null && answer.answer.trim() === '')
    const alike = free.filter((answer) => answer.number <= own.length)
    return (
      <section key={one.id} className="merged-answers" aria-label={`并案的${name}`} onBlur={onBlur}>
        <h2>{`并案的${name}`}</h2>
        <p>{`${one.proposers}：${one.title}`}</p>
        <p className="field-hint">提案者只看到对自己建议的答复。请逐条写，或者指明同本件第几条。</p>
        {alike.length > 1 && (
          <Button
            onClick={() =>
              onChange(
                alike.reduce<MergedAnswer[]>(
                  (all, answer) => withMergedAnswer(all, { ...answer, sameAs: answer.number }),
                  [...answers],
                ),
              )
            }
          >
            没写的各条，都同本件对应的一条
          </Button>
        )}
        {theirs.map((answer) => (
          <fieldset key={answer.number} className="sheet answer-fields">
            <legend>{`${name}第 ${answer.number} 条建议`}</legend>
            <p className="preserve answer-suggestion">{one.suggestions[answer.number - 1]}</p>
            {own.length > 0 && (
              <OptionList
                label="怎样答复"
                inline
                options={[
                  { code: '0', name: '单独答复' },
                  ...own.map((_, i) => ({ code: String(i + 1), name: `同第 ${i + 1} 条` })),
                ]}
                value={String(answer.sameAs ?? 0)}
                onChange={(code) => change({ ...answer, sameAs: code === '0' ? null : Number(code) })}
              />
            )}
            {answer.sameAs === null ? (
              <AnswerParts id={`answer-${one.id}-${answer.number}`} of={name} answer={answer} onChange={change} />
            ) : (
              <p className="faint preserve">{`本件第 ${answer.sameAs} 条：${own[answer.sameAs - 1] ?? ''}`}</p>
            )}
          </fieldset>
        ))}
      </section>
    )
  })
}
