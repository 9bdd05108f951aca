import { sql } from 'kysely'
import type { z } from 'zod'
import type { Attendance, AttendanceView, Attendee, attendanceRoutes as r } from '#contract/attendance.ts'
import { halfDaysOfLeave, leaveGranted } from '#features/activities/index.ts'
import type { Context } from '#platform/context.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { attendanceActions, authorizeSeeing, offeredActions } from '../access.ts'
import { countAttendance, countsWithout, quorumOf } from '../rules.ts'
import { findOccasion, type Occasion, occasionFor } from './occasion.ts'

/** What came out of it; before that what is recorded, else leave, else absent for who must come. */
const effective = sql<Attendance | null>`case when a.state in ('concluded', 'archived') then i.outcome
  else coalesce(c.attendance, ${leaveGranted}, case when i.must then 'absent' end) end`
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
      sql<boolean>`c.corrected_at is not null`.as('corrected'),
      leaveGranted.as('leave'),
      halfDaysOfLeave.as('halfDaysOfLeave'),
      sql<Attendance | null>`i.outcome`.as('outcome'),
      'i.outcome_half_days as outcomeHalfDays',
      effective.as('attendance'),
      sectorOf.as('sector'),
    ])
    .orderBy('m.stroke_key')
    .orderBy('m.id')
    .execute()
}

/** Whether the actor may put right how a member attended, for what is found wrong elsewhere: on the list, and recorded otherwise. */
export async function mayCorrect(
  ctx: Context,
  activityId: string,
  memberId: string,
  attendance: Attendance,
): Promise<boolean> {
  if (!(await findOccasion(ctx, activityId))) return false
  const { occasion, facts } = await occasionFor(ctx, activityId)
  if (!attendanceActions(facts).includes('correct')) return false
  const one = (await peopleOf(ctx, activityId)).find((person) => person.memberId === memberId)
  return one !== undefined && (occasion.concludedAt ? one.attendance : one.recorded) !== attendance
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
  const people = invitees(ctx, id)
    .select(['i.committee_id', 'i.member_id', 'i.must', effective.as('attendance')])
    .as('p')
  const all = await ctx.db
    .selectFrom(people)
    .select(['p.must', 'p.attendance', sql<number>`count(*)::int`.as('n')])
    .groupBy(['p.must', 'p.attendance'])
    .execute()
  const rows = await ctx.db
    .selectFrom(people)
    .innerJoin('group_members as m', (join) =>
      join.onRef('m.committee_id', '=', 'p.committee_id').onRef('m.member_id', '=', 'p.member_id'),
    )
    .innerJoin('groups as g', (join) =>
      join.onRef('g.committee_id', '=', 'm.committee_id').onRef('g.id', '=', 'm.group_id'),
    )
    .innerJoin('group_kinds as k', (join) =>
      join.onRef('k.committee_id', '=', 'g.committee_id').onRef('k.code', '=', 'g.kind'),
    )
    .select(['g.id', 'g.name', 'g.kind as kindCode', 'k.name as kind', 'p.must', 'p.attendance'])
    .select(sql<number>`count(*)::int`.as('n'))
    .where('m.ends_on', 'is', null)
    .groupBy(['g.id', 'g.name', 'g.position', 'g.kind', 'k.name', 'p.must', 'p.attendance'])
    .orderBy('g.position')
    .orderBy('g.name')
    .execute()
  const counts = countAttendance(spread(all))
  const groups = [...Map.groupBy(rows, (row) => row.id).values()].map((of) => {
    const { id, kind, kindCode, name } = of[0]!
    return { id: id as string | null, kind, kindCode, name, counts: countAttendance(spread(of)) }
  })
  const rest = countsWithout(
    counts,
    groups.filter((one) => one.kindCode === 'sector').map((one) => one.counts),
  )
  if (rest.due + rest.guests > 0)
    groups.push({ id: null, kind: '界别', kindCode: 'sector', name: '未编入界别', counts: rest })
  return {
    activity: activityOf(occasion),
    counts,
    quorum: quorumIn(occasion, counts),
    groups,
    gathering: facts.gathering,
    settledAt: occasion.concludedAt,
    openParts: occasion.concludedAt
      ? []
      : (await openParts(ctx, id)).map(({ id, title, came }) => ({ id, title, came })),
    asOf: ctx.now.toISOString(),
    actions: offeredActions(facts),
  }
}

/** Sittings of a meeting that are not settled, in the order they are held. */
export const openParts = (ctx: Context, id: string) =>
  ctx.db
    .selectFrom('activities as p')
    .select(['p.id', 'p.title', 'p.starts_at as startsAt', 'p.state'])
    .select(
      sql<number>`(select count(*)::int from check_ins c where c.committee_id = p.committee_id and c.activity_id = p.id)`.as(
        'came',
      ),
    )
    .where('p.committee_id', '=', ctx.actor.committeeId)
    .where('p.parent_id', '=', id)
    .where('p.state', 'in', ['announced', 'postponed'])
    .orderBy('p.starts_at')
    .orderBy('p.id')
    .execute()

/** So many alike, one by one. */
const spread = <T>(rows: readonly (T & { n: number })[]) =>
  rows.flatMap(({ n, ...one }) => Array.from({ length: n }, () => one))

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
      // Put right to absence or leave, it says when that was done.
      sql<string | null>`case when c.attendance in ('present', 'late', 'leftEarly') then c.at end`.as('at'),
      'c.corrected_at as correctedAt',
      sql<Attendee['way']>`c.way`.as('way'),
      sql<string>`coalesce(c.desk, '')`.as('desk'),
      sql<string>`coalesce(c.reason, '')`.as('reason'),
      sectorOf.as('sector'),
      effective.as('attendance'),
      halfDaysOfLeave.as('halfDaysOfLeave'),
    ])
    .$if(f.show === 'missing', (b) => b.where(sql<boolean>`${effective} = 'absent'`))
    .$if(f.show === 'came', (b) => b.where(sql<boolean>`${effective} in ('present', 'late', 'leftEarly')`))
    .$if(f.show === 'leave', (b) =>
      b.where(sql<boolean>`${effective} in ('leave', 'officialLeave') or ${halfDaysOfLeave} > 0`),
    )
    .$if(f.show === 'corrected', (b) => b.where('c.corrected_at', 'is not', null))
    .$if(q !== undefined && q !== '', (b) =>
      b.where(sql<boolean>`(strpos(m.name, ${q}) > 0 or strpos(m.search_text, ${q}) > 0)`),
    )
    .$if(f.groupId !== undefined, (b) =>
      b.where(sql<boolean>`exists (select from group_members s where s.committee_id = i.committee_id
        and s.member_id = i.member_id and s.group_id = ${f.groupId}::uuid and s.ends_on is null)`),
    )
    .$if(place !== null, (b) => b.where((eb) => after(eb, 'm.stroke_key', 'm.id', place!, 'asc', 'text')))
    .orderBy('m.stroke_key')
    .orderBy('m.id')
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(list, rows, f.limit, (row) => ({ value: row.strokeKey, id: row.id }))
  return { items: page.items.map(({ strokeKey: _key, ...item }): Attendee => item), nextCursor: page.nextCursor }
}
