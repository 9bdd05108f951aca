import { z } from 'zod'
import { filledText, id, instant, text, version } from './common.ts'
import { route } from './route.ts'

/** 成果 · 简报 · 会议纪要. */
export const recordKind = z.enum(['outcome', 'brief', 'minutes'])
export type RecordKind = z.infer<typeof recordKind>
/** Who may open a paper: who is invited, all members, or everybody once the activity is on the public site. */
export const paperRights = z.enum(['invitees', 'members', 'public'])

export const activityPaper = z.object({
  fileId: id,
  name: z.string(),
  size: z.int(),
  rights: paperRights,
  addedAt: instant,
})
export type ActivityPaper = z.infer<typeof activityPaper>

export const activityRecord = z.object({
  id,
  kind: recordKind,
  title: z.string(),
  /** 届次，如 第十届第五次会议; 小组; 期号: of briefs and minutes, empty elsewhere. */
  session: z.string(),
  body: z.string(),
  issue: z.int().nullable(),
  /** 签发人; empty while it is a draft. */
  signedBy: z.string(),
  text: z.string(),
  /** Null: a draft, for who writes it. */
  publishedAt: instant.nullable(),
  version,
})
export type ActivityRecord = z.infer<typeof activityRecord>

/** What the head of the next brief or minutes would say; proposed to who writes them. */
export const paperHead = z.object({
  session: z.string(),
  body: z.string(),
  briefIssue: z.int(),
  minutesIssue: z.int(),
  /** Who signed last. */
  signedBy: z.string(),
})
export type PaperHead = z.infer<typeof paperHead>

/** Who sits on the platform when seats are filled: nobody, 主席、副主席、秘书长, or standing members too. */
export const platformOf = z.enum(['none', 'leaders', 'standing'])
const hall = {
  rows: z.int().min(1).max(200),
  perRow: z.int().min(1).max(200),
  /** Rows of the platform (主席台); 0: it has no seats. */
  platformRows: z.int().min(0).max(10).default(0),
  /** Seats after which an aisle runs. */
  aisles: z.array(z.int().min(1).max(199)).max(6).default([]),
}
export const seatPlan = z.object({
  rows: z.int(),
  perRow: z.int(),
  platformRows: z.int(),
  aisles: z.array(z.int()),
  seats: z.array(
    z.object({ row: z.int(), number: z.int(), memberId: id, name: z.string(), sector: z.string().nullable() }),
  ),
  /** On the list and due to come, without a seat. */
  unseated: z.array(z.object({ memberId: id, name: z.string() })),
  /** 列席人员, in seats of their own behind the members. */
  observers: z.array(z.object({ name: z.string(), post: z.string() })),
})
export type SeatPlan = z.infer<typeof seatPlan>

const one = { params: z.object({ id }), access: 'signedIn' as const }
const written = {
  kind: recordKind,
  title: filledText(100),
  session: text(60),
  body: text(60),
  issue: z.int().min(1).max(9999).nullable(),
  text: filledText(30_000),
}

