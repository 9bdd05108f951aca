/** A day of the civil calendar in Asia/Shanghai, `YYYY-MM-DD`, years 1900 to 2200: what `…On` columns hold. */
export type CivilDate = string

const firstYear = 1900
const lastYear = 2200
const dayLengthMs = 86_400_000

const inShanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  calendar: 'gregory',
  numberingSystem: 'latn',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** Tells whether the text is a day that exists (no 2025-02-30), written `YYYY-MM-DD`, in the years 1900 to 2200. */
export function isCivilDate(text: string): boolean {
  return dayNumberOrNull(text) !== null
}

/** Gives the day it is in Asia/Shanghai at an instant (summer time of 1986 to 1991 included).
 *  @throws RangeError for an invalid Date, or one outside the years 1900 to 2200. */
export function civilDateOf(instant: Date): CivilDate {
  const parts = new Map(inShanghai.formatToParts(instant).map(({ type, value }) => [type, value]))
  return checked(`${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`)
}

/** Gives the day `days` later (earlier if negative).
 *  @throws RangeError if either day is none of 1900 to 2200, or `days` no whole number. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + whole(days))
}

/**
 * Gives the same day `months` later (earlier if negative); where that month has no such day, its last: 31 January and a
 * month is 28 or 29 February. Source: 民法典 第二百零二条 (没有对应日的，月末日为期间的最后一日).
 * @throws RangeError if either day is none of 1900 to 2200, or `months` no whole number.
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = checked(date).split('-').map(Number) as [number, number, number]
  const counted = year * 12 + (month - 1) + whole(months)
  const targetYear = Math.floor(counted / 12)
  const targetMonth = counted - targetYear * 12 + 1
  // Day 0 of the next month is the last of this one.
  const lastDay = new Date(Date.UTC(targetYear, targetMonth, 0)).getUTCDate()
  return checked(`${digits(targetYear, 4)}-${digits(targetMonth, 2)}-${digits(Math.min(day, lastDay), 2)}`)
}

/** Counts the days from one date to another, negative if `to` is earlier.
 *  @throws RangeError if either is no civil date. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Gives the day of the week, 1 Monday to 7 Sunday.
 *  @throws RangeError if the text is no civil date. */
export function weekdayOf(date: CivilDate): number {
  // Day 0 is 1970-01-01, a Thursday.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

/** Gives the year of a civil date.
 *  @throws RangeError if the text is no civil date. */
export function yearOf(date: CivilDate): number {
  return Number(checked(date).slice(0, 4))
}

function dayNumber(date: CivilDate): number {
  const number = dayNumberOrNull(date)
  if (number === null) throw new RangeError(`not a civil date of the years ${firstYear} to ${lastYear}: ${date}`)
  return number
}

function dayNumberOrNull(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const year = Number(text.slice(0, 4))
  if (year < firstYear || year > lastYear) return null
  const at = Date.UTC(year, Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10)))
  // Date.UTC carries 30 February over into March; a day that exists comes back as it was written.
  return isoDay(at) === text ? at / dayLengthMs : null
}

function fromDayNumber(number: number): CivilDate {
  const at = number * dayLengthMs
  if (Number.isNaN(new Date(at).getTime())) throw new RangeError(`no such day: ${number} days from 1970-01-01`)
  return checked(isoDay(at))
}

function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

function checked(date: string): CivilDate {
  dayNumber(date)
  return date
}

function whole(count: number): number {
  if (!Number.isSafeInteger(count)) throw new RangeError(`not a whole number: ${count}`)
  return count
}

function digits(number: number, width: number): string {
  return String(number).padStart(width, '0')
}
