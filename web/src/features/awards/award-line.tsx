import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { awardRoutes } from '#contract/awards.ts'
import { apiQuery } from '../../shared/api.ts'
import { Icon } from '../../shared/icons.tsx'
import { yearsOf } from './words.ts'

/** What a proposal was commended as; nothing where it was not. */
export function AwardLine({ proposalId }: { proposalId: string }) {
  const { data } = useQuery(apiQuery(awardRoutes.getProposalAwards, { params: { id: proposalId } }))
  if (!data || data.items.length === 0) return null
  return (
    <ul className="plain-list">
      {data.items.map((one) => (
        <li key={one.roundId}>
          <Icon name="star" />{' '}
          <Link to="/awards/$id" params={{ id: one.roundId }}>
            {one.title}
          </Link>
          <span className="faint">（{yearsOf(one)}）</span>
        </li>
      ))}
    </ul>
  )
}
