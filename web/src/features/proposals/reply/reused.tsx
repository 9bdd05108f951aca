import '../../finding/finding.css'
import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { type ReusedReply, reuseRoutes } from '#contract/reuse.ts'
import { apiQuery } from '../../../shared/api.ts'
import { Icon } from '../../../shared/icons.tsx'
import { QueryState } from '../../../shared/query-state.tsx'
import { Pieces } from '../../finding/pieces.tsx'

interface ReusedProps {
  assignmentId: string
  /** Names the text that was looked at: another one, and it is asked anew. */
  version: string
  /** While writing nothing is said where nothing is found. */
  writing?: boolean
}

/** Which other replies hold the same words as this one; what is quoted from the proposal and formulas do not count. */
export function ReusedReplies({ assignmentId, version, writing = false }: ReusedProps) {
  const [beside, setBeside] = useState<ReusedReply | null>(null)
  const { queryKey, ...query } = apiQuery(reuseRoutes.findReusedReplies, { params: { id: assignmentId } })
  const found = useQuery({ ...query, queryKey: [...queryKey, version], placeholderData: (before) => before })
  const items = found.data?.items ?? []
  if (found.data === undefined) return null
  const { repeated, hollow } = found.data
  if (writing && items.length + repeated.length + hollow.length === 0) return null
  return (
    <section className="similar no-print" aria-label="与别的答复相同的文字">
      {(repeated.length > 0 || hollow.length > 0) && (
        <ul className="checklist">
          {hollow.length > 0 && (
            <li>
              <Icon name="warn" />
              <span>{`第 ${hollow.join('、')} 条建议的答复只有客套和表态，没有写怎么办`}</span>
            </li>
          )}
          {repeated.map(({ numbers, words }) => (
            <li key={words}>
              <Icon name="warn" />
              <span>
                {numbers.length > 1
                  ? `对第 ${numbers.join('、')} 条建议写了同样的话：`
                  : `第 ${numbers[0]} 条建议的答复里同样的话写了几遍：`}
                “{words}”
              </span>
            </li>
          ))}
        </ul>
      )}
      {items.length === 0 ? (
        writing ? null : (
          <p>{`没有发现大段套用别的答复（逐字相同不到 ${found.data.showFromPercent} %）。`}</p>
        )
      ) : (
        <>
          <p>
            <strong>这份答复与下列答复有相同的文字</strong>
            {writing ? '，请结合这件提案改写。' : '，请看是否回应了这件提案。'}
            <span className="faint">引用提案的原文和客套话不算。</span>
          </p>
          <ol>
            {items.map((one) => (
              <li key={one.replyId}>
                <div>
                  <div>{one.reply?.title ?? '本会另一件提案的答复'}</div>
                  <div className="similar-facts">
                    <strong>{`${one.percent} % 相同`}</strong>
                    {one.reply
                      ? ` · ${[one.reply.numberText, one.reply.unitName].filter(Boolean).join(' · ')}`
                      : ' · 不是本单位的，不能打开'}
                  </div>
                </div>
                {one.reply && (
                  <button type="button" className="button" onClick={() => setBeside(one)}>
                    对照看
                  </button>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      {beside && <Beside assignmentId={assignmentId} reused={beside} onClose={() => setBeside(null)} />}
    </section>
  )
}

function Beside(props: { assignmentId: string; reused: ReusedReply; onClose: () => void }) {
  const { assignmentId, reused, onClose } = props
  const query = useQuery({
    ...apiQuery(reuseRoutes.compareReplies, { params: { id: assignmentId, replyId: reused.replyId } }),
    staleTime: 0,
  })
  return (
    <Modal open title="对照看" footer={null} onCancel={onClose} width="min(72rem, calc(100vw - 1rem))">
      <QueryState query={query} lines={10}>
        {({ other, mine, theirs }) => (
          <>
            <p className="found-note">{`${reused.percent} % 相同，两份答复中相同的文字已标出。`}</p>
            <div className="side-by-side">
              <section aria-label={other.title}>
                <h3>
                  <a href={`/app/proposals/${other.proposalId}`} target="_blank" rel="noreferrer">
                    {other.numberText || other.title}
                  </a>
                </h3>
                <p className="similar-facts">{`${other.unitName}${other.deliveredAt ? '' : '（还没有送达）'}`}</p>
                <p>
                  <Pieces pieces={theirs} />
                </p>
              </section>
              <section aria-label="这份答复">
                <h3>这份答复</h3>
                <p>
                  <Pieces pieces={mine} />
                </p>
              </section>
            </div>
          </>
        )}
      </QueryState>
    </Modal>
  )
}
