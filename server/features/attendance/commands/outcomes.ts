import { sql } from 'kysely'
import type { Attendance } from '#contract/attendance.ts'
import { attendanceLock } from '#features/activities/index.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { DomainError } from '#platform/errors.ts'
import { emitEach } from '#platform/events/emit.ts'
import { openParts, peopleOf } from '../queries/attendees.ts'
import { findOccasion, type Occasion, occasionDetails } from '../queries/occasion.ts'
import { came, outcomeOf, type Sitting } from '../rules.ts'

/** What came out of an activity for one member. */
export interface Outcome extends Sitting {
  memberId: string
  /** As it was written before; null: not yet. */
  before: { attendance: Attendance; halfDays: number } | null
}

/** How everybody on the list attended, as it is recorded now. @throws DomainError attendance.parts-open */
export async function outcomesOf(ctx: Context, occasion: Occasion): Promise<Outcome[]> {
  const sittings = await sittingsOf(ctx, occasion)
  const whole = { halfDays: occasion.halfDays, share: occasion.setting.sittings }
  return (await peopleOf(ctx, occasion.id)).flatMap((one) => {
    const outcome = outcomeOf(one, sittings.get(one.memberId) ?? [], whole)
    const before =
      one.outcome && one.outcomeHalfDays !== null ? { attendance: one.outcome, halfDays: one.outcomeHalfDays } : null
    return outcome ? [{ ...outcome, memberId: one.memberId, before }] : []
  })
}

/** How each member attended the sittings of a meeting. @throws DomainError attendance.parts-open */
async function sittingsOf(ctx: Context, occasion: Occasion): Promise<Map<string, Sitting[]>> {
  const sittings = new Map<string, Sitting[]>()
  const [open] = await openParts(ctx, occasion.id)
  if (open) throw new DomainError('attendance.parts-open', { title: open.title })
  const parts = await ctx.db
    .selectFrom('activities')
    .select(['id', 'half_days'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('parent_id', '=', occasion.id)
    .where('state', 'in', ['concluded', 'archived'])
    .execute()
  for (const part of parts)
    for (const { memberId, must, attendance } of await peopleOf(ctx, part.id))
      if (attendance && (must || came(attendance)))
        sittings.set(memberId, [...(sittings.get(memberId) ?? []), { attendance, halfDays: part.half_days }])
  return sittings
}

/** Writes them down, in the transaction that tells them. */
export async function writeOutcomes(ctx: Context, activityId: string, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return
  await ctx.db
    .updateTable('activity_invitees as i')
    .from(
      sql<{ member_id: string; attendance: string; half_days: number }>`unnest(
        ${outcomes.map((one) => one.memberId)}::uuid[], ${outcomes.map((one) => one.attendance)}::text[],
        ${outcomes.map((one) => one.halfDays)}::int[])`.as<'n'>(sql`n(member_id, attendance, half_days)`),
    )
    .set((eb) => ({ outcome: eb.ref('n.attendance'), outcome_half_days: eb.ref('n.half_days') }))
    .where('i.committee_id', '=', ctx.actor.committeeId)
    .where('i.activity_id', '=', activityId)
    .whereRef('i.member_id', '=', 'n.member_id')
    .execute()
}

/** How one attended as an event tells it: the half days only where they are not all. */
export const toldOf = (occasion: Occasion, { memberId, attendance, halfDays }: Outcome) => ({
  memberId,
  attendance,
  ...(halfDays === occasion.halfDays ? {} : { halfDays }),
})

/** Reckons anew what came out of an activity that is over, after something it rests on was put right: leave granted late, a
 *  correction, a sitting. Who stands otherwise than before is told with the reason. One that is not over is left alone. */
export async function reckonAnew(
  ctx: Context,
  activityId: string,
  memberIds: readonly string[],
  reason: string,
): Promise<void> {
  if (!(await findOccasion(ctx, activityId))?.concludedAt) return
  await lockUntilCommit(ctx.db, attendanceLock(activityId))
  const occasion = await findOccasion(ctx, activityId)
  if (!occasion?.concludedAt) return
  const asked = new Set(memberIds)
  const changed = (await outcomesOf(ctx, occasion)).filter(
    ({ memberId, attendance, halfDays, before }) =>
      asked.has(memberId) && (before?.attendance !== attendance || before.halfDays !== halfDays),
  )
  await writeOutcomes(ctx, activityId, changed)
  await emitEach(
    ctx.db,
    changed.map((one) => ({
      by: ctx,
      event: {
        type: 'activity.attendanceCorrected',
        subjectKind: 'activity',
        subjectId: activityId,
        details: { ...occasionDetails(occasion), ...toldOf(occasion, one), reason },
      },
    })),
  )
}
