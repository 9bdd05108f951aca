import { z } from 'zod'
import { activityKind, leaveKind } from './activity-kinds.ts'
import { attendance } from './attendance.ts'
import {
  civilDate,
  exportFormat,
  filledText,
  flag,
  historyEntry,
  id,
  instant,
  page,
  paging,
  text,
  version,
} from './common.ts'
import { route } from './route.ts'

/** Of the committee, or of the higher one that organises. */
export const activityLevel = z.enum(['national', 'provincial', 'city', 'county'])
export type ActivityLevel = z.infer<typeof activityLevel>
export const activityState = z.enum([
  'draft',
  'proposed',
  'announced',
  'postponed',
  'concluded',
  'archived',
  'cancelled',
])
export type ActivityState = z.infer<typeof activityState>
/** 参加 · 候补 · 不参加. Who must come and cannot asks for leave. */
export const activityAnswer = z.enum(['coming', 'waiting', 'notComing'])
export type ActivityAnswer = z.infer<typeof activityAnswer>
/** Who sees it once announced: who is invited, or all members of the committee. */
export const activityAudience = z.enum(['invitees', 'members'])

const invitedPost = z.enum([
  'chair',
  'viceChair',
  'secretaryGeneral',
  'standingMember',
  'director',
  'deputyDirector',
  'other',
])
/** Who is invited, as a rule; the list is made by it when the activity is announced. */
export const invitationRule = z.discriminatedUnion('way', [
  z.object({ way: z.literal('all'), must: z.boolean() }),
  z.object({ way: z.literal('groups'), must: z.boolean(), groupIds: z.array(id).min(1).max(100) }),
  z.object({ way: z.literal('posts'), must: z.boolean(), posts: z.array(invitedPost).min(1).max(7) }),
  z.object({ way: z.literal('byHand'), must: z.boolean(), memberIds: z.array(id).min(1).max(2000) }),
])
export type InvitationRule = z.infer<typeof invitationRule>
/** A line of the agenda: `at` as it is printed (9:00), or empty. */
export const agendaLine = z.object({ at: text(20), words: filledText(300) })
/** 列席: invited, but no member. */
export const observer = z.object({ name: filledText(40), post: text(100) })

export const activityAction = z.enum([
  'edit',
  'discard',
  'propose',
  'approve',
  'refuse',
  'announce',
  'invite',
  'oblige',
  'remind',
  'postpone',
  'reschedule',
  'cancel',
  'conclude',
  'reopen',
  'archive',
  'answer',
  'addPart',
  'arrange',
  'record',
  'publish',
  'retract',
])
export type ActivityAction = z.infer<typeof activityAction>

const standing = z.enum(['requested', 'granted', 'refused'])
/** The newest request for leave that was not taken back. `covers`: from all of the activity; else from some of its half days. */
export const activityLeave = z.object({ id, state: standing, kind: leaveKind, halfDays: z.int(), covers: z.boolean() })
export type ActivityLeave = z.infer<typeof activityLeave>
/** Row and place in it, from 1; rows of the platform (主席台) are -1, -2 …, the nearest to the hall first. */
export const seat = z.object({ row: z.int(), number: z.int() })
/** 3 排 12 号; 主席台 1 排 4 号. */
export const seatWords = ({ row, number }: z.infer<typeof seat>): string =>
  `${row < 0 ? '主席台 ' : ''}${Math.abs(row)} 排 ${number} 号`

/** How the viewer stands to it as somebody invited. */
export const myInvitation = z.object({
  must: z.boolean(),
  answer: activityAnswer.nullable(),
  /** Place in the waiting list, from 1. */
  waitingPlace: z.int().nullable(),
  readAt: instant.nullable(),
  leave: activityLeave.nullable(),
  /** How I was there: what is recorded; once it is concluded, leave and absence too. `at`: when I was checked in. */
  attended: z.object({ attendance, at: instant.nullable() }).nullable(),
  seat: seat.nullable(),
})
export type MyInvitation = z.infer<typeof myInvitation>

/** Of those invited, for who runs it. */
export const activityCounts = z.object({
  invited: z.int(),
  must: z.int(),
  coming: z.int(),
  waiting: z.int(),
  notComing: z.int(),
  leaveGranted: z.int(),
  leaveAsked: z.int(),
  silent: z.int(),
  read: z.int(),
})
export type ActivityCounts = z.infer<typeof activityCounts>

