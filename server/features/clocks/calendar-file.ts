import ICAL from 'ical.js'
import { z } from 'zod'
import { addDays, daysBetween, isCivilDate } from '#platform/calendar/civil-date.ts'
import { DomainError } from '#platform/errors.ts'

/** What a file says of one year, unchecked but readable. */
export interface ReadYear {
  year: number
  holidays: { date: string; name: string }[]
  makeUpDays: { date: string; name: string }[]
}

/** As chinese-days publishes them: date to "English,中文,length", or to the name alone. */
const publishedJson = z.object({
  holidays: z.record(z.string(), z.string()),
  workdays: z.record(z.string(), z.string()).optional(),
  makeUpDays: z.record(z.string(), z.string()).optional(),
})
const nameLimit = 20
/** No holiday is longer; a file that says so is refused rather than filling a year. */
const longestHolidayDays = 31
const eventsAtMost = 2_000

/** Reads the days off and the make-up days out of a published calendar, JSON or iCalendar, by year.
 *  @throws DomainError calendar.unreadable for anything else */
export function readCalendarFile(bytes: Buffer): ReadYear[] {
  const text = new TextDecoder('utf-8').decode(bytes).replace(/^\ufeff/, '')
  const days = text.trimStart().startsWith('{') ? fromJson(text) : fromICalendar(text)
  if (days.length === 0) throw unreadable()
  const years = new Map<number, ReadYear>()
  for (const { date, name, works } of days) {
    const year = Number(date.slice(0, 4))
    const read = years.get(year) ?? { year, holidays: [], makeUpDays: [] }
    years.set(year, read)
    ;(works ? read.makeUpDays : read.holidays).push({ date, name: name.trim().slice(0, nameLimit) })
  }
  return [...years.values()].sort((a, b) => a.year - b.year)
}

const unreadable = () => new DomainError('calendar.unreadable', {}, 400)

interface ReadDay {
  date: string
  name: string
  works: boolean
}

function fromJson(text: string): ReadDay[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw unreadable()
  }
  const parsed = publishedJson.safeParse(json)
  if (!parsed.success) throw unreadable()
  const { holidays, workdays, makeUpDays } = parsed.data
  const read = (days: Record<string, string>, works: boolean) =>
    Object.entries(days).map(([date, words]) => ({ date, name: words.split(',')[1] ?? words, works }))
  const days = [...read(holidays, false), ...read({ ...workdays, ...makeUpDays }, true)]
  // What is no day belongs to no year, and so to no form in which it could be put right.
  if (days.some(({ date }) => !isCivilDate(date))) throw unreadable()
  return days
}

/** Whole-day events whose heading ends in （休） or （班）; without either it is a day off. */
function fromICalendar(text: string): ReadDay[] {
  let events: ICAL.Component[]
  try {
    events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
  } catch {
    throw unreadable()
  }
  if (events.length > eventsAtMost) throw unreadable()
  return events.flatMap((event) => {
    const first = dayOf(event, 'dtstart')
    const after = dayOf(event, 'dtend')
    const summary = String(event.getFirstPropertyValue('summary') ?? '')
    if (first === null) throw unreadable()
    // The end is the first day that is not part of it any more (RFC 5545, 3.6.1).
    const length = after === null ? 1 : daysBetween(first, after)
    if (length < 1 || length > longestHolidayDays) throw unreadable()
    const works = /[(（]班[)）]\s*$/.test(summary)
    const name = summary.replace(/[(（][休班][)）]\s*$/, '')
    return Array.from({ length }, (_, index) => ({ date: addDays(first, index), name, works }))
  })
}

/** A whole day of an event as it is written: read as a time, 2027-13-45 would turn into a day of 2028. */
function dayOf(event: ICAL.Component, name: string): string | null {
  const property = event.getFirstProperty(name)
  if (!property) return null
  const written: unknown = property.toJSON()[3]
  if (typeof written !== 'string' || !isCivilDate(written)) throw unreadable()
  return written
}
