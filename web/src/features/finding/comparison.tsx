import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { findingRoutes, type MarkedText, type SimilarProposal, type TextSoFar } from '#contract/finding.ts'
import { call } from '../../shared/api.ts'
import { civilDateOf, today } from '../../shared/dates.ts'
import { dateWords } from '../../shared/matter/due.ts'
import { QueryState } from '../../shared/query-state.tsx'
import { Pieces } from './pieces.tsx'

interface ComparisonProps {
  earlier: SimilarProposal
  text: TextSoFar
  onClose: () => void
}

/** The text and an earlier proposal side by side, what both share marked, and what the earlier one was answered. */
export function Comparison({ earlier, text, onClose }: ComparisonProps) {
  const query = useQuery({
    queryKey: [findingRoutes.compareWithProposal.path, earlier.id, text],
    queryFn: ({ signal }) =>
      call(findingRoutes.compareWithProposal, { params: { id: earlier.id }, body: text }, { signal }),
  })
  const name = earlier.numberText || `${earlier.year} 年的提案`
  return (
    <Modal open title="对照看" footer={null} onCancel={onClose} width="min(72rem, calc(100vw - 1rem))">
      <QueryState query={query} lines={10}>
        {({ mine, theirs, replies, earlier: facts }) => (
          <>
            <p className="found-note">两份材料中相同的文字已标出。</p>
            <div className="side-by-side">
              <section aria-label={name}>
                <h3>
                  <a href={`/app/proposals/${facts.id}`} target="_blank" rel="noreferrer">
                    {name}
                  </a>
                </h3>
                <p className="similar-facts">{facts.proposers}</p>
                <Side text={theirs} />
                <h4>答复</h4>
                {replies.length === 0 && <p>还没有答复。</p>}
                {replies.map((reply) => (
                  <div key={`${reply.unitName} ${reply.deliveredAt}`} className="reply-text">
                    <p className="similar-facts">
                      {reply.unitName}
                      {reply.replyClass && ` · ${reply.replyClass} 类`} ·{' '}
                      {dateWords(civilDateOf(reply.deliveredAt), today())}
                    </p>
                    <p>{reply.text}</p>
                  </div>
                ))}
              </section>
              <section aria-label="这一件">
                <h3>这一件</h3>
                <Side text={mine} />
              </section>
            </div>
          </>
        )}
      </QueryState>
    </Modal>
  )
}

function Side({ text }: { text: MarkedText }) {
  return (
    <>
      <h4>案由</h4>
      <p>
        <Pieces pieces={text.title} />
      </p>
      <h4>情况分析</h4>
      <p>
        <Pieces pieces={text.analysis} />
      </p>
      <h4>具体建议</h4>
      <ol>
        {text.suggestions.map((pieces, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are shown as they were written and never move
          <li key={i}>
            <Pieces pieces={pieces} />
          </li>
        ))}
      </ol>
    </>
  )
}
