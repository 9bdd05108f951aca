import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { statement } from '../database/statement.ts'
import { type Calendar, calendarFrom, nationalCalendar } from './holidays.ts'

/** The calendar by which dates are reckoned now: the national table, year by year overruled by the newest decree. */
export interface CalendarInForce {
  readonly calendar: Calendar
  /** Number of the newest decree; 0: none was entered yet. */
  readonly number: number
  /** Names this calendar: another table in the program or another decree gives another edition. */
  readonly edition: string
}

const nationalEdition = createHash('sha256')
  .update(
    JSON.stringify(
      [nationalCalendar.years, nationalCalendar.holidays, nationalCalendar.makeUpDays].map((part) => [...part]),
    ),
  )
  .digest('hex')
  .slice(0, 12)

const newestDecree = statement('kept', (db) =>
  db.selectFrom('calendar_decrees').select(['number', 'id']).orderBy('number', 'desc').limit(sql.lit(1)),
)

/** Calendars of this process by the id of their newest decree. What an id names never changes, so nothing in here can be
 *  out of date, and nobody has to tell of a change. */
const known = new Map<string, Calendar>()
const knownAtMost = 20

/** The calendar in force for this transaction: its number is read in it (one row of an index), the days are kept. */
export async function calendarInForce(db: Database): Promise<CalendarInForce> {
  const [newest] = await newestDecree(db, {})
  if (!newest) return { calendar: nationalCalendar, number: 0, edition: `${nationalEdition}.0` }
  return {
    calendar: known.get(newest.id) ?? (await readCalendar(db, newest)),
    number: newest.number,
    edition: `${nationalEdition}.${newest.number}`,
  }
}

/** The calendar as it was when decree `number` was the newest: for explaining a date that was reckoned by it. */
export async function calendarAt(db: Database, number: number): Promise<Calendar> {
  const decree = await db
    .selectFrom('calendar_decrees')
    .select(['number', 'id'])
    .where('number', '=', number)
    .executeTakeFirst()
  if (!decree) return nationalCalendar
  return known.get(decree.id) ?? (await readCalendar(db, decree))
}

async function readCalendar(db: Database, newest: { number: number; id: string }): Promise<Calendar> {
  const decrees = await db
    .selectFrom('calendar_decrees')
    .distinctOn('year')
    .select(['year', 'holidays', 'make_up_days'])
    .where('number', '<=', newest.number)
    .orderBy('year')
    .orderBy('number', 'desc')
    .execute()
  const calendar = overruled(
    nationalCalendar,
    decrees.map((row) => ({
      year: row.year,
      holidays: row.holidays as Record<string, string>,
      makeUpDays: row.make_up_days as Record<string, string>,
    })),
  )
  known.set(newest.id, calendar)
  if (known.size > knownAtMost) known.delete(known.keys().next().value!)
  return calendar
}

/** A calendar with whole years replaced by what was decreed for them. Pure.
 *  @throws as `calendarFrom` for days that cannot be */
export function overruled(
  base: Calendar,
  decrees: readonly { year: number; holidays: Record<string, string>; makeUpDays: Record<string, string> }[],
): Calendar {
  const years = new Set(decrees.map(({ year }) => year))
  const others = (days: ReadonlyMap<string, string>) =>
    Object.fromEntries([...days].filter(([date]) => !years.has(Number(date.slice(0, 4)))))
  return calendarFrom({
    years: [...new Set([...base.years, ...years])].sort((a, b) => a - b),
    holidays: Object.assign(others(base.holidays), ...decrees.map((decree) => decree.holidays)),
    makeUpDays: Object.assign(others(base.makeUpDays), ...decrees.map((decree) => decree.makeUpDays)),
  })
}
