import { z } from 'zod'
import { activityKind, leaveKind } from './activity-kinds.ts'
import { exportFormat, filledText, id, instant, page, paging, text } from './common.ts'
import { leaveLineCount } from './leave-lines.ts'
import { route } from './route.ts'

/** 主席或秘书长 · 组织方负责人（召集人、专委会主任） · 委员联络办（大会秘书处）. */
export const leaveApprover = z.enum(['leader', 'convener', 'memberOffice'])
export type LeaveApprover = z.infer<typeof leaveApprover>
export const leaveState = z.enum(['requested', 'granted', 'refused', 'withdrawn'])
export type LeaveState = z.infer<typeof leaveState>

export const leaveDecision = z.object({
  by: leaveApprover,
  granted: z.boolean(),
  words: z.string(),
  byName: z.string(),
  /** Put on record by the office for the one whose step it was. */
  onBehalf: z.boolean(),
  at: instant,
})
export type LeaveDecision = z.infer<typeof leaveDecision>

/** Leave granted to a member before, for who decides: this year (Asia/Shanghai), and of the same kind in this term. */
export const leaveBefore = z.object({
  thisYear: z.int(),
  official: z.int(),
  sameKindThisTerm: z.int(),
  /** This year's, the newest first. */
  leaves: z.array(z.object({ title: z.string(), startsAt: instant, kind: leaveKind })),
  /** Lines of absence that this kind of meeting counts at; `reached`: by what is past, or by this one, should it be granted. */
  lines: z.array(leaveLineCount.extend({ reached: z.enum(['no', 'withThis', 'already']) })),
})

export const leaveRequest = z.object({
  id,
  activity: z.object({ id, title: z.string(), kind: activityKind, startsAt: instant }),
  memberId: id,
  memberName: z.string(),
  kind: leaveKind,
  words: z.string(),
  file: z.object({ name: z.string(), size: z.int() }).nullable(),
  halfDays: z.int(),
  state: leaveState,
  chain: z.array(leaveApprover),
  /** Whose turn it is; null once it is decided. */
  turn: leaveApprover.nullable(),
  /** How the member asked, where the office typed it in; empty: in person. */
  basis: z.string(),
  late: z.boolean(),
  decisions: z.array(leaveDecision),
  askedAt: instant,
  /** Null for the member. */
  before: leaveBefore.nullable(),
  actions: z.array(z.enum(['decide', 'decideFor', 'withdraw', 'attach'])),
})
export type LeaveRequest = z.infer<typeof leaveRequest>

const given = {
  kind: leaveKind,
  words: filledText(1000),
  /** Null: the whole activity. */
  halfDays: z.int().min(1).max(60).nullable(),
}
export const leaveFilters = {
  activityId: id.optional(),
  state: leaveState.optional(),
  kind: leaveKind.optional(),
  /** mine: my own; turn: where I decide next. */
  scope: z.enum(['all', 'mine', 'turn']).default('all'),
  /** Of the member, in characters or pinyin. */
  name: filledText(40).optional(),
  memberId: id.optional(),
  /** In the name of the activity. */
  title: filledText(60).optional(),
  /** The calendar year the activity begins in. */
  year: z
    .string()
    .regex(/^(19|20|21)\d\d$/)
    .optional(),
}

export const leaveRoutes = {
  listLeaves: route({
    method: 'GET',
    path: '/leaves',
    summary: 'Requests for leave I may see, newest first.',
    access: 'signedIn',
    query: z.object({ ...paging, ...leaveFilters }),
    response: page(leaveRequest),
  }),
  exportLeaves: route({
    method: 'GET',
    path: '/leaves/export',
    summary: 'Requests for leave as a file.',
    access: 'signedIn',
    query: z.object({ ...leaveFilters, format: exportFormat }),
    download: true,
  }),
  requestLeave: route({
    method: 'POST',
    path: '/activities/:id/leave',
    summary: 'Ask for leave from an activity, in writing and before it begins.',
    access: 'signedIn',
    creates: true,
    params: z.object({ id }),
    body: z.object(given),
    response: z.object({ id }),
    errors: ['activity.wrong-state', 'activity.not-invited', 'leave.late', 'leave.open', 'leave.too-long'],
  }),
  recordLeave: route({
    method: 'POST',
    path: '/activities/:id/leave/for-member',
    summary: 'The office puts on record that a member asked for leave by telephone or letter, later than it began too.',
    access: 'signedIn',
    creates: true,
    params: z.object({ id }),
    body: z.object({ ...given, memberId: id, basis: filledText(200) }),
    response: z.object({ id }),
    errors: ['activity.wrong-state', 'activity.not-invited', 'leave.open', 'leave.too-long'],
  }),
  decideLeave: route({
    method: 'POST',
    path: '/leaves/:id/decision',
    summary: 'Grant or refuse, as the one whose step it is; the office may record what that person decided.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ granted: z.boolean(), words: text(500) }),
    response: z.object({ state: leaveState }),
    errors: ['leave.decided', 'leave.needs-words'],
  }),
  withdrawLeave: route({
    method: 'POST',
    path: '/leaves/:id/withdrawal',
    summary: 'Take a request back before the activity begins: I come after all.',
    access: 'signedIn',
    params: z.object({ id }),
    response: z.object({ state: leaveState }),
    errors: ['leave.decided', 'leave.late'],
  }),
  attachToLeave: route({
    method: 'POST',
    path: '/leaves/:id/file',
    summary: 'Hang a paper on a request that is not decided: a certificate, an official notice.',
    access: 'signedIn',
    multipart: true,
    params: z.object({ id }),
    response: z.object({ name: z.string(), size: z.int() }),
    errors: ['leave.decided', 'file.too-large', 'file.missing', 'file.too-many'],
  }),
  getLeaveFile: route({
    method: 'GET',
    path: '/leaves/:id/file',
    summary: 'The paper of a request, for the member and who decides.',
    access: 'signedIn',
    params: z.object({ id }),
    download: true,
  }),
}
