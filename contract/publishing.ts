import { z } from 'zod'
import { filledText, id, instant, page, paging, text, version } from './common.ts'
import { proposalState } from './proposals.ts'
import { route } from './route.ts'

/** 待决定 · 已公开 · 不公开 · 已撤下. */
export const publicationState = z.enum(['waiting', 'published', 'withheld', 'retracted'])
export type PublicationState = z.infer<typeof publicationState>
/** A proposal, or one reply to it. */
export const publicationKind = z.enum(['proposal', 'reply'])
export const publicationAction = z.enum(['mark', 'publish', 'withhold', 'retract'])

/** A passage taken out of one part: from and to in UTF-16 units of the original, and what stands instead. */
export const redactionMark = z.object({
  part: filledText(40),
  from: z.int().min(0).max(1_000_000),
  to: z.int().min(1).max(1_000_000),
  instead: text(20),
})
export type RedactionMark = z.infer<typeof redactionMark>
/** Why a passage is proposed to be taken out. */
export const suggestionKind = z.enum(['idNumber', 'phone', 'email', 'address', 'contact', 'bankCard', 'takenOut'])
export type SuggestionKind = z.infer<typeof suggestionKind>
export const suggestedMark = redactionMark.extend({ kind: suggestionKind })
export type SuggestedMark = z.infer<typeof suggestedMark>

/** One part of a text: title, analysis, a suggestion, an answer. */
export const publicationPart = z.object({ key: z.string(), label: z.string(), text: z.string() })
export type PublicationPart = z.infer<typeof publicationPart>

export const publicationItem = z.object({
  id,
  kind: publicationKind,
  proposalId: id,
  number: z.int().nullable(),
  title: z.string(),
  proposers: z.string(),
  /** Whose reply; null of a proposal. */
  unit: z.string().nullable(),
  state: publicationState,
  since: instant,
  consent: z.boolean(),
  /** What the proposer wrote about publication. */
  consentNote: z.string(),
  reason: z.string(),
  /** Passages that should be looked at before. */
  suggested: z.int(),
  attachments: z.int(),
  /** May be published with others at once: consent is plain, nothing to look at. */
  plain: z.boolean(),
})
export type PublicationItem = z.infer<typeof publicationItem>

export const publication = publicationItem.extend({
  proposalState,
  version,
  parts: z.array(publicationPart),
  marks: z.array(redactionMark),
  suggestions: z.array(suggestedMark),
  /** What the public reads now; null: nothing. */
  published: z.array(publicationPart).nullable(),
  publishedAt: instant.nullable(),
  hideProposers: z.boolean(),
  /** The proposers as the public would read them: by the setting, and hidden altogether. */
  shownProposers: z.string(),
  hiddenProposers: z.string(),
  files: z.array(z.object({ fileId: id, name: z.string(), size: z.int(), included: z.boolean() })),
  actions: z.array(publicationAction),
})
export type Publication = z.infer<typeof publication>

/** Where the publication of one proposal and its replies stands. */
export const proposalPublication = z.object({
  items: z.array(
    z.object({
      id,
      kind: publicationKind,
      unit: z.string().nullable(),
      round: z.int().nullable(),
      state: publicationState,
      since: instant,
      /** Empty for those who need not know. */
      reason: z.string(),
    }),
  ),
  /** Address on the public site; null while it is not there. */
  address: z.string().nullable(),
  decides: z.boolean(),
})
export type ProposalPublication = z.infer<typeof proposalPublication>

const draft = {
  version,
  marks: z.array(redactionMark).max(500),
  fileIds: z.array(id).max(20),
  hideProposers: z.boolean(),
}
export const publicationFilters = {
  state: publicationState.default('waiting'),
  kind: publicationKind.optional(),
  q: text(60).optional(),
}
const byId = z.object({ id })
const moved = z.object({ version, state: publicationState })

export const publishingRoutes = {
  listPublications: route({
    method: 'GET',
    path: '/publications',
    summary: 'Proposals and replies by where their publication stands, the longest waiting first.',
    access: 'signedIn',
    query: z.object({ ...paging, ...publicationFilters }),
    response: page(publicationItem),
  }),
  publishPlain: route({
    method: 'POST',
    path: '/publications/plain',
    summary: 'Publish those whose consent is plain and in which nothing has to be looked at.',
    access: 'signedIn',
    body: z.object({ ids: z.array(id).min(1).max(100) }),
    response: z.object({ published: z.int(), left: z.int() }),
  }),
  getPublication: route({
    method: 'GET',
    path: '/publications/:id',
    summary: 'The original, what is marked, what is suggested, and what the public reads.',
    access: 'signedIn',
    params: byId,
    response: publication,
  }),
  markPublication: route({
    method: 'PUT',
    path: '/publications/:id/marks',
    summary: 'Keep marks without publishing.',
    access: 'signedIn',
    params: byId,
    body: z.object(draft),
    response: moved,
    errors: ['version.stale', 'publication.wrong-state'],
  }),
  publish: route({
    method: 'POST',
    path: '/publications/:id/publication',
    summary: 'Publish with what is marked taken out; again where it is public already.',
    access: 'signedIn',
    params: byId,
    body: z.object({ ...draft, leaveRest: z.boolean().default(false) }),
    response: moved,
    errors: [
      'version.stale',
      'publication.wrong-state',
      'publication.no-consent',
      'publication.suggestions-left',
      'publication.proposal-first',
      'publication.not-open',
    ],
  }),
  withholdPublication: route({
    method: 'POST',
    path: '/publications/:id/withholding',
    summary: 'Decide not to publish, with the reason.',
    access: 'signedIn',
    params: byId,
    body: z.object({ note: filledText(200) }),
    response: moved,
    errors: ['publication.wrong-state'],
  }),
  retractPublication: route({
    method: 'POST',
    path: '/publications/:id/retraction',
    summary: 'Take off the public pages at once, with the reason.',
    access: 'signedIn',
    params: byId,
    body: z.object({ note: filledText(200) }),
    response: moved,
    errors: ['publication.wrong-state'],
  }),
  getProposalPublication: route({
    method: 'GET',
    path: '/proposals/:id/publication',
    summary: 'Whether a proposal and its replies are public.',
    access: 'signedIn',
    params: byId,
    response: proposalPublication,
  }),
}
