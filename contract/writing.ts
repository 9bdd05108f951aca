import { z } from 'zod'
import { id, instant } from './common.ts'
import { route } from './route.ts'

/** One wording of a proposal: as it was handed in, or as it is being written. */
export const wording = z.object({
  number: z.int(),
  title: z.string(),
  analysis: z.string(),
  suggestions: z.array(z.string()),
  writtenAt: instant,
  writtenBy: z.string(),
  /** null: still being written. */
  handedInAt: instant.nullable(),
  /** null: not given back. */
  returnedAt: instant.nullable(),
  returnedBy: z.string(),
  returnNote: z.string(),
})
export type Wording = z.infer<typeof wording>

/** One thing a text is looked at for. `count` and `limit`: characters or how many; `places`: numbers of the suggestions meant. */
export const writingCheck = z.object({
  code: z.enum(['analysisLength', 'wholeLength', 'oneMatter', 'sources', 'concrete']),
  /** must: it can be handed in only once this is so. */
  level: z.enum(['warn', 'must']),
  ok: z.boolean(),
  count: z.int(),
  limit: z.int(),
  places: z.array(z.int()),
})
export type WritingCheck = z.infer<typeof writingCheck>

const byId = z.object({ id })

export const writingRoutes = {
  listWordings: route({
    method: 'GET',
    path: '/proposals/:id/wordings',
    summary: 'The wordings of a proposal, the oldest first, each with why it was given back.',
    access: 'signedIn',
    params: byId,
    response: z.object({ items: z.array(wording) }),
  }),
  getWritingChecks: route({
    method: 'GET',
    path: '/proposals/:id/checks',
    summary: 'What the newest wording is looked at for.',
    access: 'signedIn',
    params: byId,
    response: z.object({ items: z.array(writingCheck) }),
  }),
}
