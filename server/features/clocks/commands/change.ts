import type { ClockAction } from '#contract/clocks.ts'
import { addMonths, type CivilDate, civilDateOf } from '#platform/calendar/civil-date.ts'
import { calendarInForce } from '#platform/calendar/in-force.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { settingInForce } from '#platform/settings.ts'
import { type ClockFacts, clockActions, mayEver } from '../access.ts'
import { dueOn, extensionProblem } from '../rules.ts'
import { clockSetting } from '../settings.ts'
import { settleMatters, writeDueDates } from './due-dates.ts'
import { clockDetails, clockRows, type LoadedClock, loaded } from './load.ts'

type Done = Record<string, never>

/** What decides over a clock, seen from a day. */
export function factsOf(clock: LoadedClock, today: CivilDate): ClockFacts {
  return {
    committeeId: clock.committeeId,
    kind: clock.kind,
    unitId: clock.unitId,
    running: clock.stoppedAt === null,
    paused: clock.pausedOn !== null,
    acted: clock.actedAt !== null,
    over: clock.dueOn < today,
    extensionAsked: clock.asked !== null,
  }
}

/** Until when a clock can be extended at the most; null for kinds that cannot. */
export async function limitOf(ctx: Context, clock: LoadedClock): Promise<CivilDate | null> {
  const settings = await settingInForce(ctx, clockSetting)
  const months = { reply: settings.replyLimitMonths, jointOpinion: settings.jointOpinionLimitMonths }
  return clock.kind in months ? addMonths(clock.term.startedOn, months[clock.kind as keyof typeof months]) : null
}

/** Takes a clock of a matter the caller has locked and found visible. @throws DomainError not-found, access.denied, clock.wrong-state */
async function lockClock(ctx: Context, matterId: string, id: string, action: ClockAction): Promise<LoadedClock> {
  const { committeeId } = ctx.actor
  const row = await clockRows(ctx.db)
    .where('c.committee_id', '=', committeeId)
    .where('c.matter_id', '=', matterId)
    .where('c.id', '=', id)
    .forUpdate('c')
    .executeTakeFirst()
  if (!row) throw notFound('clock')
  const clock = loaded(row)
  if (!mayEver(ctx.actor, clock, action)) throw accessDenied(action)
  if (!clockActions(ctx.actor, factsOf(clock, civilDateOf(ctx.now))).includes(action))
    throw new DomainError('clock.wrong-state', { kind: clock.kind, action })
  return clock
}

const told = (type: string, clock: LoadedClock, details: Record<string, unknown>) => ({
  type,
  subjectKind: 'proposal',
  subjectId: clock.matterId,
  details: { ...clockDetails(clock), ...details },
})

async function checkUntil(ctx: Context, clock: LoadedClock, until: CivilDate): Promise<void> {
  const settings = await settingInForce(ctx, clockSetting)
  const months = clock.kind === 'reply' ? settings.replyLimitMonths : settings.jointOpinionLimitMonths
  const problem = extensionProblem({ startedOn: clock.term.startedOn, dueOn: clock.dueOn }, until, months)
  const details = { dueOn: clock.dueOn, latest: addMonths(clock.term.startedOn, months) }
  if (problem === 'notLater') throw new DomainError('clock.not-later', details, 400)
  if (problem === 'tooFar') throw new DomainError('clock.too-far', details, 400)
}

/** A unit asks for more time (申请延期). @throws DomainError clock.not-later, clock.too-far, clock.wrong-state */
export async function askExtension(
  ctx: Context,
  matterId: string,
  clockId: string,
  asked: { until: CivilDate; note: string },
): Promise<Done> {
  const clock = await lockClock(ctx, matterId, clockId, 'askExtension')
  await checkUntil(ctx, clock, asked.until)
  await ctx.db
    .insertInto('clock_extensions')
    .values({
      committee_id: clock.committeeId,
      id: newId(),
      clock_id: clock.id,
      asked_until: asked.until,
      reason: asked.note,
      asked_by: ctx.actor.accountId,
      asked_at: ctx.now,
      decided_at: null,
      decided_by: null,
      granted_until: null,
    })
    .execute()
  await emit(ctx, told('clock.extensionAsked', clock, { dueOn: clock.dueOn, until: asked.until, note: asked.note }))
  return {}
}

/** The office's answer: more time until a date, which may be another than was asked for, or none.
 *  @throws DomainError clock.not-later, clock.too-far, clock.wrong-state */