export const activityRecordRoutes = {
  listPapersOfActivity: route({
    ...one,
    method: 'GET',
    path: '/activities/:id/papers',
    summary: 'The papers of an activity I may open.',
    response: z.object({ items: z.array(activityPaper) }),
  }),
  addActivityPaper: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/papers',
    summary: 'Add a paper, for invitees, all members, or the public.',
    multipart: true,
    query: z.object({ rights: paperRights.default('invitees') }),
    response: activityPaper,
    errors: ['activity.wrong-state', 'file.too-large', 'file.missing', 'file.too-many'],
  }),
  removeActivityPaper: route({
    method: 'DELETE',
    path: '/activities/:id/papers/:fileId',
    summary: 'Take a paper off.',
    access: 'signedIn',
    params: z.object({ id, fileId: id }),
    response: z.object({}),
    errors: ['activity.wrong-state'],
  }),
  getActivityPaper: route({
    method: 'GET',
    path: '/activities/:id/papers/:fileId',
    summary: 'One paper.',
    access: 'signedIn',
    params: z.object({ id, fileId: id }),
    download: true,
  }),
  listActivityRecords: route({
    ...one,
    method: 'GET',
    path: '/activities/:id/records',
    summary: 'Outcome, briefs and minutes: what is published, and drafts for who writes them.',
    response: z.object({ items: z.array(activityRecord), proposed: paperHead.nullable() }),
  }),
  writeActivityRecord: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/records',
    summary: 'Begin an outcome, a brief or minutes.',
    creates: true,
    body: z.object(written),
    response: z.object({ id }),
    errors: ['activity.wrong-state'],
  }),
  editActivityRecord: route({
    ...one,
    method: 'PUT',
    path: '/activity-records/:id',
    summary: 'Change a draft.',
    body: z.object({ ...written, version }),
    response: z.object({ version }),
    errors: ['activity.wrong-state', 'version.stale', 'activity-record.published'],
  }),
  publishActivityRecord: route({
    ...one,
    method: 'POST',
    path: '/activity-records/:id/publication',
    summary: 'Sign it and give it to those invited.',
    /** The text that was read. */
    body: z.object({ signedBy: filledText(40), version }),
    response: z.object({ version }),
    errors: ['activity.wrong-state', 'version.stale', 'activity-record.published'],
  }),
  withdrawActivityRecord: route({
    ...one,
    method: 'POST',
    path: '/activity-records/:id/withdrawal',
    summary: 'Take a published one back to a draft, with the reason, to correct it.',
    body: z.object({ words: filledText(300) }),
    response: z.object({ version }),
    errors: ['activity.wrong-state', 'activity-record.draft'],
  }),
  getSeatPlan: route({
    ...one,
    method: 'GET',
    path: '/activities/:id/seats',
    summary: 'The seat plan, for who runs it; to somebody invited the hall and their own seat.',
    response: seatPlan.nullable(),
  }),
  arrangeSeats: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/seats',
    summary: 'Lay out rows of seats and fill them in an order; who is on leave gets none.',
    body: z.object({
      ...hall,
      platform: platformOf.default('none'),
      /** Those who have a seat stay where they are; only who has none is given a free one. */
      keep: z.boolean().default(false),
      /** stroke: 姓氏笔画; sector: by sector, within by strokes; post: chairs and standing members first. */
      order: z.enum(['stroke', 'sector', 'post']),
    }),
    response: z.object({ seated: z.int(), unseated: z.int() }),
    errors: ['activity.wrong-state', 'activity.seat-taken'],
  }),
  moveSeat: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/seats/move',
    summary: 'Seat one member somewhere; who sits there takes the other place, if any.',
    body: z.object({ memberId: id, row: z.int().min(-10).max(200), number: z.int().min(1).max(200) }),
    response: z.object({}),
    errors: ['activity.wrong-state', 'activity.not-invited', 'activity.no-such-seat'],
  }),
  getCalendarFeed: route({
    method: 'GET',
    path: '/calendar-feed',
    summary: 'Whether I have a calendar feed, and since when.',
    access: 'signedIn',
    response: z.object({ madeAt: instant.nullable() }),
  }),
  makeCalendarFeed: route({
    method: 'POST',
    path: '/calendar-feed',
    summary: 'Make the secret address of my calendar feed anew; an earlier one no longer works.',
    access: 'signedIn',
    /** Below the address of the installation; told this once. */
    response: z.object({ path: z.string() }),
  }),
  dropCalendarFeed: route({
    method: 'DELETE',
    path: '/calendar-feed',
    summary: 'End my calendar feed.',
    access: 'signedIn',
    response: z.object({}),
  }),
  readCalendarFeed: route({
    method: 'GET',
    path: '/calendar-feeds/:token',
    summary: 'The activities a member is invited to, as iCalendar, for who knows the address.',
    access: 'public',
    params: z.object({ token: z.string().regex(/^[\w-]{43}\.ics$/) }),
    download: true,
  }),
}
