import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { publishingRoutes } from '#contract/publishing.ts'
import { apiQuery } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Section } from '../../shared/page.tsx'
import { kindWords, publicationTones, publicationWords } from './words.ts'

/** Whether a proposal and its replies are public, and the office's way to decide. */
export function PublicationSection({ proposalId }: { proposalId: string }) {
  const { data } = useQuery(apiQuery(publishingRoutes.getProposalPublication, { params: { id: proposalId } }))
  if (!data || data.items.length === 0) return null
  return (
    <Section title="公开">
      <ul className="plain-list">
        {data.items.map((one) => (
          <li key={one.id}>
            {one.unit
              ? `${one.unit}的答复${(one.round ?? 1) > 1 ? `（第 ${one.round} 次办理）` : ''}`
              : kindWords.proposal}
            ：<StateTag tone={publicationTones[one.state]}>{publicationWords[one.state]}</StateTag>{' '}
            {one.state !== 'waiting' && (
              <span className="faint">
                <Instant value={one.since} />
              </span>
            )}{' '}
            {data.decides && (
              <Link to="/publications/$id" params={{ id: one.id }}>
                {one.state === 'waiting' ? '看过并决定' : '打开'}
              </Link>
            )}
            {one.reason && <p className="faint">理由：{one.reason}</p>}
          </li>
        ))}
      </ul>
      {data.address && (
        <p>
          <a href={data.address} target="_blank" rel="noreferrer">
            看公众页面
          </a>
        </p>
      )}
    </Section>
  )
}
