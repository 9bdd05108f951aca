import { z } from 'zod'
import { unitDesk } from './accounts.ts'
import { civilDate, filledText, id, instant, text, version } from './common.ts'
import { route } from './route.ts'

/** 主办 · 会办 · 分办 · 独办. */
export const handlingRole = z.enum(['lead', 'joint', 'separate', 'sole'])
export type HandlingRole = z.infer<typeof handlingRole>
export const assignmentState = z.enum([
  'assigned',
  'returnRequested',
  'accepted',
  'replySubmitted',
  'replied',
  'opinionGiven',
  'returned',
  'reassigned',
  'ended',
])
export type AssignmentState = z.infer<typeof assignmentState>
export const assignmentAction = z.enum([
  'accept',
  'requestReturn',
  'approveReturn',
  'refuseReturn',
  'reassign',
  'handOut',
  'recordContact',
  'passOn',
  'sendBackInUnit',
  'writeReply',
  'submitReply',
  'sendBackReply',
  'deliverReply',
  'giveOpinion',
])
export type AssignmentAction = z.infer<typeof assignmentAction>
export const contactPhase = z.enum(['before', 'during', 'after'])
export const contactWay = z.enum(['visit', 'meeting', 'call', 'letter'])

export const contact = z.object({
  id,
  round: z.int(),
  phase: contactPhase,
  way: contactWay,
  heldOn: civilDate,
  persons: z.string(),
  notes: z.string(),
  recordedBy: z.string(),
  confirmedAt: instant.nullable(),
  disputedAt: instant.nullable(),
  disputeNote: z.string(),
  actions: z.array(z.enum(['confirm', 'dispute'])),
})
/** The answer to one numbered suggestion: what is said, what is done, by when, by whom. */
export const replyAnswer = z.object({
  number: z.int(),
  suggestion: z.string(),
  answer: z.string(),
  measure: z.string(),
  dueOn: civilDate.nullable(),
  responsible: z.string(),
})
/** The answer to a suggestion of one handled with the proposal (并案): by itself, or 同第 n 条 of the carrying one. */
export const mergedAnswer = replyAnswer.extend({
  proposalId: id,
  /** Of the proposal. */
  proposalNumber: z.int().nullable(),
  proposers: z.string(),
  /** The suggestion whose answer counts here; answer, measure and the rest are then that one's. */
  sameAs: z.int().nullable(),
})
export type MergedAnswer = z.infer<typeof mergedAnswer>
const answerGiven = z.object({
  number: z.int().min(1).max(30),
  answer: text(6000),
  measure: text(1000),
  dueOn: civilDate.nullable(),
  responsible: text(60),
})
const mergedAnswerGiven = answerGiven.extend({ proposalId: id, sameAs: z.int().min(1).max(30).nullable() })
const each = (all: readonly { number: number; proposalId?: string }[]) =>
  new Set(all.map((one) => `${one.proposalId} ${one.number}`)).size === all.length
