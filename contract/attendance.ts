import { z } from 'zod'
import { civilDate, exportFormat, filledText, id, instant, page, paging, text } from './common.ts'
import { route } from './route.ts'

/** 到会 · 迟到 · 早退 · 请假 · 公务请假 · 缺席. */
export const attendance = z.enum(['present', 'late', 'leftEarly', 'leave', 'officialLeave', 'absent'])
export type Attendance = z.infer<typeof attendance>
/** How somebody came onto the list: own code read by a desk, a desk's code read, ticked by name, entered by correction. */
export const checkInWay = z.enum(['memberCode', 'deskCode', 'list', 'correction'])
export type CheckInWay = z.infer<typeof checkInWay>

/** What became of one check-in a desk sent. */
export const checkInOutcome = z.enum([
  'checkedIn',
  'already',
  'earlier',
  /** The office put it right to absence or leave, which a desk does not undo. */
  'corrected',
  'unreadable',
  'otherCommittee',
  'notInvited',
  'expired',
  'ahead',
  'forged',
  'used',
  'tooEarly',
  'tooLate',
  'clock',
])
export type CheckInOutcome = z.infer<typeof checkInOutcome>

const count = z.int().min(0)
/** Who should come, who did, who is on leave, who is missing. */
export const attendanceCounts = z.object({
  due: count,
  present: count,
  late: count,
  leave: count,
  officialLeave: count,
  absent: count,
  /** Came though they need not. */
  guests: count,
})
export type AttendanceCounts = z.infer<typeof attendanceCounts>

/** What of the activity the pages of check-in show. */
export const attendanceActivity = z.object({
  id,
  title: z.string(),
  kind: z.string(),
  place: z.string(),
  startsAt: instant,
  endsAt: instant,
  /** Check-in counts from, and until. */
  opensAt: instant,
  closesAt: instant,
  lateAfter: instant,
})
export const attendanceAction = z.enum(['checkIn', 'correct', 'settle'])
export type AttendanceAction = z.infer<typeof attendanceAction>

export const attendanceView = z.object({
  activity: attendanceActivity,
  counts: attendanceCounts,
  quorum: z
    .object({ numerator: z.int(), denominator: z.int(), needed: count, reached: z.boolean(), missing: count })
    .nullable(),
  /** By sector, special committee and every other kind of group; `kind` in the committee's words. Somebody may be in several.
   *  `id` null: those in no sector. */
  groups: z.array(
    z.object({ id: id.nullable(), kind: z.string(), kindCode: z.string(), name: z.string(), counts: attendanceCounts }),
  ),
  /** Check-in has opened. */
  gathering: z.boolean(),
  settledAt: instant.nullable(),
  /** Its sittings that are not settled, and how many were checked in there. */
  openParts: z.array(z.object({ id, title: z.string(), came: count })),
  asOf: instant,
  actions: z.array(attendanceAction),
})
export type AttendanceView = z.infer<typeof attendanceView>

export const attendee = z.object({
  id,
  name: z.string(),
  sector: z.string(),
  must: z.boolean(),
  attendance: attendance.nullable(),
  /** When and how they checked in; null: they did not. */
  at: instant.nullable(),
  way: checkInWay.nullable(),
  desk: z.string(),
  reason: z.string(),
  correctedAt: instant.nullable(),
  /** On leave for so many half days, not for all of it. */
  halfDaysOfLeave: count,
})
export type Attendee = z.infer<typeof attendee>

/** What a desk needs to work without a network for the rest of the day. */
export const checkInDesk = z.object({
  activity: attendanceActivity,
  committeeId: id,
  committeeMark: z.string(),
  serverTime: instant,
  /** The civil day the keys hold for. */
  keysOn: civilDate,
  ways: z.object({ memberCode: z.boolean(), deskCode: z.boolean() }),
  /** The desk's own codes, one a minute from `firstStep` on. */
  deskCodes: z.object({ firstStep: z.int(), macs: z.array(z.string()) }),
  settledAt: instant.nullable(),
  members: z.array(
    z.object({
      id,
      name: z.string(),
      /** Name, spellings and initials, in which the desk looks. */
      search: z.string(),
      sector: z.string(),
      must: z.boolean(),
      leave: z.enum(['leave', 'officialLeave']).nullable(),
      at: instant.nullable(),
      attendance: attendance.nullable(),
      /** Verifies this member's codes of the day, of whatever meeting; empty where the server alone judges them: at the desk of
       *  a member who organises. */
      key: z.string(),
    }),
  ),
})
export type CheckInDesk = z.infer<typeof checkInDesk>

/** A clock without its battery begins at 1970. */
const mostOffsetMs = 100 * 366 * 86_400_000

