import type { ClockKind } from '#contract/clocks.ts'
import { type CivilDate, civilDateOf } from '#platform/calendar/civil-date.ts'
import { calendarInForce } from '#platform/calendar/in-force.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { dueOn, type PeriodUnit } from '../rules.ts'
import { settleMatters } from './due-dates.ts'

/** How long a kind of duty may take. */
export interface ClockTerm {
  kind: ClockKind
  period: number
  unit: PeriodUnit
}

/** What the clocks run for, and who owes it. The matter is locked by the caller. */
export interface ClockHolder {
  matterId: string
  /** The assignment, or the matter itself. */
  subjectId: string
  unitId: string | null
  memberId: string | null
}

export type StopReason = 'done' | 'returned' | 'reassigned' | 'closed'

/** Starts a duty's clocks today, by the calendar in force in this transaction.
 *  @returns the due date of each kind */
export async function startClocks<K extends ClockKind>(
  ctx: Context,
  holder: ClockHolder,
  terms: readonly (ClockTerm & { kind: K })[],
): Promise<Record<K, CivilDate>> {
  const { calendar, number, edition } = await calendarInForce(ctx.db)
  const startedOn = civilDateOf(ctx.now)
  const dates = {} as Record<K, CivilDate>
  for (const { kind, period, unit } of terms)
    dates[kind] = dueOn(calendar, { startedOn, period, unit, pauses: [], extended: null })
  await ctx.db
    .insertInto('clocks')
    .values(
      terms.map(({ kind, period, unit }) => ({
        committee_id: ctx.actor.committeeId,
        id: newId(),
        matter_kind: 'proposal',
        matter_id: holder.matterId,
        subject_id: holder.subjectId,
        kind,
        unit_id: holder.unitId,
        member_id: holder.memberId,
        started_on: startedOn,
        period,
        period_unit: unit,
        due_on: dates[kind],
        calendar_number: number,
        calendar_edition: edition,
        kept: null,
        paused_on: null,
        acted_at: null,
        stopped_at: null,
        stop_reason: null,
      })),
    )
    .execute()
  await settleMatters(ctx.db, [{ committeeId: ctx.actor.committeeId, matterId: holder.matterId }])
  return dates
}

/** Which clocks: all of a matter, or some kinds of one duty. */
type Which = { matterId: string; subjectId?: string; kinds?: readonly ClockKind[] }

function running(ctx: Context, { matterId, subjectId, kinds }: Which) {
  let query = ctx.db
    .updateTable('clocks')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('matter_id', '=', matterId)
    .where('stopped_at', 'is', null)
  if (subjectId) query = query.where('subject_id', '=', subjectId)
  return kinds ? query.where('kind', 'in', kinds) : query
}

/** Stops clocks whose duty is done or gone; those that do not run are passed over. Open requests for more time fall away. */
export async function stopClocks(ctx: Context, which: Which, why: StopReason): Promise<void> {
  const stopped = await running(ctx, which)
    .set({ stopped_at: ctx.now, stop_reason: why, paused_on: null })
    .returning('id')
    .execute()
  if (stopped.length > 0) {
    const ids = stopped.map(({ id }) => id)
    await ctx.db
      .updateTable('clock_extensions')
      .set({ decided_at: ctx.now, decided_by: ctx.actor.accountId, decision_note: '事项已办，申请不再处理' })
      .where('committee_id', '=', ctx.actor.committeeId)
      .where('clock_id', 'in', ids)
      .where('decided_at', 'is', null)
      .execute()
    await ctx.db
      .updateTable('clock_pauses')
      .set({ until_on: civilDateOf(ctx.now) })
      .where('committee_id', '=', ctx.actor.committeeId)
      .where('clock_id', 'in', ids)
      .where('until_on', 'is', null)
      .execute()
  }
  await settleMatters(ctx.db, [{ committeeId: ctx.actor.committeeId, matterId: which.matterId }])
}

/** Who owes has acted and others have to look at it: it runs on, but reminds nobody. */
export async function markActed(ctx: Context, which: Which): Promise<void> {
  await running(ctx, which).set({ acted_at: ctx.now }).execute()
}

/** What was done came back: who owes is reminded again. */
export async function unmarkActed(ctx: Context, which: Which): Promise<void> {
  await running(ctx, which).set({ acted_at: null }).execute()
}
