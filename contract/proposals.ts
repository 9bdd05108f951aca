import { z } from 'zod'
import { coSigner, memberLeft } from './co-signing.ts'
import {
  civilDate,
  filledText,
  historyEntry,
  id,
  importPreview,
  importResult,
  instant,
  page,
  paging,
  text,
  version,
} from './common.ts'
import { exported } from './exported.ts'
import { assignment, handlingRole } from './handling.ts'
import {
  attachment,
  collectiveKind,
  conversion,
  peopleOfBody,
  proposalAction,
  rater,
  rating,
  satisfaction,
} from './proposal-parts.ts'
import { route } from './route.ts'

/** Where a proposal stands. The one table of how it moves is server/features/proposals/workflow.ts. */
export const proposalState = z.enum([
  'draft',
  'submitted',
  'returned',
  'declined',
  'converted',
  'withdrawn',
  'registered',
  'merged',
  'handling',
  'replied',
  'rated',
  'disputed',
  'concluded',
  'archived',
])
export type ProposalState = z.infer<typeof proposalState>
/** 个人 · 联名 · 集体. Joint comes of itself once a co-signer accepts. */
export const proposalKind = z.enum(['individual', 'joint', 'collective'])
export type Satisfaction = z.infer<typeof satisfaction>
const body = {
  title: text(100),
  analysis: text(20_000),
  suggestions: z.array(text(4000)).max(30),
  category: text(40).nullable(),
  suggestedUnitIds: z.array(id).max(5),
  publishConsent: z.boolean(),
  publishNote: text(200),
}
export const proposalText = z.object(body)
export type ProposalText = z.infer<typeof proposalText>

export const proposalListItem = z.object({
  id,
  number: z.int().nullable(),
  /** The series where some proposers are numbered apart (党派团体); empty in the common one. */
  numberClass: z.string(),
  title: z.string(),
  state: proposalState,
  kind: proposalKind,
  category: z.string().nullable(),
  proposers: z.string(),
  sector: z.string().nullable(),
  leadUnit: z.string().nullable(),
  sessionId: id.nullable(),
  submittedAt: instant.nullable(),
  updatedAt: instant,
  dueOn: civilDate.nullable(),
  /** That term stands still (暂停计算). */
  paused: z.boolean(),
  waitingSince: instant,
  /** 并案: the number of the one it is handled with, and how many are handled with it. */
  mergedIntoNumber: z.int().nullable(),
  mergedCount: z.int(),
  /** Commended as an excellent proposal (优秀提案). */
  awarded: z.boolean(),
})
export type ProposalListItem = z.infer<typeof proposalListItem>

export const mergedProposal = z.object({
  id,
  number: z.int().nullable(),
  title: z.string(),
  proposers: z.string(),
  state: proposalState,
})

export const proposal = proposalText.extend({
  id,
  version,
  number: z.int().nullable(),
  numberText: z.string(),
  /** Of proposers who are numbered apart: 党派团体, 界别; empty for the others. */
  numberClass: z.string(),
  state: proposalState,
  kind: proposalKind,
  proposers: z.string(),
  leadProposer: z
    .object({
      memberId: id,
      name: z.string(),
      /** Left the committee half way; null: in office. */
      leftAt: instant.nullable(),
      leftReason: memberLeft,
      /** The office keeps the proposal under this name all the same. */
      keptAt: instant.nullable(),
      sector: z.string().nullable(),
      /** Whole for those who must reach them (units, proposal office), masked for others. */
      phone: z.string(),
    })
    .nullable(),
  collectiveName: z.string().nullable(),
  collectiveKind: collectiveKind.nullable(),
  ...peopleOfBody,
  /** Handed in on paper and typed in by the office for its member. */
  onPaper: z.boolean(),
  termNumber: z.int(),
  sessionNumber: z.int().nullable(),
  createdAt: instant,
  updatedAt: instant,
  submittedAt: instant.nullable(),
  registeredAt: instant.nullable(),
  concludedAt: instant.nullable(),
  archivedAt: instant.nullable(),
  /** Whose turn it is now, since when, and until when. */
  turn: z.object({ who: z.string(), what: z.string(), since: instant, until: civilDate.nullable() }).nullable(),
  returnNote: z.string(),
  /** How many wordings there are to compare; 0 for those who do not read them. */
  wordings: z.int(),
  declineReason: z.string().nullable(),
  declineNote: z.string(),
  /** What else the proposer can do. */
  declineWays: z.array(z.string()),
  convertedTo: conversion.nullable(),
  /** The proposer asks to withdraw what was assigned; the office decides. */
  withdrawalRequest: z.object({ at: instant, note: z.string() }).nullable(),
  /** 并案: the one it is handled with, and those handled with it. */
  mergedInto: mergedProposal.nullable(),
  merged: z.array(mergedProposal.extend({ suggestions: z.array(z.string()) })),
  round: z.int(),
  suggestedUnits: z.array(z.object({ id, name: z.string() })),
  coSigners: z.array(coSigner),
  /** What is said on the draft: null for those who do not write it. */
  comments: z.object({ threads: z.int(), open: z.int() }).nullable(),
  attachments: z.array(attachment),
  assignments: z.array(assignment),
  /** Who is asked to rate the present round, for those concerned. */
  raters: z.array(rater),
  ratings: z.array(rating),
  history: z.array(historyEntry),
  actions: z.array(proposalAction),
})
export type Proposal = z.infer<typeof proposal>

