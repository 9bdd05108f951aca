import './finding.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { findingRoutes, type SimilarProposal, type TextSoFar } from '#contract/finding.ts'
import { call } from '../../shared/api.ts'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { stateTones, stateWords } from '../proposals/words.ts'
import { Comparison } from './comparison.tsx'
import { useSettled } from './use-settled.ts'
import { likenessWords } from './words.ts'

interface SimilarProposalsProps {
  text: Pick<TextSoFar, 'title' | 'analysis' | 'suggestions'>
  /** The proposal this text is of, once it has one. */
  exceptId?: string
  /** Said above the list. */
  lead?: string
  /** What may be done with one of them besides looking. */
  act?: { words: string; isFor: (item: SimilarProposal) => boolean; take: (item: SimilarProposal) => void }
}

/** So much says what a matter is about. */
const enough = 6
const pauseMs = 1_200

/** Earlier proposals like the one being written or examined, while it is. Nothing is shown where there is none. */
export function SimilarProposals({ text, exceptId, lead, act }: SimilarProposalsProps) {
  const [opened, setOpened] = useState<SimilarProposal | null>(null)
  const { title, analysis, suggestions } = text
  const body = useMemo(
    () => ({
      title: [...title].slice(0, 200).join(''),
      analysis: [...analysis].slice(0, 20_000).join(''),
      suggestions: suggestions.slice(0, 30).map((one) => [...one].slice(0, 4000).join('')),
      exceptId,
    }),
    [title, analysis, suggestions, exceptId],
  )
  const asked = useSettled(body, pauseMs)
  const isEnough = asked.title.trim().length + asked.analysis.trim().length >= enough
  const query = useQuery({
    queryKey: [findingRoutes.findSimilarProposals.path, asked],
    queryFn: ({ signal }) => call(findingRoutes.findSimilarProposals, { body: asked }, { signal }),
    enabled: isEnough,
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  const items = isEnough ? (query.data?.items ?? []) : []
  // Somebody writes here: a failure of this aside is no reason to disturb them.
  if (items.length === 0) return null
  return (
    <section className="similar no-print" aria-label="相近的提案">
      <h2>相近的提案</h2>
      {lead && <p className="similar-facts">{lead}</p>}
      <ol>
        {items.map((item) => (
          <li key={item.id}>
            <div>
              <div>{item.title}</div>
              <div className="similar-facts">
                {[`${item.year} 年`, item.numberText, likenessWords[item.likeness]].filter(Boolean).join(' · ')}
                {' · '}
                <StateTag tone={stateTones[item.state]}>{stateWords[item.state]}</StateTag>
                {item.replied && ` 已答复${item.replyClass ? `（${item.replyClass} 类）` : ''}`}
              </div>
            </div>
            <button type="button" className="button" onClick={() => setOpened(item)}>
              对照看
            </button>
            {act?.isFor(item) && (
              <button type="button" className="button" onClick={() => act.take(item)}>
                {act.words}
                <span className="visually-hidden">：{item.title}</span>
              </button>
            )}
          </li>
        ))}
      </ol>
      {opened && <Comparison earlier={opened} text={asked} onClose={() => setOpened(null)} />}
    </section>
  )
}