export const reply = z.object({
  id,
  round: z.int(),
  replyClass: z.string().nullable(),
  /** What stands before the answers; the whole of it in a reply without answers. */
  text: z.string(),
  /** Of the proposal that is read: for one handled with another its own, where they were answered one by one. */
  answers: z.array(replyAnswer),
  /** To those handled with it; empty on their own pages. */
  mergedAnswers: z.array(mergedAnswer),
  closing: z.string(),
  documentNumber: z.string(),
  signedBy: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  submittedAt: instant.nullable(),
  sentBackAt: instant.nullable(),
  sendBackReason: z.string(),
  deliveredAt: instant.nullable(),
  version,
})
/** A promised measure that is followed up after the delivery. */
export const followUpState = z.enum(['open', 'late', 'done', 'dropped'])
export const followUp = z.object({
  id,
  /** Of the suggestion. */
  number: z.int(),
  /** Whose suggestion it is, where it is one of those handled with the proposal. */
  of: z.object({ proposalId: id, number: z.int().nullable() }).nullable(),
  measure: z.string(),
  responsible: z.string(),
  dueOn: civilDate,
  /** As first promised; another day than `dueOn` once the unit named a new one. */
  promisedOn: civilDate,
  state: followUpState,
  /** Its day has come and nothing is reported for it yet. */
  due: z.boolean(),
  reports: z.array(z.object({ report: z.string(), nextOn: civilDate.nullable(), reportedAt: instant })),
  actions: z.array(z.enum(['report'])),
})
export type FollowUp = z.infer<typeof followUp>
/** Within the unit: 承办人拟写 · 办公室核稿 · 领导审签. */
export const unitStep = z.enum(['drafting', 'checking', 'signing'])
export type UnitStep = z.infer<typeof unitStep>
const unitPerson = z.object({ accountId: id, name: z.string() })
/** Where a duty stands within its unit. The offices read who has it; the rest is for the unit alone. */
export const inUnit = z.object({
  step: unitStep,
  /** Null: not handed out, or to somebody who has left. */
  clerk: unitPerson.nullable(),
  leader: unitPerson.nullable(),
  ledByLeader: z.boolean(),
  /** Whose turn it is, while the unit works on it. */
  waitsFor: z.object({ desk: unitDesk, names: z.array(z.string()), mine: z.boolean(), since: instant }).nullable(),
  /** What was said when it was sent back within the unit. */
  note: z.string(),
  opinionDraft: z.string(),
  /** Of the unit, for who hands out. */
  people: z.array(unitPerson.extend({ desks: z.array(unitDesk) })),
})
export type InUnit = z.infer<typeof inUnit>
export const assignment = z.object({
  id,
  unitId: id,
  unitName: z.string(),
  role: handlingRole,
  state: assignmentState,
  round: z.int(),
  assignedAt: instant,
  acceptBy: civilDate,
  returnBy: civilDate,
  replyBy: civilDate,
  contactBy: civilDate.nullable(),
  acceptedAt: instant.nullable(),
  returnReason: z.string(),
  returnDecisionNote: z.string(),
  opinion: z.string(),
  opinionGivenAt: instant.nullable(),
  contacts: z.array(contact),
  replies: z.array(reply),
  followUps: z.array(followUp),
  inUnit: inUnit.nullable(),
  /** Whom the proposer may call; null before it is signed for. */
  contactPerson: z.object({ name: z.string(), phone: z.string() }).nullable(),
  actions: z.array(assignmentAction),
})
export type Assignment = z.infer<typeof assignment>
const byId = z.object({ id })
const reason = z.object({ note: filledText(1000) })

