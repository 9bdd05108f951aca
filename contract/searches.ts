import { z } from 'zod'
import { filledText, id, instant } from './common.ts'
import { findQuery } from './finding.ts'
import { route } from './route.ts'

/** How many somebody keeps in one post at most. */
export const savedSearchLimit = 30

export const savedSearch = z.object({
  id,
  name: z.string(),
  query: findQuery,
  createdAt: instant,
  lookedAt: instant,
  /** What turned up since it was looked at, newest first, at most twenty. */
  newHits: z.array(z.object({ proposalId: id, number: z.int().nullable(), title: z.string(), foundAt: instant })),
})
export type SavedSearch = z.infer<typeof savedSearch>

const byId = z.object({ id })

export const searchRoutes = {
  listSavedSearches: route({
    method: 'GET',
    path: '/searches',
    summary: 'The searches I keep, with what turned up since I looked.',
    access: 'signedIn',
    response: z.object({ items: z.array(savedSearch), limit: z.int() }),
  }),
  saveSearch: route({
    method: 'POST',
    path: '/searches',
    summary: 'Keep a search with its filters under a name.',
    access: 'signedIn',
    creates: true,
    body: z.object({ name: filledText(40), query: findQuery }),
    response: z.object({ id }),
    errors: ['search.too-many', 'search.name-taken', 'search.nothing-asked'],
  }),
  lookAtSearch: route({
    method: 'POST',
    path: '/searches/:id/look',
    summary: 'Mark what turned up as seen.',
    access: 'signedIn',
    params: byId,
    response: z.object({}),
  }),
  removeSearch: route({
    method: 'DELETE',
    path: '/searches/:id',
    summary: 'Keep a search no longer.',
    access: 'signedIn',
    params: byId,
    response: z.object({}),
  }),
}
