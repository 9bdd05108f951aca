import { z } from 'zod'
import { civilDate, filledText, instant, text } from './common.ts'
import { route } from './route.ts'

/** A day off, or a weekend day worked in exchange (调休), with the name of the holiday. */
export const namedDay = z.object({ date: civilDate, name: z.string() })
export type NamedDay = z.infer<typeof namedDay>

/** As people hand it in: what is wrong with a day is said by day, not by field. */
const givenDays = z.array(z.object({ date: text(20), name: text(20) })).max(400)

/** What is wrong with a day; `date` as it was given. */
export const dayProblem = z.object({ date: z.string(), message: z.string() })
export type DayProblem = z.infer<typeof dayProblem>

/** A year of the calendar in force: from a decree entered here, from the table the program brings along, or not known. */
export const calendarYear = z.object({
  year: z.int(),
  origin: z.enum(['decree', 'national', 'none']),
  /** Version of the decree in force; 0 where none was entered. */
  version: z.int(),
  holidays: z.array(namedDay),
  makeUpDays: z.array(namedDay),
  /** Every version that was entered, the newest first. */
  decrees: z.array(z.object({ version: z.int(), source: z.string(), enteredBy: z.string(), enteredAt: instant })),
  /** Years with known holidays. */
  knownYears: z.array(z.int()),
  /** The years that can be entered now. */
  mayEnter: z.object({ from: z.int(), to: z.int() }).nullable(),
})
export type CalendarYear = z.infer<typeof calendarYear>

const year = z.coerce.number().int().min(1900).max(2200)

export const clockRoutes = {
  getCalendarYear: route({
    method: 'GET',
    path: '/calendars/:year',
    summary: 'Holidays and make-up days of a year, as in force.',
    access: 'signedIn',
    params: z.object({ year }),
    response: calendarYear,
  }),
  enterCalendarYear: route({
    method: 'POST',
    path: '/calendars/:year',
    summary: 'Enter or amend the holidays of a year; running clocks are then reckoned anew.',
    access: 'signedIn',
    params: z.object({ year }),
    body: z.object({
      /** The version that was seen; 0: none. */
      version: z.int().min(0),
      source: filledText(200),
      holidays: givenDays,
      makeUpDays: givenDays,
    }),
    response: z.object({ version: z.int() }),
    errors: ['calendar.invalid', 'calendar.year', 'calendar.unchanged', 'version.stale'],
  }),
  readCalendarFile: route({
    method: 'POST',
    path: '/calendars/read-file',
    summary: 'Read a calendar file (json, ics) and say what is wrong with its days; nothing is entered.',
    access: 'signedIn',
    multipart: true,
    response: z.object({
      years: z.array(
        z.object({
          year: z.int(),
          holidays: z.array(z.object({ date: z.string(), name: z.string() })),
          makeUpDays: z.array(z.object({ date: z.string(), name: z.string() })),
          problems: z.array(dayProblem),
        }),
      ),
    }),
    errors: ['calendar.unreadable', 'file.missing', 'file.too-large', 'file.too-many'],
  }),
}
