import './evaluations.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { mutualAppraisalRoutes } from '#contract/mutual-appraisals.ts'
import { apiQuery } from '../../shared/api.ts'
import { DueDate } from '../../shared/matter/due-date.tsx'
import { Section } from '../../shared/page.tsx'
import { scoreWords } from './words.ts'

/** The two-way appraisals of one proposal, where there are any for the viewer. */
export function MutualSection({ proposalId }: { proposalId: string }) {
  const { data } = useQuery(apiQuery(mutualAppraisalRoutes.listMutualAppraisals, { query: { proposalId } }))
  if (!data || data.items.length === 0) return null
  return (
    <Section title="双向评议">
      <ul className="mutual-lines">
        {data.items.map((one) => {
          const own = one.mine === 'proposer' ? one.handling : one.proposal
          const asked = one.actions.includes('score') && !own.given
          return (
            <li key={one.id}>
              <Link
                to="/mutual-appraisals/$id"
                params={{ id: one.id }}
                className={asked ? 'button button-primary' : ''}
              >
                {asked ? (one.mine === 'proposer' ? `评${one.unitName}的办理` : '评这件提案') : one.unitName}
              </Link>{' '}
              {one.revealed ? (
                <span>
                  办理 {scoreWords(one.handling, true)}；提案 {scoreWords(one.proposal, true)}
                </span>
              ) : (
                <DueDate on={one.closesOn} label="截止" />
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
