import { sql } from 'kysely'
import type { z } from 'zod'
import type { Attendance, AttendanceView, Attendee, attendanceRoutes as r } from '#contract/attendance.ts'
import type { Context } from '#platform/context.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { attendanceActions, authorizeSeeing } from '../access.ts'
import { countAttendance, quorumOf } from '../rules.ts'
import { type Occasion, occasionFor } from './occasion.ts'

/** Leave as attendance knows it: what was granted, for the activity or for the whole of the meeting it is part of. */
export const leaveGranted = sql<'leave' | 'officialLeave' | null>`(
  select case l.kind when 'official' then 'officialLeave' else 'leave' end
  from leave_requests l
  where l.committee_id = i.committee_id and l.member_id = i.member_id and l.state = 'granted'
    and (
      l.activity_id = i.activity_id
      or (
        l.activity_id = a.parent_id
        and l.half_days >= (select p.half_days from activities p where p.committee_id = a.committee_id and p.id = a.parent_id)
      )
    )
  order by l.kind = 'official' desc
  limit 1
)`
/** What is recorded; else leave; else absent for who must come. The same as `attendanceOf` of the rules. */
const effective = sql<Attendance | null>`coalesce(c.attendance, ${leaveGranted}, case when i.must then 'absent' end)`
const sectorOf = sql<string>`coalesce((select g.name from group_members s join groups g on g.committee_id = s.committee_id
  and g.id = s.group_id where s.committee_id = i.committee_id and s.member_id = i.member_id
  and s.exclusive_kind = 'sector' and s.ends_on is null), '')`

/** Invitees of an activity with what is recorded of each. */
function invitees(ctx: Context, activityId: string) {
  return ctx.db
    .selectFrom('activity_invitees as i')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'i.committee_id').onRef('a.id', '=', 'i.activity_id'),
    )
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'i.committee_id').onRef('m.id', '=', 'i.member_id'),
    )
    .leftJoin('check_ins as c', (join) =>
      join
        .onRef('c.committee_id', '=', 'i.committee_id')
        .onRef('c.activity_id', '=', 'i.activity_id')
        .onRef('c.member_id', '=', 'i.member_id'),
    )
    .where('i.committee_id', '=', ctx.actor.committeeId)
    .where('i.activity_id', '=', activityId)
    .where('i.removed_at', 'is', null)
}

/** Everybody on the list, with what decides how they attended. */
export function peopleOf(ctx: Context, activityId: string) {
  return invitees(ctx, activityId)
    .select([
      'i.member_id as memberId',
      'm.name',
      'm.search_text as searchText',
      'i.must',
      'c.at',
      sql<Attendance | null>`c.attendance`.as('recorded'),
      leaveGranted.as('leave'),
      effective.as('attendance'),
      sectorOf.as('sector'),
    ])
    .orderBy('m.stroke_key')
    .orderBy('m.id')
    .execute()
}

export const activityOf = (one: Occasion) => ({
  id: one.id,
  title: one.title,
  kind: one.kind,
  place: one.place,
  startsAt: one.startsAt,
  endsAt: one.endsAt,
  opensAt: new Date(one.window.opensAt).toISOString(),
  closesAt: new Date(one.window.closesAt).toISOString(),
  lateAfter: new Date(one.window.lateAfter).toISOString(),
})

/** Attendance as it stands, in figures: for who runs the activity, and for who chairs it.
 *  @throws DomainError not-found, access.denied */
export async function getAttendance(ctx: Context, id: string): Promise<AttendanceView> {
  const { occasion, facts } = await occasionFor(ctx, id)
  authorizeSeeing(facts)
  const rows = await ctx.db
    .selectFrom(
      invitees(ctx, id)
        .select(['i.must', sectorOf.as('sector'), effective.as('attendance')])
        .as('p'),
    )
    .select(['p.sector', 'p.must', 'p.attendance', sql<number>`count(*)::int`.as('n')])
    .groupBy(['p.sector', 'p.must', 'p.attendance'])
    .orderBy('p.sector')
    .execute()
  const people = rows.flatMap(({ n, ...one }) => Array.from({ length: n }, () => one))
  const bySector = Map.groupBy(people, (one) => one.sector)
  const counts = countAttendance(people)
  return {
    activity: activityOf(occasion),
    counts,
    quorum: quorumIn(occasion, counts),
    sectors: [...bySector].map(([name, of]) => ({ name: name || '未编入界别', counts: countAttendance(of) })),
    settledAt: occasion.concludedAt,
    asOf: ctx.now.toISOString(),
    actions: attendanceActions(facts),
  }
}

/** The quorum of this kind of meeting; null where none is set. */
export function quorumIn(occasion: Pick<Occasion, 'kind' | 'setting'>, counts: { due: number; present: number }) {
  const share = occasion.setting.quorums.find((one) => one.kind === occasion.kind)?.share
  return share ? { ...share, ...quorumOf(share, counts) } : null
}

type Filters = Omit<z.output<typeof r.listAttendees.query>, 'cursor' | 'limit'>

const list = 'attendees'

/** Those invited in the order of strokes, with their attendance. @throws DomainError not-found, access.denied */
export async function listAttendees(ctx: Context, id: string, f: Filters & { cursor?: string; limit: number }) {
  const { facts } = await occasionFor(ctx, id)
  authorizeSeeing(facts)
  const place = readCursor(list, f.cursor, cursorValue.text)
  const q = f.q?.trim().toLowerCase()
  const rows = await invitees(ctx, id)
    .select([
      'm.id',
      'm.name',
      'm.stroke_key as strokeKey',
      'i.must',
      'c.at',
      'c.corrected_at as correctedAt',
      sql<Attendee['way']>`c.way`.as('way'),
      sql<string>`coalesce(c.desk, '')`.as('desk'),
      sql<string>`coalesce(c.reason, '')`.as('reason'),
      sectorOf.as('sector'),
      effective.as('attendance'),
    ])
    .$if(f.show === 'missing', (b) => b.where(sql<boolean>`${effective} = 'absent'`))
    .$if(f.show === 'came', (b) => b.where(sql<boolean>`c.attendance in ('present', 'late', 'leftEarly')`))
    .$if(f.show === 'leave', (b) => b.where(sql<boolean>`${effective} in ('leave', 'officialLeave')`))
    .$if(f.show === 'corrected', (b) => b.where('c.corrected_at', 'is not', null))
    .$if(q !== undefined && q !== '', (b) =>
      b.where(sql<boolean>`(strpos(m.name, ${q}) > 0 or strpos(m.search_text, ${q}) > 0)`),
    )
    .$if(place !== null, (b) => b.where((eb) => after(eb, 'm.stroke_key', 'm.id', place!, 'asc', 'text')))
    .orderBy('m.stroke_key')
    .orderBy('m.id')
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(list, rows, f.limit, (row) => ({ value: row.strokeKey, id: row.id }))
  return { items: page.items.map(({ strokeKey: _key, ...item }): Attendee => item), nextCursor: page.nextCursor }
}
