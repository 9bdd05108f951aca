import type { Kysely } from 'kysely'
import { addDays, type CivilDate, civilDateOf } from '#platform/calendar/civil-date.ts'
import { type CalendarInForce, calendarInForce } from '#platform/calendar/in-force.ts'
import { describeDistance, isWorkingDay } from '#platform/calendar/working-days.ts'
import { systemActor } from '#platform/context.ts'
import { type Database, transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { emit, type NewEvent } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { type ReminderSettings, stagesReached } from '../reminder-rules.ts'
import { clockSetting } from '../settings.ts'
import { clockDetails, clockRows, type LoadedClock, loaded } from './load.ts'

const batchSize = 500
/** The longest setting, 60 working days, within the longest holidays. */
const lookAheadDays = 110

/** How far the round has come. */
interface Place {
  dueOn: CivilDate
  id: string
}

/**
 * Reminds of clocks that near their end or are over, the oldest first: who owes, and after some days the office that
 * supervises. Not on days off. What fell due while nobody reminded is said once, as it stands today. Who has acted is
 * not reminded, and what stands still neither; a row for each stage keeps it from being said twice.
 * @returns how many reminders went out
 */
export async function remindOfClocks(db: Kysely<DB>, now: Date): Promise<number> {
  const today = civilDateOf(now)
  const settings = new Map<string, ReminderSettings>()
  let sent = 0
  let after: Place | null = null
  for (;;) {
    const batch: { sent: number; last: Place | null } = await transact(db, (tx) =>
      remindBatch(tx, now, today, after, settings),
    )
    sent += batch.sent
    after = batch.last
    if (after === null) return sent
  }
}

async function remindBatch(
  db: Database,
  now: Date,
  today: CivilDate,
  after: Place | null,
  settings: Map<string, ReminderSettings>,
): Promise<{ sent: number; last: Place | null }> {
  const inForce = await calendarInForce(db)
  if (!isWorkingDay(inForce.calendar, today)) return { sent: 0, last: null }
  let query = clockRows(db)
    .where('c.stopped_at', 'is', null)
    .where('c.acted_at', 'is', null)
    .where('c.paused_on', 'is', null)
    // A right that lapses, no duty.
    .where('c.kind', '!=', 'return')
    .where('c.due_on', '<=', addDays(today, lookAheadDays))
    .orderBy('c.due_on')
    .orderBy('c.id')
    .limit(batchSize)
    // Whoever acts at this moment waits, and those whose act is under way are left for the next day.
    .forUpdate('c')
    .skipLocked()
  if (after)
    query = query.where((eb) =>
      eb.or([eb('c.due_on', '>', after.dueOn), eb.and([eb('c.due_on', '=', after.dueOn), eb('c.id', '>', after.id)])]),
    )
  const clocks = (await query.execute()).map(loaded)
  let sent = 0
  for (const clock of clocks) {
    const { committeeId } = clock
    const ctx = { db, actor: systemActor(committeeId), now, requestId: 'clocks.remind' }
    const set = settings.get(committeeId) ?? (await settingInForce(ctx, clockSetting))
    settings.set(committeeId, set)
    const events = await remindersOf(db, now, clock, inForce, set)
    if (events.length > 0) await emit(ctx, ...events)
    sent += events.length
  }
  const last = clocks.at(-1)
  return { sent, last: last && clocks.length === batchSize ? { dueOn: last.dueOn, id: last.id } : null }
}

async function remindersOf(
  db: Database,
  now: Date,
  clock: LoadedClock,
  { calendar }: CalendarInForce,
  settings: ReminderSettings,
): Promise<NewEvent[]> {
  const today = civilDateOf(now)
  const { reminders, escalation } = stagesReached(calendar, settings, clock.dueOn, today, clock.unitId !== null)
  const stages = escalation === null ? reminders : [...reminders, escalation]
  if (stages.length === 0) return []
  const fresh = await db
    .insertInto('clock_reminders')
    .values(
      stages.map((stage) => ({
        committee_id: clock.committeeId,
        clock_id: clock.id,
        due_on: clock.dueOn,
        stage,
        reached_at: now,
      })),
    )
    .onConflict((c) => c.doNothing())
    .returning('stage')
    .execute()
  const isFresh = (stage: string | null | undefined) => fresh.some((row) => row.stage === stage)
  const told = (type: string) => ({
    type,
    subjectKind: 'proposal',
    subjectId: clock.matterId,
    details: { ...clockDetails(clock), dueOn: clock.dueOn, distance: describeDistance(today, clock.dueOn, calendar) },
  })
  return [
    // Of several reached at once only the last is said: the earlier ones are no longer so.
    ...(isFresh(reminders.at(-1)) ? [told('clock.reminded')] : []),
    ...(isFresh(escalation) ? [told('clock.escalated')] : []),
  ]
}
