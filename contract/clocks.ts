import { z } from 'zod'
import { civilDate, filledText, id, instant, text } from './common.ts'
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

/** 签收 · 退办 · 首次面商 · 会办意见 · 答复 · 评价. */
export const clockKind = z.enum(['accept', 'return', 'contact', 'jointOpinion', 'reply', 'rate'])
export type ClockKind = z.infer<typeof clockKind>
/** What the date of each kind is called, on the screen and in notices. */
export const clockKindWords: Record<ClockKind, string> = {
  accept: '签收期限',
  return: '退办期限',
  contact: '首次面商期限',
  jointOpinion: '会办意见期限',
  reply: '答复期限',
  rate: '评价期限',
}
export const clockAction = z.enum(['askExtension', 'decideExtension', 'pause', 'resume'])
export type ClockAction = z.infer<typeof clockAction>

/** One duty's clock: until when, and in one sentence why. */
export const clock = z.object({
  id,
  kind: clockKind,
  /** The assignment it runs for, or the proposal itself. */
  subjectId: id,
  startedOn: civilDate,
  dueOn: civilDate,
  sentence: z.string(),
  pausedOn: civilDate.nullable(),
  pauseReason: z.string(),
  stoppedAt: instant.nullable(),
  /** A request for more time that waits for its answer. */
  asked: z.object({ until: civilDate, reason: z.string(), at: instant }).nullable(),
  /** Until when more time can be granted at the most; null where none can. */
  extendableUntil: civilDate.nullable(),
  actions: z.array(clockAction),
})
export type Clock = z.infer<typeof clock>

export const clockDay = z.object({
  date: civilDate,
  kind: z.enum(['counted', 'makeUpDay', 'weekend', 'holiday', 'paused']),
  name: z.string().nullable(),
  /** Which day of the period it is; null where it does not count. */
  number: z.int().nullable(),
})
export type ClockDay = z.infer<typeof clockDay>

const ofProposal = z.object({ id, clockId: id })
const reason = z.object({ note: filledText(1000) })
const clockErrors = ['clock.wrong-state', 'clock.not-later', 'clock.too-far'] as const

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
  getWorkingDays: route({
    method: 'GET',
    path: '/working-days',
    summary: 'Days off and make-up days of the months around today, for counting working days.',
    access: 'signedIn',
    response: z.object({
      from: civilDate,
      until: civilDate,
      /** Holidays, those on a weekend too. */
      holidays: z.array(civilDate),
      makeUpDays: z.array(civilDate),
    }),
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
  listProposalClocks: route({
    method: 'GET',
    path: '/proposals/:id/clocks',
    summary: 'The clocks of a proposal, each with how its date came about.',
    access: 'signedIn',
    params: z.object({ id }),
    response: z.object({ items: z.array(clock) }),
  }),
  getClockDays: route({
    method: 'GET',
    path: '/proposals/:id/clocks/:clockId',
    summary: 'A clock day by day, from its start to its due date.',
    access: 'signedIn',
    params: ofProposal,
    response: z.object({ clock, days: z.array(clockDay) }),
  }),
  askExtension: route({
    method: 'POST',
    path: '/proposals/:id/clocks/:clockId/ask-extension',
    summary: 'Ask for more time with the reason and the new date.',
    access: 'signedIn',
    params: ofProposal,
    body: reason.extend({ until: civilDate }),
    response: z.object({}),
    errors: clockErrors,
  }),
  decideExtension: route({
    method: 'POST',
    path: '/proposals/:id/clocks/:clockId/decide-extension',
    summary: 'Grant more time until a date, or refuse it (until null), with the reason.',
    access: 'signedIn',
    params: ofProposal,
    body: reason.extend({ until: civilDate.nullable() }),
    response: z.object({ dueOn: civilDate }),
    errors: clockErrors,
  }),
  pauseClock: route({
    method: 'POST',
    path: '/proposals/:id/clocks/:clockId/pause',
    summary: 'Let the clocks of this duty stand still, with the reason.',
    access: 'signedIn',
    params: ofProposal,
    body: reason,
    response: z.object({}),
    errors: ['clock.wrong-state'],
  }),
  resumeClock: route({
    method: 'POST',
    path: '/proposals/:id/clocks/:clockId/resume',
    summary: 'Let them run again; what stood still is added at the end.',
    access: 'signedIn',
    params: ofProposal,
    body: reason,
    response: z.object({ dueOn: civilDate }),
    errors: ['clock.wrong-state'],
  }),
}
