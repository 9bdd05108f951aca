import { z } from 'zod'
import { id, instant } from './common.ts'
import { piece } from './finding.ts'
import { route } from './route.ts'

/** A reply that the reader may open. */
const readable = z.object({
  proposalId: id,
  numberText: z.string(),
  title: z.string(),
  unitName: z.string(),
  deliveredAt: instant.nullable(),
})
export const reusedReply = z.object({
  replyId: id,
  /** 0–100: how much of the reply at hand stands in it word for word. */
  percent: z.int(),
  /** Null: another unit's, which the reader may not open. */
  reply: readable.nullable(),
})
export type ReusedReply = z.infer<typeof reusedReply>

export const reuseRoutes = {
  findReusedReplies: route({
    method: 'GET',
    path: '/assignments/:id/reply/reused',
    summary: 'Other replies that hold the same words as the one written or examined now, at most five.',
    access: 'signedIn',
    params: z.object({ id }),
    response: z.object({
      showFromPercent: z.int(),
      items: z.array(reusedReply),
      /** Sentences that stand in this reply more than once, with the suggestions they answer. */
      repeated: z.array(z.object({ numbers: z.array(z.int()), words: z.string() })),
      /** Suggestions answered with stock phrases and next to nothing else. */
      hollow: z.array(z.int()),
    }),
  }),
  compareReplies: route({
    method: 'GET',
    path: '/assignments/:id/reply/reused/:replyId',
    summary: 'The reply at hand beside another one, what both share marked.',
    access: 'signedIn',
    params: z.object({ id, replyId: id }),
    response: z.object({ other: readable, mine: z.array(piece), theirs: z.array(piece) }),
  }),
}
