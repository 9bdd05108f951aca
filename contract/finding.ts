import { z } from 'zod'
import { id, instant, paging, text } from './common.ts'
import { proposalFilters, proposalListItem, proposalState } from './proposals.ts'
import { route } from './route.ts'

/** A stretch of a text as it was written, and whether it is what was sought or shared. Never markup. */
export const piece = z.object({ text: z.string(), hit: z.boolean() })
export type Piece = z.infer<typeof piece>

/** Where in a proposal something was found. */
export const foundIn = z.enum(['analysis', 'suggestions', 'reply', 'proposers', 'unit'])

export const foundProposal = proposalListItem.extend({
  /** 第十届五次会议第0077号; empty without a number. */
  numberText: z.string(),
  titlePieces: z.array(piece),
  /** The stretch around the first place of each part that has one, at most two. */
  excerpts: z.array(z.object({ in: foundIn, pieces: z.array(piece) })),
})
export type FoundProposal = z.infer<typeof foundProposal>

/** The longest query: a title as the query must find its own. */
export const queryLimit = 120

const { q: _, ...filters } = proposalFilters

export const findFilters = {
  ...filters,
  q: text(queryLimit),
  /** all = number, title, proposers, units, wording and delivered replies; title = number, title and proposers. */
  within: z.enum(['all', 'title']).default('all'),
}

/** A query with its filters, as it is kept and asked again. */
export const findQuery = z.object(findFilters)
export type FindQuery = z.output<typeof findQuery>

/** How near an earlier proposal comes, from the weighted share of character pairs. */
export const likeness = z.enum(['same', 'close', 'related'])

export const similarProposal = z.object({
  id,
  number: z.int().nullable(),
  numberText: z.string(),
  title: z.string(),
  proposers: z.string(),
  year: z.int(),
  state: proposalState,
  leadUnit: z.string().nullable(),
  /** Of its newest delivered reply; null: none yet. */
  replyClass: z.string().nullable(),
  replied: z.boolean(),
  likeness,
  /** 0–100. */
  percent: z.int(),
})
export type SimilarProposal = z.infer<typeof similarProposal>

/** A text being written or examined. `exceptId` is its own proposal, which is not similar to itself. */
export const textSoFar = z.object({
  title: text(200),
  analysis: text(20_000),
  suggestions: z.array(text(4000)).max(30),
  exceptId: id.optional(),
})
export type TextSoFar = z.output<typeof textSoFar>

const marked = z.object({ title: z.array(piece), analysis: z.array(piece), suggestions: z.array(z.array(piece)) })
export type MarkedText = z.infer<typeof marked>

export const findingRoutes = {
  findProposals: route({
    method: 'GET',
    path: '/proposals/search',
    summary: 'Search the proposals I may see, with what was found marked.',
    access: 'signedIn',
    query: z.object({ ...paging, ...findFilters, order: z.enum(['relevance', 'date']).default('relevance') }),
    response: z.object({
      items: z.array(foundProposal),
      nextCursor: z.string().nullable(),
      /** By relevance the newest of the found are ordered, up to this many; null: all of them are. */
      rankedNewest: z.int().nullable(),
      /** No letter or digit was asked for. */
      nothingAsked: z.boolean(),
    }),
  }),
  findSimilarProposals: route({
    method: 'POST',
    path: '/proposals/similar',
    summary: 'Earlier proposals like a text being written or examined, at most five.',
    access: 'signedIn',
    body: textSoFar,
    response: z.object({ items: z.array(similarProposal) }),
  }),
  compareWithProposal: route({
    method: 'POST',
    path: '/proposals/:id/compare',
    summary: 'An earlier proposal beside a text, what the two share marked, with its delivered replies.',
    access: 'signedIn',
    params: z.object({ id }),
    body: textSoFar,
    response: z.object({
      earlier: similarProposal,
      mine: marked,
      theirs: marked,
      replies: z.array(
        z.object({ unitName: z.string(), replyClass: z.string().nullable(), text: z.string(), deliveredAt: instant }),
      ),
    }),
  }),
}