const shown = {
  id,
  parentId: id.nullable(),
  kind: activityKind,
  title: z.string(),
  state: activityState,
  startsAt: instant,
  endsAt: instant,
  place: z.string(),
  organiser: z.object({ groupId: id.nullable(), name: z.string() }),
  /** Started by a member: who. */
  startedBy: z.object({ memberId: id, name: z.string() }).nullable(),
  answerBy: instant.nullable(),
  /** Why it is postponed, cancelled or given back. */
  stateWords: z.string(),
  mine: myInvitation.nullable(),
}
export const activityItem = z.object({
  ...shown,
  /** Null for who does not run it. */
  counts: activityCounts.nullable(),
})
export type ActivityItem = z.infer<typeof activityItem>

export const activity = z.object({
  ...shown,
  committeeId: id,
  termId: id,
  level: activityLevel,
  halfDays: z.int(),
  explanation: z.string(),
  contact: z.string(),
  audience: activityAudience,
  agenda: z.array(agendaLine),
  observers: z.array(observer),
  /** Null for who does not run it, as the counts. */
  invitation: z.array(invitationRule).nullable(),
  capacity: z.int().nullable(),
  /** Signed up of the capacity. */
  signedUp: z.int(),
  announcedAt: instant.nullable(),
  concludedAt: instant.nullable(),
  version,
  counts: activityCounts.nullable(),
  parent: z.object({ id, title: z.string() }).nullable(),
  /** Sub-meetings (小组会、联组会) the viewer sees. */
  parts: z.array(
    z.object({
      id,
      kind: activityKind,
      title: z.string(),
      state: activityState,
      startsAt: instant,
      place: z.string(),
      /** The viewer is on its list. */
      invited: z.boolean(),
    }),
  ),
  actions: z.array(activityAction),
  /** Those who had not answered were reminded today; once a day is enough. */
  remindedToday: z.boolean(),
  history: z.array(historyEntry),
})
export type Activity = z.infer<typeof activity>

