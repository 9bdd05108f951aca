import type { z } from 'zod'
import type { attendanceRoutes as r } from '#contract/attendance.ts'
import { attendanceLock, concludeActivity } from '#features/activities/index.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { DomainError } from '#platform/errors.ts'
import { emit, emitEach } from '#platform/events/emit.ts'
import { authorize } from '../access.ts'
import { openParts, peopleOf } from '../queries/attendees.ts'
import { occasionDetails, occasionFor } from '../queries/occasion.ts'
import { outcomesOf, reckonAnew, toldOf, writeOutcomes } from './outcomes.ts'

/** Corrects how people attended, with the reason; also after the conclusion, until the file is archived. Many at once where a
 *  list was signed on paper: who stands so already is left as they are.
 *  @throws DomainError not-found, access.denied, attendance.not-open, attendance.not-invited, attendance.same where nobody's
 *  changes */
export async function correctAttendance(
  ctx: Context,
  id: string,
  given: z.output<typeof r.correctAttendance.body>,
): Promise<Record<string, never>> {
  await lockUntilCommit(ctx.db, attendanceLock(id))
  const { occasion, facts } = await occasionFor(ctx, id)
  authorize(facts, 'correct')
  const { attendance, reason } = given
  const asked = new Set(given.memberIds)
  const people = (await peopleOf(ctx, id)).filter((one) => asked.has(one.memberId))
  if (people.length < asked.size) throw new DomainError('attendance.not-invited')
  const changed = people.filter((one) => (occasion.concludedAt ? one.attendance : one.recorded) !== attendance)
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
  // Of one that is over what came out is reckoned anew and told there.
  if (occasion.concludedAt) {
    for (const one of [id, occasion.parentId]) if (one) await reckonAnew(ctx, one, given.memberIds, reason)
  } else
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
 *  several sittings the sittings are concluded first and decide; with `parts` those that are open are concluded along: where
 *  somebody was checked in as always, where nobody was the roll was not called and nobody is absent.
 *  @throws DomainError not-found, access.denied, attendance.not-open, attendance.settled, attendance.too-early,
 *  attendance.parts-open where one is not concluded along, or has not begun */
export async function settleAttendance(
  ctx: Context,
  id: string,
  { parts = false, rollCalled = true }: { parts?: boolean; rollCalled?: boolean } = {},
): Promise<{ settledAt: string; absent: number }> {
  await lockUntilCommit(ctx.db, attendanceLock(id))
  const { occasion, facts } = await occasionFor(ctx, id)
  authorize(facts, 'settle')
  if (ctx.now.getTime() < Date.parse(occasion.startsAt)) throw new DomainError('attendance.too-early')
  if (parts)
    for (const part of await openParts(ctx, id)) {
      if (part.state === 'postponed' || ctx.now.getTime() < Date.parse(part.startsAt))
        throw new DomainError('attendance.parts-open', { title: part.title })
      await settleAttendance(ctx, part.id, { rollCalled: part.came > 0 })
    }
  const outcomes = rollCalled ? await outcomesOf(ctx, occasion) : []
  await concludeActivity(ctx, id)
  // Of one that was opened again there are those of the first time.
  await ctx.db
    .updateTable('activity_invitees')
    .set({ outcome: null, outcome_half_days: null })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('activity_id', '=', id)
    .where('outcome', 'is not', null)
    .execute()
  await writeOutcomes(ctx, id, outcomes)
  await emit(ctx, {
    type: 'activity.attendanceSettled',
    subjectKind: 'activity',
    subjectId: id,
    details: { ...occasionDetails(occasion), members: outcomes.map((one) => toldOf(occasion, one)) },
  })
  // A sitting that was opened again after the whole was settled.
  if (occasion.parentId)
    await reckonAnew(
      ctx,
      occasion.parentId,
      outcomes.map((one) => one.memberId),
      `分会重新结算：${occasion.title}`,
    )
  return {
    settledAt: ctx.now.toISOString(),
    absent: outcomes.filter((one) => one.attendance === 'absent').length,
  }
}
