import { sql } from 'kysely'
import type { z } from 'zod'
import type { activityRecordRoutes as r } from '#contract/activity-records.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { leaveGranted } from '../queries/leave-granted.ts'
import { fillSeats, hasSeat, type SeatOf, type ToSeat } from '../rules/seats.ts'
import { activityWorkflow } from '../workflow.ts'
import { requireInvited } from './invite.ts'
import { activityEvent, type LockedActivity, lockFor, updateActivity } from './load.ts'

type Body<R extends { body: z.ZodType }> = z.output<R['body']>

/** Those due to come, with what they are ordered by; who is on leave or declined needs no seat. */
async function toSeat(ctx: Context, a: LockedActivity): Promise<ToSeat[]> {
  const today = civilDateOf(ctx.now)
  return ctx.db
    .selectFrom('activity_invitees as i')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'i.committee_id').onRef('a.id', '=', 'i.activity_id'),
    )
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'i.committee_id').onRef('m.id', '=', 'i.member_id'),
    )
    .select([
      'm.id as memberId',
      'm.stroke_key as strokeKey',
      sql<number>`coalesce((
        select g.position from group_members s
        join groups g on g.committee_id = s.committee_id and g.id = s.group_id
        where s.committee_id = m.committee_id and s.member_id = m.id and s.exclusive_kind = 'sector'
          and s.starts_on <= ${today} and (s.ends_on is null or s.ends_on > ${today})
        limit 1
      ), 100000)`.as('sectorPlace'),
      sql<number>`coalesce((
        select min(case p.post when 'chair' then 0 when 'viceChair' then 1 when 'secretaryGeneral' then 2 when 'standingMember' then 3 end)
        from member_posts p
        where p.committee_id = m.committee_id and p.member_id = m.id
          and p.starts_on <= ${today} and (p.ends_on is null or p.ends_on > ${today})
      ), 4)`.as('postPlace'),
    ])
    .where('i.committee_id', '=', a.committee_id)
    .where('i.activity_id', '=', a.id)
    .where('i.removed_at', 'is', null)
    .where(sql<boolean>`i.answer is distinct from 'notComing' and i.answer is distinct from 'waiting'`)
    .where(sql<boolean>`${leaveGranted} is null`)
    .execute()
}

/** Where people sit already. */
async function seatedOn(ctx: Context, a: LockedActivity): Promise<SeatOf[]> {
  const rows = await ctx.db
    .selectFrom('activity_invitees')
    .select(['member_id', 'seat_row', 'seat_number'])
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .where('seat_row', 'is not', null)
    .execute()
  return rows.map((one) => ({ memberId: one.member_id, row: one.seat_row!, number: one.seat_number! }))
}

/** Lays out the platform and rows of seats and fills them anew; or, keeping who comes where they sit, gives free seats to who
 *  has none. @throws DomainError activity.wrong-state, activity.seat-taken where a kept seat would be gone */
export async function arrangeSeats(
  ctx: Context,
  id: string,
  { order, platform, keep, ...plan }: Body<typeof r.arrangeSeats>,
): Promise<{ seated: number; unseated: number }> {
  const a = await lockFor(ctx, id, 'arrange')
  activityWorkflow.next(a.state, 'arrange')
  const people = await toSeat(ctx, a)
  const due = new Set(people.map((one) => one.memberId))
  const kept = keep ? (await seatedOn(ctx, a)).filter((one) => due.has(one.memberId)) : []
  const lost = kept.find((one) => !hasSeat(plan, one))
  if (lost) throw new DomainError('activity.seat-taken', { row: lost.row, number: lost.number })
  const seats = fillSeats(people, plan, order, { platform, kept })
  await ctx.db
    .updateTable('activity_invitees')
    .set({ seat_row: null, seat_number: null })
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', id)
    .where('seat_row', 'is not', null)
    .execute()
  if (seats.length > 0)
    await sql`
      update activity_invitees i
      set seat_row = s.row, seat_number = s.number
      from unnest(
        ${seats.map((seat) => seat.memberId)}::uuid[], ${seats.map((seat) => seat.row)}::int[], ${seats.map((seat) => seat.number)}::int[]
      ) as s (member_id, row, number)
      where i.committee_id = ${a.committee_id} and i.activity_id = ${id} and i.member_id = s.member_id`.execute(ctx.db)
  await updateActivity(ctx, a, { seat_plan: JSON.stringify(plan) })
  await emit(
    ctx,
    activityEvent('activity.seatsArranged', a, {
      rows: plan.rows,
      perRow: plan.perRow,
      order,
      keep,
      seated: seats.length,
    }),
  )
  const places = new Set(seats.map((seat) => seat.memberId))
  return { seated: seats.length, unseated: people.filter((one) => !places.has(one.memberId)).length }
}

/** Seats one member somewhere; who sits there takes the other place, if there is one.
 *  @throws DomainError activity.not-invited, activity.no-such-seat */
export async function moveSeat(
  ctx: Context,
  id: string,
  { memberId, row, number }: Body<typeof r.moveSeat>,
): Promise<Record<string, never>> {
  const a = await lockFor(ctx, id, 'arrange')
  activityWorkflow.next(a.state, 'arrange')
  await requireInvited(ctx, a, memberId)
  const plan = a.seat_plan as { rows: number; perRow: number; platformRows?: number } | null
  if (plan === null || !hasSeat(plan, { row, number })) throw new DomainError('activity.no-such-seat', {}, 400)
  const of = (who: string) =>
    ctx.db
      .updateTable('activity_invitees')
      .where('committee_id', '=', a.committee_id)
      .where('activity_id', '=', id)
      .where('member_id', '=', who)
  const listed = await ctx.db
    .selectFrom('activity_invitees')
    .select(['member_id', 'seat_row', 'seat_number'])
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', id)
    .where((eb) =>
      eb.or([eb('member_id', '=', memberId), eb.and([eb('seat_row', '=', row), eb('seat_number', '=', number)])]),
    )
    .execute()
  const mover = listed.find((one) => one.member_id === memberId)
  const there = listed.find((one) => one.member_id !== memberId)
  await of(memberId).set({ seat_row: null, seat_number: null }).execute()
  if (there)
    await of(there.member_id)
      .set({ seat_row: mover?.seat_row ?? null, seat_number: mover?.seat_number ?? null })
      .execute()
  await of(memberId).set({ seat_row: row, seat_number: number }).execute()
  await emit(ctx, activityEvent('activity.seatMoved', a, { memberId, row, number }))
  return {}
}
