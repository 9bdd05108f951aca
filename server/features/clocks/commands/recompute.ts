import { type Kysely, sql } from 'kysely'
import { type CivilDate, civilDateOf } from '#platform/calendar/civil-date.ts'
import { type CalendarInForce, calendarInForce } from '#platform/calendar/in-force.ts'
import { systemActor } from '#platform/context.ts'
import { type Database, transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { emit, type NewEvent } from '#platform/events/emit.ts'
import { dueOn, redate, type Term } from '../rules.ts'
import { type DatedClock, writeDueDates } from './due-dates.ts'
import { clockDetails, clockRows, loaded } from './load.ts'

/** How many matters one transaction takes: some hundred milliseconds in which they cannot be written. */
const batchSize = 500

/**
 * Looks again at every running clock that was last looked at under another calendar, batch by batch. A clock bears the
 * edition it was looked at under, written in the transaction of its event, so each is moved and told of exactly once,
 * however often this is begun anew.
 * @returns how many clocks were looked at, and how many of them moved
 */
export async function recomputeClocks(db: Kysely<DB>, now: Date): Promise<{ looked: number; moved: number }> {
  const total = { looked: 0, moved: 0 }
  for (;;) {
    const batch = await transact(db, (tx) => recomputeBatch(tx, now))
    if (batch === null) return total
    total.looked += batch.looked
    total.moved += batch.moved
  }
}

async function recomputeBatch(db: Database, now: Date): Promise<{ looked: number; moved: number } | null> {
  const inForce = await calendarInForce(db)
  // Two ranges of the index, not one «other than», which would be read from end to end.
  const { rows: matters } = await sql<{ committee_id: string; matter_id: string }>`
    select distinct committee_id, matter_id
    from (
      (select committee_id, matter_id from clocks
        where stopped_at is null and calendar_edition < ${inForce.edition}
        order by calendar_edition, matter_id limit ${batchSize})
      union all
      (select committee_id, matter_id from clocks
        where stopped_at is null and calendar_edition > ${inForce.edition}
        order by calendar_edition, matter_id limit ${batchSize})
    ) behind
    order by matter_id
    limit ${batchSize}`.execute(db)
  if (matters.length === 0) return null
  const ids = matters.map((matter) => matter.matter_id)
  // The matter first, in one order: nobody waits for another crosswise.
  await sql`select from proposals where id = any(${ids}::uuid[]) order by id for update`.execute(db)
  const rows = await clockRows(db)
    .where('c.committee_id', 'in', [...new Set(matters.map((matter) => matter.committee_id))])
    .where('c.matter_id', 'in', ids)
    .where('c.stopped_at', 'is', null)
    .where('c.calendar_edition', '!=', inForce.edition)
    .execute()
  const today = civilDateOf(now)
  const yearsSince = await decreedYears(db, inForce)
  const dated: DatedClock[] = []
  const ends = new Map<string, CivilDate>()
  /** Most clocks of an assignment meeting are alike. */
  const endOf = (term: Term) => {
    const key = JSON.stringify(term)
    const end = ends.get(key) ?? dueOn(inForce.calendar, term)
    ends.set(key, end)
    return end
  }
  const events = new Map<string, NewEvent[]>()
  let moved = 0
  for (const clock of rows.map(loaded)) {
    const { dueOn: due, reckoned, kept } = redate(endOf(clock.term), clock.dueOn, today)
    dated.push({ clock, dueOn: due, kept })
    if (reckoned === clock.dueOn) continue
    if (kept === null) moved += 1
    const told = events.get(clock.committeeId) ?? []
    events.set(clock.committeeId, told)
    told.push({
      type: kept === null ? 'clock.moved' : 'clock.kept',
      subjectKind: 'proposal',
      subjectId: clock.matterId,
      details: {
        ...clockDetails(clock),
        from: clock.dueOn,
        to: reckoned,
        ...(kept === null ? {} : { kept }),
        years: yearsSince(clock.calendarEdition),
      },
    })
  }
  await writeDueDates(db, dated, inForce)
  for (const [committeeId, told] of events)
    await emit({ db, actor: systemActor(committeeId), now, requestId: 'clocks.recompute' }, ...told)
  return { looked: dated.length, moved }
}

/** The years decreed since an edition: why a date moved. Empty where the program brought another table. */
async function decreedYears(db: Database, { number }: CalendarInForce): Promise<(edition: string) => number[]> {
  const decrees = await db
    .selectFrom('calendar_decrees')
    .select(['number', 'year'])
    .where('number', '<=', number)
    .orderBy('number')
    .execute()
  return (edition) => {
    const since = Number(edition.split('.')[1] ?? 0)
    return [...new Set(decrees.filter((decree) => decree.number > since).map((decree) => decree.year))].sort()
  }
}
