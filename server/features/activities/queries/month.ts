import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { activityRoutes } from '#contract/activities.ts'
import { addDays, addMonths, weekdayOf } from '#platform/calendar/civil-date.ts'
import { calendarInForce } from '#platform/calendar/in-force.ts'
import type { Context } from '#platform/context.ts'
import { itemOf } from './activity.ts'
import { filtered } from './list.ts'

/** More than a committee holds in six weeks. */
const atMost = 500

/** A month in whole weeks from Monday to Sunday: what the actor may see, and the calendar in force. A member sees the
 *  sub-meetings they are invited to beside the meetings, for these have a room and an hour of their own. */
export async function getActivityMonth(
  ctx: Context,
  { month, ...f }: z.output<typeof activityRoutes.getActivityMonth.query>,
): Promise<z.input<typeof activityRoutes.getActivityMonth.response>> {
  const first = `${month}-01`
  const last = addDays(addMonths(first, 1), -1)
  const from = addDays(first, 1 - weekdayOf(first))
  const until = addDays(last, 7 - weekdayOf(last))
  const rows = await filtered(ctx, { ...f, from, until, time: 'all', parts: true })
    .$if(f.scope === 'all', (q) =>
      q.where(
        sql<SqlBool>`(a.parent_id is null or exists (
          select from activity_invitees me
          where me.committee_id = a.committee_id and me.activity_id = a.id and me.member_id = ${ctx.actor.memberId}
            and me.removed_at is null
        ))`,
      ),
    )
    .orderBy('a.starts_at')
    .orderBy('a.id')
    .limit(atMost + 1)
    .execute()
  const { calendar } = await calendarInForce(ctx.db)
  const within = (days: ReadonlyMap<string, string>) =>
    [...days].filter(([date]) => date >= from && date <= until).map(([date, name]) => ({ date, name }))
  return {
    from,
    until,
    items: rows.slice(0, atMost).map((row) => itemOf(row, null)),
    more: rows.length > atMost,
    holidays: within(calendar.holidays),
    makeUpDays: within(calendar.makeUpDays),
  }
}
