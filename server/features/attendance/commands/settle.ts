import type { z } from 'zod'
import type { Attendance, attendanceRoutes as r } from '#contract/attendance.ts'
import { concludeActivity } from '#features/activities/index.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { DomainError } from '#platform/errors.ts'
import { emit, emitEach } from '#platform/events/emit.ts'
import { authorize } from '../access.ts'
import { peopleOf } from '../queries/attendees.ts'
import { lockName, type Occasion, occasionDetails, occasionFor } from '../queries/occasion.ts'
import { attendanceOverSittings, came } from '../rules.ts'

/** Corrects how people attended, with the reason; also after the conclusion, until the file is archived. Many at once where a
 *  list was signed on paper: who stands so already is left as they are.
 *  @throws DomainError not-found, access.denied, attendance.not-open, attendance.not-invited, attendance.same where nobody's
 *  changes */
export async function correctAttendance(
  ctx: Context,
  id: string,
  given: z.output<typeof r.correctAttendance.body>,
): Promise<Record<string, never>> {
  await lockUntilCommit(ctx.db, lockName(id))
  const { occasion, facts } = await occasionFor(ctx, id)
  authorize(facts, 'correct')
  const { attendance, reason } = given
  const asked = new Set(given.memberIds)
  const people = (await peopleOf(ctx, id)).filter((one) => asked.has(one.memberId))
  if (people.length < asked.size) throw new DomainError('attendance.not-invited')
  const changed = people.filter((one) => one.recorded !== attendance)
  if (changed.length === 0) throw new DomainError('attendance.same')
  const corrected = { attendance, reason, corrected_at: ctx.now, recorded_by: ctx.actor.accountId }
  await ctx.db
    .insertInto('check_ins')
    .values(
      changed.map(({ memberId }) => ({
        committee_id: ctx.actor.committeeId,
        activity_id: id,
        member_id: memberId,
        way: 'correction',
        at: ctx.now,
        recorded_at: ctx.now,
        desk: '',
        code_step: null,
        ...corrected,
      })),
    )
    .onConflict((c) => c.columns(['committee_id', 'activity_id', 'member_id']).doUpdateSet(corrected))
    .execute()
  await emitEach(
    ctx.db,
    changed.map(({ memberId }) => ({
      by: ctx,
      event: {
        type: 'activity.attendanceCorrected',
        subjectKind: 'activity',
        subjectId: id,
        details: { memberId, ...occasionDetails(occasion), attendance, reason },
      },
    })),
  )
  return {}
}

/** Concludes an activity: how everybody attended is told once, and who is missing without leave is absent. Of a meeting in
 *  several sittings the sittings are concluded first and decide.
 *  @throws DomainError not-found, access.denied, attendance.not-open, attendance.settled, attendance.too-early,
 *  attendance.parts-open */
export async function settleAttendance(ctx: Context, id: string): Promise<{ settledAt: string; absent: number }> {
  await lockUntilCommit(ctx.db, lockName(id))
  const { occasion, facts } = await occasionFor(ctx, id)
  authorize(facts, 'settle')
  if (ctx.now.getTime() < Date.parse(occasion.startsAt)) throw new DomainError('attendance.too-early')
  const sittings = await sittingsOf(ctx, occasion)
  const members = (await peopleOf(ctx, id)).flatMap((one) => {
    const of = sittings.get(one.memberId)
    // Who was on the list of sittings is judged by them, unless the office corrected the whole by hand.
    const attendance =
      of && one.must && !one.recorded
        ? attendanceOverSittings(of, occasion.setting.sittings, one.leave)
        : one.attendance
    return attendance === null ? [] : [{ memberId: one.memberId, attendance }]
  })
  await concludeActivity(ctx, id)
  await emit(ctx, {
    type: 'activity.attendanceSettled',
    subjectKind: 'activity',
    subjectId: id,
    details: { ...occasionDetails(occasion), members },
  })
  return {
    settledAt: ctx.now.toISOString(),
    absent: members.filter((one) => one.attendance === 'absent').length,
  }
}

/** How each member attended the sittings of a meeting. @throws DomainError attendance.parts-open */
async function sittingsOf(ctx: Context, occasion: Occasion): Promise<Map<string, Attendance[]>> {
  const sittings = new Map<string, Attendance[]>()
  const parts = await ctx.db
    .selectFrom('activities')
    .select(['id', 'state', 'title'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('parent_id', '=', occasion.id)
    .where('state', 'in', ['announced', 'postponed', 'concluded', 'archived'])
    .orderBy('starts_at')
    .execute()
  const open = parts.find((one) => one.state === 'announced' || one.state === 'postponed')
  if (open) throw new DomainError('attendance.parts-open', { title: open.title })
  for (const part of parts)
    for (const one of await peopleOf(ctx, part.id))
      if (one.attendance && (one.must || came(one.attendance)))
        sittings.set(one.memberId, [...(sittings.get(one.memberId) ?? []), one.attendance])
  return sittings
}
