import type { z } from 'zod'
import type { ProposalState, proposalKind, proposalSort } from '#contract/proposals.ts'
import type { orderWords, withinWords } from '../../finding/words.ts'
import type { scopeWords } from '../words.ts'

/** What the address of the list carries. */
export interface ProposalSearch extends Record<string, unknown> {
  cursor?: string
  scope?: keyof typeof scopeWords
  state?: ProposalState
  kind?: z.infer<typeof proposalKind>
  category?: string
  unitId?: string
  sectorId?: string
  termId?: string
  sessionId?: string
  awarded?: 'yes'
  q?: string
  sort?: z.infer<typeof proposalSort>
  /** Of a search: where to look, and what comes first. */
  within?: keyof typeof withinWords
  order?: keyof typeof orderWords
}

/** The filters behind 更多条件. */
export const moreFilters = ['kind', 'category', 'unitId', 'sectorId', 'sessionId', 'awarded'] as const

/** The address as the query of the list. */
export function queryOf(search: ProposalSearch) {
  const { cursor, scope, state, kind, category, unitId, sectorId, termId, sessionId, awarded, q, sort } = search
  return {
    cursor,
    scope,
    state,
    kind,
    category,
    unitId,
    sectorId,
    termId,
    sessionId,
    awarded,
    q,
    sort,
  }
}

/** Whether anything but scope and order narrows the list. */
export function isNarrowed(search: ProposalSearch): boolean {
  return Boolean(search.state || search.q || search.termId || moreFilters.some((key) => search[key]))
}

/** Takes every filter off; scope and order stay. */
export const noFilters: Record<string, undefined> = Object.fromEntries(
  ['state', 'q', 'termId', 'within', 'order', ...moreFilters].map((key) => [key, undefined]),
)

/** The address as a search, where something is sought. */
export function findQueryOf(search: ProposalSearch) {
  const { sort: _, q = '', ...rest } = queryOf(search)
  return { ...rest, q, within: search.within, order: search.order }
}

/** What of a search is kept under a name: words and filters, neither its order nor its place. */
export function findFiltersOf(search: ProposalSearch) {
  const { cursor: _, order: __, ...kept } = findQueryOf(search)
  return kept
}
