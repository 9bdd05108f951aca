import './versions.css'
import { Fragment } from 'react'
import type { ProposalText } from '#contract/proposals.ts'
import { changedCharacters, differences, type Part, suggestionChanges } from './differences.ts'

export type Compared = Pick<ProposalText, 'title' | 'analysis' | 'suggestions'>

/** What changed from one wording to the next: what came is underlined, what went is struck out; both are read out too. */
export function Difference({ before, after }: { before: Compared; after: Compared }) {
  const title = differences(before.title, after.title)
  const analysis = differences(before.analysis, after.analysis)
  const suggestions = suggestionChanges(before.suggestions, after.suggestions)
  const all = [...title, ...analysis, ...suggestions.flatMap((one) => one.parts)]
  const { added, removed } = changedCharacters(all)
  if (added + removed === 0) return <p className="faint">与上一稿文字相同。</p>
  return (
    <div className="difference">
      <p className="difference-sum">
        {`增加 ${added} 字，删去 ${removed} 字。`}
        <span className="difference-key">
          <ins>增加的</ins> <del>删去的</del>
        </span>
      </p>
      <h3>案由</h3>
      <p>
        <Parts parts={title} />
      </p>
      <h3>情况分析</h3>
      <p className="preserve">
        <Parts parts={analysis} />
      </p>
      <h3>具体建议</h3>
      <ul className="difference-list">
        {suggestions.map((one) => (
          <li key={`${one.before}-${one.after}`}>
            <span className="difference-number">{numberWords(one.before, one.after)}</span>
            <span className="preserve">
              <Parts parts={one.parts} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function numberWords(before: number | null, after: number | null): string {
  if (after === null) return `原第 ${before} 条，已删去`
  if (before === null) return `第 ${after} 条，新增`
  return before === after ? `第 ${after} 条` : `第 ${after} 条（原第 ${before} 条）`
}

function Parts({ parts }: { parts: readonly Part[] }) {
  return parts.map((part, index) => {
    if (part.kind === 'same')
      // biome-ignore lint/suspicious/noArrayIndexKey: read only
      return <Fragment key={index}>{part.text}</Fragment>
    const Mark = part.kind === 'added' ? 'ins' : 'del'
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: read only
      <Mark key={index}>
        <span className="visually-hidden">{part.kind === 'added' ? '（增加）' : '（删去）'}</span>
        {part.text}
      </Mark>
    )
  })
}
