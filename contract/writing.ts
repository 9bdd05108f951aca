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
}