export async function decideExtension(
  ctx: Context,
  matterId: string,
  clockId: string,
  decision: { until: CivilDate | null; note: string },
): Promise<{ dueOn: CivilDate }> {
  const clock = await lockClock(ctx, matterId, clockId, 'decideExtension')
  const { until, note } = decision
  if (until !== null) await checkUntil(ctx, clock, until)
  await ctx.db
    .updateTable('clock_extensions')
    .set({ decided_at: ctx.now, decided_by: ctx.actor.accountId, granted_until: until, decision_note: note })
    .where('committee_id', '=', clock.committeeId)
    .where('id', '=', clock.asked!.id)
    .execute()
  if (until === null) {
    await emit(ctx, told('clock.extensionRefused', clock, { dueOn: clock.dueOn, note }))
    return { dueOn: clock.dueOn }
  }
  const inForce = await calendarInForce(ctx.db)
  const extended = { until, grantedOn: civilDateOf(ctx.now) }
  const due = dueOn(inForce.calendar, { ...clock.term, extended })
  await writeDueDates(ctx.db, [{ clock, dueOn: due, kept: null }], inForce)
  await emit(ctx, told('clock.extended', clock, { from: clock.dueOn, to: due, note }))
  return { dueOn: due }
}

/** Lets all clocks of a duty stand still from today on (暂停计时). @throws DomainError clock.wrong-state */
export async function pauseClock(ctx: Context, matterId: string, clockId: string, note: string): Promise<Done> {
  const clock = await lockClock(ctx, matterId, clockId, 'pause')
  const today = civilDateOf(ctx.now)
  const paused = await ctx.db
    .updateTable('clocks')
    .set({ paused_on: today })
    .where('committee_id', '=', clock.committeeId)
    .where('matter_id', '=', matterId)
    .where('subject_id', '=', clock.subjectId)
    .where('stopped_at', 'is', null)
    .where('paused_on', 'is', null)
    // What is over does not come back.
    .where('due_on', '>=', today)
    .returning('id')
    .execute()
  await ctx.db
    .insertInto('clock_pauses')
    .values(
      paused.map(({ id }) => ({
        committee_id: clock.committeeId,
        clock_id: id,
        from_on: today,
        until_on: null,
        reason: note,
      })),
    )
    // Paused, resumed and paused again on one day: it goes on.
    .onConflict((c) => c.columns(['committee_id', 'clock_id', 'from_on']).doUpdateSet({ until_on: null, reason: note }))
    .execute()
  await settleMatters(ctx.db, [{ committeeId: clock.committeeId, matterId }])
  await emit(ctx, told('clock.paused', clock, { note }))
  return {}
}

/** Lets them run again; the days they stood still are added. @throws DomainError clock.wrong-state */
export async function resumeClock(
  ctx: Context,
  matterId: string,
  clockId: string,
  note: string,
): Promise<{ dueOn: CivilDate }> {
  const clock = await lockClock(ctx, matterId, clockId, 'resume')
  const { committeeId } = clock
  const ids = await ctx.db
    .updateTable('clocks')
    .set({ paused_on: null })
    .where('committee_id', '=', committeeId)
    .where('matter_id', '=', matterId)
    .where('subject_id', '=', clock.subjectId)
    .where('stopped_at', 'is', null)
    .where('paused_on', 'is not', null)
    .returning('id')
    .execute()
  await ctx.db
    .updateTable('clock_pauses')
    .set({ until_on: civilDateOf(ctx.now) })
    .where('committee_id', '=', committeeId)
    .where(
      'clock_id',
      'in',
      ids.map(({ id }) => id),
    )
    .where('until_on', 'is', null)
    .execute()
  const inForce = await calendarInForce(ctx.db)
  const rows = await clockRows(ctx.db)
    .where('c.committee_id', '=', committeeId)
    .where(
      'c.id',
      'in',
      ids.map(({ id }) => id),
    )
    .execute()
  const dated = rows.map(loaded).map((one) => ({ clock: one, dueOn: dueOn(inForce.calendar, one.term), kept: null }))
  await writeDueDates(ctx.db, dated, inForce)
  await settleMatters(ctx.db, [{ committeeId, matterId }])
  const due = dated.find((one) => one.clock.id === clock.id)!.dueOn
  await emit(ctx, told('clock.resumed', clock, { from: clock.dueOn, to: due, note }))
  return { dueOn: due }
}