/** What the two texts were when a stale edit came: nothing is lost. Details of the 409 `version.stale`. */
export const staleEdit = z.object({ current: proposalText, currentVersion: version, yours: proposalText.partial() })

const byId = z.object({ id })
export const proposalFilters = {
  /** all = what my committee has on its register and what is mine; mine = I lead or co-sign; desk = waits for me or my unit;
   *  named = waits for my recommendation as an examiner by name. */
  scope: z.enum(['all', 'mine', 'desk', 'named']).default('all'),
  state: proposalState.optional(),
  kind: proposalKind.optional(),
  category: text(40).optional(),
  unitId: id.optional(),
  sectorId: id.optional(),
  termId: id.optional(),
  sessionId: id.optional(),
  /** Commended ones alone. */
  awarded: z.enum(['yes']).optional(),
  q: text(60).optional(),
}
export const proposalSort = z.enum(['-submitted', 'submitted', '-number', 'number', '-updated', 'updated'])
export const deskOption = z.object({ code: z.string(), name: z.string(), hint: z.string() })
export const moved = z.object({ state: proposalState, version })
export const reason = z.object({ note: filledText(1000) })

/** A move of the workflow: POST /proposals/:id/<verb>, answered with where the proposal now stands. */
export function move<const Verb extends string, Body extends z.ZodType>(
  verb: Verb,
  summary: string,
  body: Body,
  errors: readonly string[] = [],
) {
  return route({
    method: 'POST',
    path: `/proposals/:id/${verb}`,
    summary,
    access: 'signedIn',
    params: byId,
    body,
    response: moved,
    errors: ['proposal.wrong-state', ...errors],
  })
}

/** What a file of proposals becomes; `termId`: of which term the archived ones are, undefined: the current. */
export const proposalImportWanted = z.object({ as: z.enum(['draft', 'archive']), termId: id.optional() })
export type ProposalImportWanted = z.output<typeof proposalImportWanted>