export const checkInItem = z
  .object({
    /** The text of the member's code, or nothing where the name was ticked. */
    code: text(200).optional(),
    memberId: id.optional(),
    /** The desk's clock when it happened. */
    at: z.iso.datetime(),
    /** How far the server's clock was ahead of the desk's when last compared, in milliseconds. */
    offsetMs: z.int().min(-mostOffsetMs).max(mostOffsetMs),
  })
  .refine((one) => (one.code === undefined) !== (one.memberId === undefined), { error: '须有动态码或委员之一' })

export const myCodes = z.object({
  memberId: id,
  name: z.string(),
  committeeMark: z.string(),
  serverTime: instant,
  firstStep: z.int(),
  macs: z.array(z.string()),
  /** Activities of today. */
  today: z.array(
    z.object({
      id,
      title: z.string(),
      place: z.string(),
      startsAt: instant,
      at: instant.nullable(),
      leave: z.enum(['leave', 'officialLeave']).nullable(),
    }),
  ),
})
export type MyCodes = z.infer<typeof myCodes>

const filters = {
  show: z.enum(['all', 'missing', 'came', 'leave', 'corrected']).default('all'),
  q: text(30).optional(),
  groupId: id.optional(),
}

export const attendanceRoutes = {
  getAttendance: route({
    method: 'GET',
    path: '/activities/:id/attendance',
    summary: 'Who should come, who did, who is on leave, and whether the quorum is reached, now.',
    access: 'signedIn',
    params: z.object({ id }),
    response: attendanceView,
  }),
  listAttendees: route({
    method: 'GET',
    path: '/activities/:id/attendees',
    summary: 'Those invited, in the order of strokes, with their attendance.',
    access: 'signedIn',
    params: z.object({ id }),
    query: z.object({ ...paging, ...filters }),
    response: page(attendee),
  }),
  exportAttendees: route({
    method: 'GET',
    path: '/activities/:id/attendees/export',
    summary: 'The attendance as a file.',
    access: 'signedIn',
    params: z.object({ id }),
    query: z.object({ ...filters, format: exportFormat }),
    download: true,
  }),
  getCheckInDesk: route({
    method: 'GET',
    path: '/activities/:id/check-in-desk',
    summary: 'What a desk needs to check members in, also without a network.',
    access: 'signedIn',
    params: z.object({ id }),
    response: checkInDesk,
    errors: ['attendance.not-open'],
  }),
  checkIn: route({
    method: 'POST',
    path: '/activities/:id/check-ins',
    gathered: true,
    summary: 'Check-ins of a desk, one or many; each is answered. Sent twice, nothing counts twice.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({
      desk: text(20),
      /** The desk's clock when it sends. */
      sentAt: z.iso.datetime(),
      items: z.array(checkInItem).min(1).max(200),
    }),
    response: z.object({
      serverTime: instant,
      items: z.array(
        z.object({
          outcome: checkInOutcome,
          memberId: id.nullable(),
          name: z.string(),
          at: instant.nullable(),
          attendance: attendance.nullable(),
        }),
      ),
    }),
    errors: ['attendance.not-open', 'attendance.settled', 'attendance.way-off', 'attendance.code-used'],
  }),
  checkInSelf: route({
    method: 'POST',
    path: '/check-ins',
    summary: 'A member reads the code a desk shows.',
    access: 'signedIn',
    body: z.object({ code: filledText(300) }),
    response: z.object({
      outcome: checkInOutcome,
      title: z.string(),
      at: instant.nullable(),
      attendance: attendance.nullable(),
    }),
    errors: ['attendance.not-open', 'attendance.settled', 'attendance.way-off'],
  }),
  getMyCodes: route({
    method: 'GET',
    path: '/check-in-codes',
    summary: 'My codes of the next hours, one a minute, so that they show without a network.',
    access: 'signedIn',
    response: myCodes,
  }),
  correctAttendance: route({
    method: 'POST',
    path: '/activities/:id/attendance/corrections',
    summary: 'Correct how people attended, with the reason; also a list that was signed on paper, all at once.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ memberIds: z.array(id).min(1).max(3000), attendance, reason: filledText(200) }),
    response: z.object({}),
    errors: ['attendance.not-open', 'attendance.not-invited', 'attendance.same'],
  }),
  settleAttendance: route({
    method: 'POST',
    path: '/activities/:id/attendance/settlement',
    summary: 'Conclude: who is missing without leave is absent from now on. With `parts` the sittings first.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ parts: z.boolean().default(false) }),
    response: z.object({ settledAt: instant, absent: z.int() }),
    errors: ['attendance.not-open', 'attendance.too-early', 'attendance.parts-open'],
  }),
}
