import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type CivilDate, isCivilDate, weekdayOf, yearOf } from './civil-date.ts'

/** Which days are worked. In a year outside `years` Mondays to Fridays are, for want of a notice. */
export type Calendar = {
  /** Years whose holidays are known. */
  readonly years: ReadonlySet<number>
  /** Days off → name of the holiday (`春节`), weekends within it included. */
  readonly holidays: ReadonlyMap<CivilDate, string>
  /** Saturdays and Sundays worked in exchange (调休) → name of the holiday they make up for. */
  readonly makeUpDays: ReadonlyMap<CivilDate, string>
}

const namedDays = z.record(z.string().refine(isCivilDate, 'not a civil date'), z.string().min(1))
const calendarTable = z.object({ years: z.array(z.int()), holidays: namedDays, makeUpDays: namedDays })

/**
 * Reads a calendar from plain data `{ years: number[], holidays: { date: name }, makeUpDays: { date: name } }`.
 * @throws ZodError for another shape or an impossible date; RangeError for a day that is both holiday and make-up day,
 *   a make-up day on a weekday, or a day of a year that is not listed: each would silently shift deadlines.
 */
export function calendarFrom(data: unknown): Calendar {
  const { years, holidays, makeUpDays } = calendarTable.parse(data)
  const calendar = {
    years: new Set(years),
    holidays: new Map(Object.entries(holidays)),
    makeUpDays: new Map(Object.entries(makeUpDays)),
  }
  for (const date of [...calendar.holidays.keys(), ...calendar.makeUpDays.keys()]) {
    if (!calendar.years.has(yearOf(date))) throw new RangeError(`${date}: its year is not among those listed`)
  }
  for (const date of calendar.makeUpDays.keys()) {
    if (calendar.holidays.has(date)) throw new RangeError(`${date}: both a holiday and a make-up day`)
    if (weekdayOf(date) <= 5) throw new RangeError(`${date}: a make-up day that is a working day anyway`)
  }
  return calendar
}

/** The national calendar of 2004 to 2026 as the State Council announced it (国务院办公厅关于部分节假日安排的通知),
 *  taken from npm chinese-days (MIT) by make-national-holidays.ts. */
export const nationalCalendar: Calendar = calendarFrom(
  JSON.parse(readFileSync(join(import.meta.dirname, 'national-holidays.json'), 'utf8')),
)
