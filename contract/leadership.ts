import { z } from 'zod'
import { civilDate, exportFormat, filledText, id, instant, page, paging, text, version } from './common.ts'
import { proposalState } from './proposals.ts'
import { route } from './route.ts'

/** 领衔督办 by the committee's leaders · 领办 by leaders of party, government or the handling unit. */
export const leadershipKind = z.enum(['supervise', 'lead'])
/** 走访 · 调研 · 办理协商 · 批示. */
export const leadershipActKind = z.enum(['visit', 'inspection', 'consultation', 'instruction'])
export const referralLevel = z.enum(['city', 'province', 'nation'])
/** 上报 by the committee · 联名 with members of the upper one. */
export const referralWay = z.enum(['refer', 'joint'])
export const referralState = z.enum(['sent', 'registered', 'adopted', 'notAdopted'])

export const leadershipAct = z.object({
  id,
  kind: leadershipActKind,
  heldOn: civilDate,
  place: z.string(),
  persons: z.string(),
  /** Empty where the viewer may not read it (批示 is not for members). */
  words: z.string(),
})
export const leadership = z.object({
  id,
  kind: leadershipKind,
  leaderName: z.string(),
  leaderPost: z.string(),
  accountId: id.nullable(),
  assistedBy: z.string(),
  plan: z.string(),
  planDueOn: civilDate.nullable(),
  effects: z.string(),
  assignedAt: instant,
  endedAt: instant.nullable(),
  version,
  acts: z.array(leadershipAct),
  actions: z.array(z.enum(['edit', 'recordAct'])),
})
export type Leadership = z.infer<typeof leadership>
export const referral = z.object({
  id,
  level: referralLevel,
  way: referralWay,
  carriedBy: z.string(),
  referredOn: civilDate,
  state: referralState,
  numberThere: z.string(),
  note: z.string(),
  updatedAt: instant,
  version,
})
export type Referral = z.infer<typeof referral>

/** What leaders do with one proposal. */
export const proposalLeadership = z.object({
  key: z.object({ year: z.int(), reason: z.string(), selectedAt: instant }).nullable(),
  leaderships: z.array(leadership),
  referrals: z.array(referral),
  actions: z.array(z.enum(['select', 'unselect', 'addSupervise', 'addLead', 'refer'])),
  /** Accounts of leaders, for those who may name one. */
  leaderAccounts: z.array(
    z.object({
      accountId: id,
      name: z.string(),
      /** As which they led last; null: never yet. */
      last: z.object({ name: z.string(), post: z.string() }).nullable(),
    }),
  ),
})
export type ProposalLeadership = z.infer<typeof proposalLeadership>

/** A line of the handling list (办理情况清单). */
export const keyProposalItem = z.object({
  id,
  number: z.int().nullable(),
  title: z.string(),
  proposers: z.string(),
  state: proposalState,
  year: z.int(),
  units: z.array(z.object({ name: z.string(), role: z.string() })),
  dueOn: civilDate.nullable(),
  replyClass: z.string().nullable(),
  leaders: z.array(
    z.object({
      kind: leadershipKind,
      name: z.string(),
      post: z.string(),
      acts: z.int(),
      lastActOn: civilDate.nullable(),
      effects: z.string(),
      endedAt: instant.nullable(),
    }),
  ),
})
export type KeyProposalItem = z.infer<typeof keyProposalItem>

const leadershipText = {
  leaderPost: text(60),
  assistedBy: text(200),
  plan: text(4000),
  planDueOn: civilDate.nullable(),
}
const referralText = { carriedBy: filledText(200), referredOn: civilDate, note: text(2000) }
/** Which key proposals. */
export const keyFilters = {
  year: z.coerce.number().int().min(1949).max(2200).optional(),
  leader: filledText(30).optional(),
  /** Those I am the leader of. */
  scope: z.enum(['all', 'mine']).default('all'),
}

export const leadershipRoutes = {
  listKeyProposals: route({
    method: 'GET',
    path: '/key-proposals',
    summary: 'The handling list of key proposals: who leads, what was done, where it stands.',
    access: 'signedIn',
    query: z.object({ ...paging, ...keyFilters }),
    response: page(keyProposalItem),
  }),
  exportKeyProposals: route({
    method: 'GET',
    path: '/key-proposals/export',
    summary: 'The handling list as a file.',
    access: 'signedIn',
    query: z.object({ ...keyFilters, format: exportFormat }),
    download: true,
  }),
  getProposalLeadership: route({
    method: 'GET',
    path: '/proposals/:id/leadership',
    summary: 'Selection, leaders, what they did, and referrals of one proposal.',
    access: 'signedIn',
    params: z.object({ id }),
    response: proposalLeadership,
  }),
  selectKeyProposal: route({
    method: 'POST',
    path: '/proposals/:id/key',
    summary: 'Select as a key proposal of a year, with the reason.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ year: z.int().min(1949).max(2200), reason: filledText(1000) }),
    response: z.object({}),
    errors: ['key-proposal.taken', 'key-proposal.not-registered'],
  }),
  unselectKeyProposal: route({
    method: 'POST',
    path: '/proposals/:id/key/removal',
    summary: 'Take the selection back, with the reason; nothing recorded is lost.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ note: filledText(1000) }),
    response: z.object({}),
    errors: ['key-proposal.none'],
  }),
  addLeadership: route({
    method: 'POST',
    path: '/proposals/:id/leaderships',
    summary: 'Name the leader in charge.',
    access: 'signedIn',
    creates: true,
    params: z.object({ id }),
    body: z.object({
      kind: leadershipKind,
      leaderName: filledText(30),
      accountId: id.nullable(),
      ...leadershipText,
    }),
    response: z.object({ id }),
    errors: ['key-proposal.none', 'leadership.taken', 'leadership.not-a-leader'],
  }),
  editLeadership: route({
    method: 'PUT',
    path: '/leaderships/:id',
    summary: 'Write plan and effects; end it, or take it up again.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ version, ...leadershipText, effects: text(4000), ended: z.boolean() }),
    response: z.object({ version }),
    errors: ['version.stale'],
  }),
  recordLeadershipAct: route({
    method: 'POST',
    path: '/leaderships/:id/acts',
    summary: 'Record a visit, an inspection, a handling consultation or an instruction.',
    access: 'signedIn',
    creates: true,
    params: z.object({ id }),
    body: z.object({
      kind: leadershipActKind,
      heldOn: civilDate,
      place: text(100),
      persons: text(500),
      words: filledText(4000),
    }),
    response: z.object({ id }),
    errors: ['leadership.ended', 'leadership.not-yet'],
  }),
  addReferral: route({
    method: 'POST',
    path: '/proposals/:id/referrals',
    summary: 'Record that it was carried to the level above.',
    access: 'signedIn',
    creates: true,
    params: z.object({ id }),
    body: z.object({ level: referralLevel, way: referralWay, ...referralText }),
    response: z.object({ id }),
    errors: ['key-proposal.not-registered', 'leadership.not-yet'],
  }),
  editReferral: route({
    method: 'PUT',
    path: '/referrals/:id',
    summary: 'Record what became of it there.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ version, state: referralState, numberThere: text(60), ...referralText }),
    response: z.object({ version }),
    errors: ['version.stale', 'leadership.not-yet'],
  }),
}
