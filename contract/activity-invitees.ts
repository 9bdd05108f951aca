import { z } from 'zod'
import { activityAnswer, activityLeave, invitationRule, seat } from './activities.ts'
import { attendance } from './attendance.ts'
import { exportFormat, filledText, id, instant, text } from './common.ts'
import { route } from './route.ts'

export const invitee = z.object({
  memberId: id,
  name: z.string(),
  /** Name, spellings and initials, in which the list is searched. */
  search: z.string(),
  sector: z.string().nullable(),
  must: z.boolean(),
  /** Added by name after the announcement. */
  byHand: z.boolean(),
  answer: activityAnswer.nullable(),
  answeredAt: instant.nullable(),
  readAt: instant.nullable(),
  hasAccount: z.boolean(),
  /** For who may see telephone numbers, else empty. */
  phone: z.string(),
  leave: activityLeave.nullable(),
  seat: seat.nullable(),
  /** How they attended, once it is settled. */
  outcome: attendance.nullable(),
})
export type Invitee = z.infer<typeof invitee>

const one = { params: z.object({ id }), access: 'signedIn' as const }

export const activityInviteeRoutes = {
  previewInvitees: route({
    method: 'POST',
    path: '/activities/invitees/preview',
    summary: 'How many members the rules mean today.',
    access: 'signedIn',
    body: z.object({ invitation: z.array(invitationRule).max(20) }),
    response: z.object({ must: z.int(), may: z.int() }),
  }),
  listInvitees: route({
    ...one,
    method: 'GET',
    path: '/activities/:id/invitees',
    summary: 'Who is invited, in stroke order, with answers; before the announcement whom the rules mean.',
    response: z.object({ fixed: z.boolean(), items: z.array(invitee) }),
  }),
  exportInvitees: route({
    ...one,
    method: 'GET',
    path: '/activities/:id/invitees/export',
    summary: 'The list of invitees as a file.',
    query: z.object({ format: exportFormat }),
    download: true,
  }),
  addInvitees: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/invitees',
    summary: 'Invite more members to one that was announced; they are told.',
    /** `words`: why, for the story; somebody came who was not on the list. */
    body: z.object({ rule: invitationRule, words: text(300).default('') }),
    response: z.object({ added: z.int() }),
    errors: ['activity.wrong-state'],
  }),
  removeInvitee: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/invitees/removal',
    summary: 'Take somebody off the list, with the reason; they are told.',
    body: z.object({ memberId: id, words: filledText(300) }),
    response: z.object({}),
    errors: ['activity.wrong-state', 'activity.not-invited'],
  }),
  remindInvitees: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/reminder',
    summary: 'Remind those who have neither answered nor asked for leave; once a day.',
    /** `reminded`: who can be reached; `withoutAccount`: silent too, but nothing reaches them here. */
    response: z.object({ reminded: z.int(), withoutAccount: z.int() }),
    errors: ['activity.wrong-state', 'activity.reminded', 'activity.over'],
  }),
  readActivity: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/reading',
    summary: 'Note that I have opened the notice.',
    response: z.object({}),
  }),
  answerActivity: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/answer',
    summary: 'Say whether I come, or for the office: whether a member who called comes.',
    body: z.object({ coming: z.boolean(), memberId: id.optional() }),
    response: z.object({ answer: activityAnswer }),
    errors: ['activity.wrong-state', 'activity.not-invited', 'activity.answer-over', 'activity.needs-leave'],
  }),
}