export const handlingRoutes = {
  acceptAssignment: route({
    method: 'POST',
    path: '/assignments/:id/accept',
    summary: 'Sign for an assignment (签收).',
    access: 'signedIn',
    params: byId,
    response: z.object({}),
    errors: ['assignment.wrong-state'],
  }),
  urgeProposal: route({
    method: 'POST',
    path: '/proposals/:id/urging',
    summary: 'Urge (催办) the units that handle a proposal.',
    access: 'signedIn',
    params: byId,
    body: reason,
    response: z.object({}),
    errors: ['proposal.wrong-state'],
  }),
  requestReturn: route({
    method: 'POST',
    path: '/assignments/:id/request-return',
    summary: 'Ask to give an assignment back (退办) with the reason.',
    access: 'signedIn',
    params: byId,
    body: reason,
    response: z.object({}),
    errors: ['assignment.wrong-state', 'assignment.too-late'],
  }),
  decideReturn: route({
    method: 'POST',
    path: '/assignments/:id/decide-return',
    summary: 'Accept or refuse the request to return.',
    access: 'signedIn',
    params: byId,
    body: z.object({ accept: z.boolean(), note: filledText(1000) }),
    response: z.object({}),
    errors: ['assignment.wrong-state'],
  }),
  reassign: route({
    method: 'POST',
    path: '/assignments/:id/reassign',
    summary: 'Give the assignment to another unit (改办).',
    access: 'signedIn',
    params: byId,
    body: z.object({ unitId: id, note: filledText(1000) }),
    response: byId,
    errors: ['assignment.wrong-state', 'assignment.same-unit', 'assignment.unit-closed', 'assignment.unit-has-duty'],
  }),
  addAssignment: route({
    method: 'POST',
    path: '/proposals/:id/assignments',
    summary: 'Add a unit while the proposal is being handled.',
    access: 'signedIn',
    creates: true,
    params: byId,
    body: z.object({ unitId: id, role: handlingRole, note: text(1000) }),
    response: byId,
    errors: ['proposal.wrong-state', 'assignment.roles', 'assignment.unit-closed', 'assignment.unit-has-duty'],
  }),
  recordContact: route({
    method: 'POST',
    path: '/assignments/:id/contacts',
    summary: 'Record a contact with the proposer (面商).',
    access: 'signedIn',
    creates: true,
    params: byId,
    body: z.object({
      phase: contactPhase,
      way: contactWay,
      heldOn: civilDate,
      persons: filledText(200),
      notes: filledText(2000),
    }),
    response: byId,
    errors: ['assignment.wrong-state', 'contact.in-future'],
  }),
  confirmContact: route({
    method: 'POST',
    path: '/contacts/:id/confirm',
    summary: 'The proposer confirms that it took place.',
    access: 'signedIn',
    params: byId,
    response: z.object({}),
    errors: ['contact.answered'],
  }),
  disputeContact: route({
    method: 'POST',
    path: '/contacts/:id/dispute',
    summary: 'The proposer says it did not take place so.',
    access: 'signedIn',
    params: byId,
    body: reason,
    response: z.object({}),
    errors: ['contact.answered'],
  }),
  giveOpinion: route({
    method: 'POST',
    path: '/assignments/:id/opinion',
    summary: 'Joint unit: give the opinion to the lead unit.',
    access: 'signedIn',
    params: byId,
    body: z.object({ text: filledText(10_000) }),
    response: z.object({}),
    errors: ['assignment.wrong-state'],
  }),
  writeReply: route({
    method: 'PUT',
    path: '/assignments/:id/reply',
    summary: 'Save the draft of the reply (autosave).',
    access: 'signedIn',
    params: byId,
    body: z.object({
      version: z.int().min(0),
      replyClass: text(10).nullable(),
      text: text(20_000),
      answers: z.array(answerGiven).max(30).refine(each, { error: '一条建议只答一次' }),
      mergedAnswers: z.array(mergedAnswerGiven).max(600).refine(each, { error: '一条建议只答一次' }).default([]),
      closing: text(4000),
      documentNumber: text(60),
      signedBy: text(40),
      contactName: text(40),
      contactPhone: text(40),
    }),
    response: z.object({ version }),
    errors: ['version.stale', 'assignment.wrong-state', 'reply.unknown-class', 'reply.unknown-suggestion'],
  }),
  submitReply: route({
    method: 'POST',
    path: '/assignments/:id/submit-reply',
    summary: 'Hand the signed reply to the office.',
    access: 'signedIn',
    params: byId,
    response: z.object({}),
    errors: ['assignment.wrong-state', 'reply.incomplete', 'reply.needs-contact', 'reply.opinions-outstanding'],
  }),
  sendBackReply: route({
    method: 'POST',
    path: '/assignments/:id/send-back',
    summary: 'Send a reply back to the unit with the reason.',
    access: 'signedIn',
    params: byId,
    body: reason,
    response: z.object({}),
    errors: ['assignment.wrong-state'],
  }),
  reportFollowUp: route({
    method: 'POST',
    path: '/follow-ups/:id/report',
    summary: 'Report what became of a promised measure: done, or not yet with a new day.',
    access: 'signedIn',
    params: byId,
    body: z.object({ report: filledText(2000), nextOn: civilDate.nullable() }),
    response: z.object({}),
    errors: ['followUp.closed', 'followUp.day-not-later'],
  }),
  deliverReply: route({
    method: 'POST',
    path: '/assignments/:id/deliver',
    summary: 'Pass the reply on to the proposer.',
    access: 'signedIn',
    params: byId,
    response: z.object({}),
    errors: ['assignment.wrong-state'],
  }),
}
