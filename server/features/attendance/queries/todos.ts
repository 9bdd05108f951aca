import { sql } from 'kysely'
import { leaveGranted } from '#features/activities/index.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'

const mostTodos = 10
const readToday = statement('kept', (db, v: { committeeId: string; memberId: string; now: Date; until: string }) =>
  db
    .selectFrom('activity_invitees as i')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'i.committee_id').onRef('a.id', '=', 'i.activity_id'),
    )
    .select(['a.id', 'a.title', 'a.place', 'a.starts_at as startsAt'])
    .where('i.committee_id', '=', v.committeeId)
    .where('i.member_id', '=', v.memberId)
    .where('i.removed_at', 'is', null)
    .where('a.state', '=', sql.lit('announced'))
    .where(sql<boolean>`a.ends_at > ${v.now}`)
    .where(sql<boolean>`a.starts_at < ${v.until}::timestamptz`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('check_ins as c')
            .select('c.member_id')
            .whereRef('c.committee_id', '=', 'i.committee_id')
            .whereRef('c.activity_id', '=', 'i.activity_id')
            .whereRef('c.member_id', '=', 'i.member_id'),
        ),
      ),
    )
    .where(sql<boolean>`${leaveGranted} is null`)
    .orderBy('a.starts_at')
    .limit(sql.lit(mostTodos)),
)

/** Meetings of today at which the actor is still to arrive: the way to their code, on the first page. */
export async function listCheckInTodos(ctx: Context) {
  const { memberId, committeeId, delegatedBy } = ctx.actor
  if (memberId === null || delegatedBy !== null) return []
  const tomorrow = addDays(civilDateOf(ctx.now), 1)
  const rows = await readToday(ctx.db, { committeeId, memberId, now: ctx.now, until: `${tomorrow}T00:00:00+08:00` })
  if (rows.length === 0) return []
  const kind = 'checkIn.today'
  return [
    {
      kind,
      count: rows.length,
      countLimit: mostTodos,
      items: rows.slice(0, 5).map((row) => ({
        kind,
        subjectKind: 'activity' as const,
        subjectId: row.id,
        title: row.title,
        note: row.place,
        since: row.startsAt,
        dueOn: null,
      })),
    },
  ]
}