/** What is written of an activity, in draft and later. */
export const activityBody = {
  kind: activityKind,
  /** Null: the committee's own. */
  level: activityLevel.nullable(),
  title: filledText(100),
  organiserGroupId: id.nullable(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  halfDays: z.int().min(1).max(60),
  place: text(200),
  contact: text(200),
  explanation: text(8000),
  audience: activityAudience,
  agenda: z.array(agendaLine).max(100),
  observers: z.array(observer).max(300),
  invitation: z.array(invitationRule).max(20),
  capacity: z.int().min(1).max(100_000).nullable(),
  answerBy: z.iso.datetime().nullable(),
}

const ofWhich = {
  kind: activityKind.optional(),
  state: activityState.optional(),
  groupId: id.optional(),
  title: filledText(60).optional(),
  /** Those I am invited to. */
  scope: z.enum(['all', 'mine']).default('all'),
}
export const activityFilters = {
  ...ofWhich,
  from: civilDate.optional(),
  until: civilDate.optional(),
  /** coming: from today on, soonest first; past: before today, newest first; all: newest first. */
  time: z.enum(['coming', 'past', 'all']).default('all'),
  /** Sub-meetings too. */
  parts: flag.default(false),
}

const one = { params: z.object({ id }), access: 'signedIn' as const }
const moved = z.object({ state: activityState, version })
const times = ['activity.times'] as const
const reason = z.object({ words: filledText(1000) })

export const activityRoutes = {
  listActivities: route({
    method: 'GET',
    path: '/activities',
    summary: 'Meetings and activities I may see.',
    access: 'signedIn',
    query: z.object({ ...paging, ...activityFilters }),
    response: page(activityItem),
  }),
  exportActivities: route({
    method: 'GET',
    path: '/activities/export',
    summary: 'The list of activities as a file.',
    access: 'signedIn',
    query: z.object({ ...activityFilters, format: exportFormat }),
    download: true,
  }),
  getActivityMonth: route({
    method: 'GET',
    path: '/activities/month',
    summary: 'A month of the activities I may see, in whole weeks, with days off and days worked in exchange.',
    access: 'signedIn',
    query: z.object({ ...ofWhich, month: z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/) }),
    response: z.object({
      /** First and last day shown: a Monday and a Sunday. */
      from: civilDate,
      until: civilDate,
      /** Whatever touches these days, sooner first; counts are not reckoned here. */
      items: z.array(activityItem),
      /** There is more than is shown. */
      more: z.boolean(),
      holidays: z.array(z.object({ date: civilDate, name: z.string() })),
      makeUpDays: z.array(z.object({ date: civilDate, name: z.string() })),
    }),
  }),
  getActivityOptions: route({
    method: 'GET',
    path: '/activities/options',
    summary: 'What the actor may make: kinds, and the bodies they may organise for.',
    access: 'signedIn',
    response: z.object({
      /** May make and announce; or start one that the office approves; or neither. */
      may: z.enum(['organise', 'start', 'none']),
      needsApproval: z.boolean(),
      /** May organise for the committee itself. */
      forCommittee: z.boolean(),
      groups: z.array(z.object({ id, name: z.string(), kind: z.string() })),
    }),
  }),
  createActivity: route({
    method: 'POST',
    path: '/activities',
    summary: 'Draft an activity, or a sub-meeting of one.',
    access: 'signedIn',
    creates: true,
    body: z.object({ ...activityBody, parentId: id.nullable() }),
    response: z.object({ id }),
    errors: [
      'activity.times',
      'activity.no-term',
      'activity.not-organiser',
      'activity.part-of-part',
      'activity.wrong-state',
    ],
  }),
  getActivity: route({
    ...one,
    method: 'GET',
    path: '/activities/:id',
    summary: 'One activity as I may see it.',
    response: activity,
  }),
  editActivity: route({
    ...one,
    method: 'PUT',
    path: '/activities/:id',
    summary: 'Change it; a new time or place is told to those who were told.',
    body: z.object({ ...activityBody, version }),
    response: moved,
    errors: [...times, 'version.stale', 'activity.wrong-state', 'activity.not-organiser', 'activity.list-fixed'],
  }),
  discardActivity: route({
    ...one,
    method: 'DELETE',
    path: '/activities/:id',
    summary: 'Throw a draft away.',
    response: z.object({}),
    errors: ['activity.wrong-state', 'activity.has-parts'],
  }),
  announceActivity: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/announcement',
    summary: 'Announce it: the list of invitees is made by the rules, and they are told.',
    response: z.object({ state: activityState, version, invited: z.int() }),
    errors: ['activity.wrong-state', 'activity.nobody'],
  }),
  proposeActivity: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/proposal',
    summary: 'A member hands a draft of their own to the office for approval.',
    response: moved,
    errors: ['activity.wrong-state', 'activity.nobody'],
  }),
  refuseActivity: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/refusal',
    summary: 'Give a member’s draft back with the reason.',
    body: reason,
    response: moved,
    errors: ['activity.wrong-state'],
  }),
  postponeActivity: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/postponement',
    summary: 'Put it off without a date; everybody who was told is told.',
    body: reason,
    response: moved,
    errors: ['activity.wrong-state'],
  }),
  rescheduleActivity: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/new-date',
    summary: 'Name the new date of one that was postponed; the answers given are asked anew, or kept.',
    body: z.object({
      startsAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
      place: text(200),
      words: text(1000),
      /** keep: who comes or waits keeps the place, only who declined is asked. */
      answers: z.enum(['ask', 'keep']).default('ask'),
      answerBy: z.iso.datetime().nullable().default(null),
    }),
    response: moved,
    errors: [...times, 'activity.wrong-state', 'activity.over'],
  }),
  cancelActivity: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/cancellation',
    summary: 'Call it off; everybody who was told is told.',
    body: reason,
    response: moved,
    errors: ['activity.wrong-state'],
  }),
  reopenActivity: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/reopening',
    summary: 'Take a concluded activity up again, with the reason; what came of it is taken back.',
    body: reason,
    response: moved,
    errors: ['activity.wrong-state'],
  }),
  archiveActivity: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/archive',
    summary: 'Close the file.',
    response: moved,
    errors: ['activity.wrong-state'],
  }),
}
