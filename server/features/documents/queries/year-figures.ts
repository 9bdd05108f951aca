import { sql } from 'kysely'
import type { Figures, StatisticsGroup } from '#contract/statistics.ts'
import { getProposalStatistics } from '#features/statistics/index.ts'
import type { Context } from '#platform/context.ts'
import type { ReportFigures } from '../papers/year-report.ts'

const satisfactions = ['satisfied', 'basicallySatisfied', 'dissatisfied'] as const
const counted = (groups: readonly StatisticsGroup[], unnamed: string) =>
  groups
    .filter((group) => group.registered > 0)
    .map(({ name, registered, answered }) => ({ name: name || unnamed, registered, answered }))

/** What a year's work comes to: the statistics of a session beside those of the one before, or of a whole term.
 *  @throws DomainError access.denied as the statistics */
export async function yearFigures(
  ctx: Context,
  of: { termId: string; sessionId: string | null },
): Promise<ReportFigures> {
  const { termId, sessionId } = of
  const statistics = await getProposalStatistics(ctx, sessionId ? { sessionId } : { termId })
  const { total, by, replyClasses } = statistics
  const { declined, concluded } = await ctx.db
    .selectFrom('proposals as p')
    .select([
      sql<number>`(count(*) filter (where p.state = 'declined'))::int`.as('declined'),
      sql<number>`(count(*) filter (where p.concluded_at is not null))::int`.as('concluded'),
    ])
    .where('p.committee_id', '=', ctx.actor.committeeId)
    .where('p.submitted_at', 'is not', null)
    .where(sessionId ? 'p.session_id' : 'p.term_id', '=', sessionId ?? termId)
    .executeTakeFirstOrThrow()
  const { received, registered, assigned, answered } = total
  return {
    received,
    registered,
    assigned,
    answered,
    declined,
    concluded,
    before: sessionId ? await sessionBefore(ctx, sessionId) : null,
    kinds: counted(by.kind, '其他'),
    categories: counted(by.category, '未分类'),
    units: counted(by.unit, '未交办'),
    replyClasses: replyClasses.map(({ code }, i) => ({ code, count: total.classes[i] ?? 0 })),
    ratings: satisfactions.map((satisfaction) => ({
      satisfaction,
      handling: total.handling[satisfaction],
      result: total.result[satisfaction],
    })),
  }
}

/** The figures of the session before in the same term; null for the first. */
async function sessionBefore(ctx: Context, id: string): Promise<Figures | null> {
  const { committeeId } = ctx.actor
  const before = await ctx.db
    .selectFrom('sessions as s')
    .innerJoin('sessions as b', (join) =>
      join.onRef('b.committee_id', '=', 's.committee_id').onRef('b.term_id', '=', 's.term_id'),
    )
    .select('b.id')
    .where('s.committee_id', '=', committeeId)
    .where('s.id', '=', id)
    .whereRef('b.number', '=', sql`s.number - 1`)
    .executeTakeFirst()
  return before ? (await getProposalStatistics(ctx, { sessionId: before.id })).total : null
}
