import type { Clock, ClockDay } from '#contract/clocks.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Calendar } from '#platform/calendar/holidays.ts'
import { calendarAt, calendarInForce } from '#platform/calendar/in-force.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { clockActions } from '../access.ts'
import { factsOf, limitOf } from '../commands/change.ts'
import { clockRows, type LoadedClock, loaded } from '../commands/load.ts'
import { explainDays, explainTerm } from '../explain.ts'

/** The clocks of a matter the caller has found visible: those that run, and of the others the last of their kind.
 *  @param onlyOfUnit for a unit: what another unit asked for is not its own to read */
export async function listClocks(ctx: Context, matterId: string): Promise<Clock[]> {
  const clocks = (
    await clockRows(ctx.db)
      .where('c.committee_id', '=', ctx.actor.committeeId)
      .where('c.matter_id', '=', matterId)
      .orderBy('c.id')
      .limit(1000)
      .execute()
  ).map(loaded)
  const last = new Map(clocks.map((clock) => [`${clock.subjectId}.${clock.kind}`, clock]))
  return Promise.all([...last.values()].map((clock) => told(ctx, clock)))
}

/** The duties of a matter whose clock stands still: nobody is pressed for them meanwhile. */
export async function dutiesPaused(ctx: Context, matterId: string): Promise<ReadonlySet<string>> {
  const rows = await ctx.db
    .selectFrom('clocks')
    .select('subject_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('matter_id', '=', matterId)
    .where('stopped_at', 'is', null)
    .where('paused_on', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.subject_id))
}

/** One clock day by day. @throws DomainError not-found */
export async function getClockDays(
  ctx: Context,
  matterId: string,
  clockId: string,
): Promise<{ clock: Clock; days: ClockDay[] }> {
  const row = await clockRows(ctx.db)
    .where('c.committee_id', '=', ctx.actor.committeeId)
    .where('c.matter_id', '=', matterId)
    .where('c.id', '=', clockId)
    .executeTakeFirst()
  if (!row) throw notFound('clock')
  const clock = loaded(row)
  return {
    clock: await told(ctx, clock),
    days: explainDays(await calendarOf(ctx, clock), clock.term, clock.dueOn),
  }
}

/** The calendar a clock's date was reckoned by, which may be an older one. */
async function calendarOf(ctx: Context, clock: LoadedClock): Promise<Calendar> {
  const inForce = await calendarInForce(ctx.db)
  return clock.calendarNumber === inForce.number ? inForce.calendar : calendarAt(ctx.db, clock.calendarNumber)
}

async function told(ctx: Context, clock: LoadedClock): Promise<Clock> {
  const own = ctx.actor.role !== 'unitClerk' || ctx.actor.unitId === clock.unitId
  const seesReasons = ctx.actor.role !== 'member' && own
  return {
    id: clock.id,
    kind: clock.kind,
    subjectId: clock.subjectId,
    startedOn: clock.term.startedOn,
    dueOn: clock.dueOn,
    sentence: explainTerm(await calendarOf(ctx, clock), clock.term, clock.dueOn, clock.kept),
    pausedOn: clock.pausedOn,
    pauseReason: seesReasons ? clock.pauseReason : '',
    stoppedAt: clock.stoppedAt,
    asked:
      clock.asked && seesReasons ? { until: clock.asked.until, reason: clock.asked.reason, at: clock.asked.at } : null,
    extendableUntil: await limitOf(ctx, clock),
    actions: clockActions(ctx.actor, factsOf(clock, civilDateOf(ctx.now))),
  }
}
