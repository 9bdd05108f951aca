import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { scoringRoutes } from '#contract/scoring.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { Section } from '../../shared/page.tsx'

/** The points of one's own year in a line, what the scheme still asks, and the way to the reason of each. Nothing where the
 *  committee has no scheme for the year. */
export function YearScore({ memberId, year }: { memberId: string; year: number }) {
  const query = useQuery(
    apiQuery(scoringRoutes.getMemberScore, { params: { id: memberId }, query: { year: String(year) } }),
  )
  const score = query.data?.score
  if (!score) return null
  const owed = score.preconditions.filter(({ have, need }) => have < need)
  const running = String(year) === today().slice(0, 4)
  return (
    <Section title={running ? '今年得分' : `${year} 年得分`}>
      <p className="duty-score">
        <strong>{Number((score.centipoints / 100).toFixed(2))}</strong> 分{running && '，算到今天'}{' '}
        <Link to="/my-score" search={{ year: String(year) } as never}>
          每一分从哪里来
        </Link>
      </p>
      {owed.map(({ key, name, have, need }) => (
        <p key={key} className="due">
          {name}：还差 {need - have} 次
        </p>
      ))}
    </Section>
  )
}