export const proposalRoutes = {
  getProposalOptions: route({
    method: 'GET',
    path: '/proposals/options',
    summary: 'Categories, reasons, reply classes and limits in force.',
    access: 'signedIn',
    response: z.object({
      categories: z.array(deskOption),
      declineReasons: z.array(deskOption.extend({ ways: z.array(z.string()) })),
      /** `promises`: measures of such a reply are followed up after the delivery. */
      replyClasses: z.array(deskOption.extend({ promises: z.boolean() })),
      titleLimit: z.int(),
      /** A reply may be handed in only after a contact in the same round. */
      contactRequired: z.boolean(),
      minCoSignDays: z.int(),
      attachmentLimitBytes: z.int(),
      attachmentLimit: z.int(),
    }),
  }),
  listProposals: route({
    method: 'GET',
    path: '/proposals',
    summary: 'Proposals I may see.',
    access: 'signedIn',
    query: z.object({ ...paging, ...proposalFilters, sort: proposalSort.default('-submitted') }),
    response: page(proposalListItem),
  }),
  exportProposals: route({
    method: 'GET',
    path: '/proposals/export',
    summary: 'The list as a file, under the same filters and rights.',
    access: 'signedIn',
    query: z.object({ ...proposalFilters, ...exported, sort: proposalSort.default('-submitted') }),
    download: true,
  }),
  countProposals: route({
    method: 'GET',
    path: '/proposals/counts',
    summary: 'How many stand in each state, up to 1,000.',
    access: 'signedIn',
    query: z.object({ ...proposalFilters }),
    response: z.object({ counts: z.record(z.string(), z.int()), limit: z.int() }),
  }),
  getProposal: route({
    method: 'GET',
    path: '/proposals/:id',
    summary: 'One proposal as its story.',
    access: 'signedIn',
    params: byId,
    response: proposal,
  }),
  createProposal: route({
    method: 'POST',
    path: '/proposals',
    summary: 'Begin a draft.',
    access: 'signedIn',
    creates: true,
    body: proposalText.partial().extend({
      collectiveName: text(60).nullable().default(null),
      collectiveKind: collectiveKind.default('body'),
      /** For the office: whose paper it types in. */
      onPaperOf: id.nullable().default(null),
    }),
    response: z.object({ id, version }),
    errors: ['proposal.no-term'],
  }),
  editProposal: route({
    method: 'PATCH',
    path: '/proposals/:id',
    summary: 'Save a draft (autosave).',
    access: 'signedIn',
    params: byId,
    body: proposalText.partial().extend({ version }),
    response: z.object({ version, updatedAt: instant }),
    errors: ['version.stale', 'proposal.wrong-state'],
  }),
  discardProposal: route({
    method: 'DELETE',
    path: '/proposals/:id',
    summary: 'Throw a draft away.',
    access: 'signedIn',
    params: byId,
    response: z.object({}),
    errors: ['proposal.wrong-state'],
  }),
  submitProposal: move('submit', 'Hand the proposal in.', z.object({ version }), [
    'proposal.incomplete',
    'proposal.only-in-session',
    'proposal.lead-left',
    'version.stale',
  ]),
  withdrawProposal: move('withdraw', 'Withdraw (撤案) with a reason.', reason),
  returnProposal: move('return', 'Give a proposal back for revision with the reason.', reason, [
    'examination.unfinished',
  ]),
  declineProposal: move(
    'decline',
    'Decline to register, by a listed reason.',
    z.object({ reason: filledText(40), note: text(1000) }),
    ['proposal.unknown-reason', 'examination.unfinished'],
  ),
  reexamineProposal: move('reexamine', 'Examine a declined proposal again.', reason),
  registerProposal: route({
    method: 'POST',
    path: '/proposals/:id/register',
    summary: 'Place on the register (立案) and number.',
    access: 'signedIn',
    params: byId,
    body: z.object({ category: filledText(40), note: text(1000) }),
    response: moved.extend({ number: z.int() }),
    errors: ['proposal.wrong-state', 'proposal.unknown-category', 'examination.unfinished'],
  }),
  assignProposal: move(
    'assign',
    'Assign (交办) to handling units.',
    z.object({
      units: z
        .array(z.object({ unitId: id, role: handlingRole }))
        .min(1)
        .max(20),
      note: text(1000),
    }),
    ['assignment.roles', 'assignment.unit-closed'],
  ),
  rateProposal: move(
    'rate',
    'Rate handling and result apart. Only the proposer.',
    z.object({ handling: satisfaction, result: satisfaction, words: text(1000) }),
    ['rating.needs-words', 'rating.already', 'rating.not-by-unit'],
  ),
  closeRating: move('close-rating', 'Join the ratings given once the time to rate is over.', z.object({}), [
    'rating.still-open',
    'rating.none',
  ]),
  rehandleProposal: move('rehandle', 'Have a disputed proposal handled again (重办) with a new clock.', reason),
  concludeProposal: move('conclude', 'Conclude (办结).', z.object({ note: text(1000) }), [
    'proposal.needs-note',
    'proposal.rating-open',
    'rating.close-first',
  ]),
  archiveProposal: move('archive', 'Put into the archive.', z.object({})),
  addAttachment: route({
    method: 'POST',
    path: '/proposals/:id/attachments',
    summary: 'Attach a file.',
    access: 'signedIn',
    params: byId,
    multipart: true,
    response: attachment,
    errors: ['proposal.wrong-state', 'file.too-large', 'file.not-allowed', 'file.too-many'],
  }),
  removeAttachment: route({
    method: 'DELETE',
    path: '/proposals/:id/attachments/:fileId',
    summary: 'Take an attachment off a draft.',
    access: 'signedIn',
    params: z.object({ id, fileId: id }),
    response: z.object({}),
    errors: ['proposal.wrong-state'],
  }),
  getAttachment: route({
    method: 'GET',
    path: '/proposals/:id/attachments/:fileId',
    summary: 'Fetch an attachment.',
    access: 'signedIn',
    params: z.object({ id, fileId: id }),
    download: true,
  }),
  previewProposalImport: route({
    method: 'POST',
    path: '/proposals/imports/preview',
    summary: 'Read a file of proposals and say what an import would do.',
    access: 'signedIn',
    multipart: true,
    query: proposalImportWanted,
    response: importPreview,
    errors: ['import.no-header'],
  }),
  importProposals: route({
    method: 'POST',
    path: '/proposals/imports',
    summary: 'Import as previewed: all or nothing.',
    access: 'signedIn',
    multipart: true,
    query: proposalImportWanted.extend({ fingerprint: z.string().max(128) }),
    response: importResult,
    errors: ['import.has-errors', 'import.changed'],
  }),
}
