import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { ActivityItem, activityRoutes } from '#contract/activities.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { readsInvitees } from '../access.ts'
import { activityRows, countsOf, itemOf } from './activity.ts'
import { standingOf } from './standing.ts'

export type ActivityFilters = Omit<z.output<typeof activityRoutes.listActivities.query>, 'cursor' | 'limit'>

/** Midnight in Asia/Shanghai, as an instant. */
const midnight = (date: string) => `${date}T00:00:00+08:00`

/** Activities the actor may see, under the filters of list, month and export. */
export function filtered(ctx: Context, f: ActivityFilters) {
  let query = activityRows(ctx)
  if (f.kind !== undefined) query = query.where('a.kind', '=', f.kind)
  if (f.state !== undefined) query = query.where('a.state', '=', f.state)
  if (f.groupId !== undefined) query = query.where('a.organiser_group_id', '=', f.groupId)
  if (f.title !== undefined) query = query.where(sql<SqlBool>`strpos(a.title, ${f.title.trim()}) > 0`)
  if (f.from !== undefined) query = query.where('a.ends_at', '>=', midnight(f.from))
  if (f.until !== undefined)
    query = query.where(sql<SqlBool>`a.starts_at < ${midnight(f.until)}::timestamptz + interval '1 day'`)
  if (!f.parts && f.scope !== 'mine') query = query.where('a.parent_id', 'is', null)
  if (f.scope === 'mine')
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('activity_invitees as me')
          .select('me.member_id')
          .whereRef('me.committee_id', '=', 'a.committee_id')
          .whereRef('me.activity_id', '=', 'a.id')
          .where('me.member_id', '=', ctx.actor.memberId)
          .where('me.removed_at', 'is', null),
      ),
    )
  const today = midnight(civilDateOf(ctx.now))
  if (f.time === 'coming') query = query.where('a.ends_at', '>=', today)
  if (f.time === 'past') query = query.where('a.ends_at', '<', today)
  return query
}

/** Activities the actor may see: what is coming soonest first, otherwise the newest first. */
export async function listActivities(
  ctx: Context,
  f: ActivityFilters & { cursor?: string; limit: number },
): Promise<{ items: ActivityItem[]; nextCursor: string | null }> {
  const direction = f.time === 'coming' ? 'asc' : 'desc'
  const list = `activities ${direction}`
  const place = readCursor(list, f.cursor, cursorValue.instant)
  const rows = await filtered(ctx, f)
    .$if(place !== null, (q) => q.where((eb) => after(eb, 'a.starts_at', 'a.id', place!, direction, 'timestamptz')))
    .orderBy('a.starts_at', direction)
    .orderBy('a.id', direction)
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(list, rows, f.limit, (row) => ({ value: row.starts_at, id: row.id }))
  const counted = await countsOf(
    ctx,
    page.items.filter((row) => readsInvitees(ctx.actor, standingOf(ctx, row))).map((row) => row.id),
  )
  return { items: page.items.map((row) => itemOf(row, counted.get(row.id) ?? null)), nextCursor: page.nextCursor }
}
