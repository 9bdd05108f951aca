import { sql } from 'kysely'
import type { RouteResponse } from '#contract/route.ts'
import type { speechRoutes as r } from '#contract/speeches.ts'
import { occasionFor } from '#features/attendance/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'

/** What was said in a discussion, in order, for who runs the meeting and who chairs. @throws DomainError not-found, access.denied */
export async function listPoints(ctx: Context, activityId: string): Promise<RouteResponse<typeof r.listPoints>> {
  const { facts, occasion } = await occasionFor(ctx, activityId)
  if (!facts.runs && !facts.reads) throw accessDenied('listPoints')
  const items = await ctx.db
    .selectFrom('discussion_points')
    .select(['id', 'speaker', 'words', 'recorded_at as recordedAt', 'version'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('activity_id', '=', activityId)
    .where('words', '<>', '')
    .orderBy('id')
    .limit(1000)
    .execute()
  const { n, last } = await ctx.db
    .selectFrom('activity_records')
    .select([sql<number>`count(*)::int`.as('n'), sql<string | null>`max(written_at)`.as('last')])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('activity_id', '=', activityId)
    .where('kind', '=', 'brief')
    .executeTakeFirstOrThrow()
  const since = last === null ? 0 : Date.parse(last)
  return {
    items,
    mayWrite: facts.runs && (occasion.state === 'announced' || occasion.state === 'concluded'),
    briefs: n,
    newPoints: items.filter((one) => Date.parse(one.recordedAt) > since).length,
  }
}
