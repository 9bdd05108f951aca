import { z } from 'zod'
import { filledText, id, instant } from './common.ts'
import { route } from './route.ts'

/** 全文 · 案由 · 情况分析 · 一条建议. */
export const commentPart = z.enum(['whole', 'title', 'analysis', 'suggestion'])
export type CommentPart = z.infer<typeof commentPart>

export const commentThread = z.object({
  id,
  part: commentPart,
  /** Number of the suggestion when it was spoken of; null for other parts. */
  suggestion: z.int().nullable(),
  /** How the part began then. */
  quote: z.string(),
  resolvedAt: instant.nullable(),
  resolvedBy: z.string(),
  comments: z.array(
    z.object({
      id,
      author: z.string(),
      mine: z.boolean(),
      /** Empty once its writer took it back. */
      words: z.string(),
      writtenAt: instant,
      removedAt: instant.nullable(),
    }),
  ),
})
export type CommentThread = z.infer<typeof commentThread>

const byProposal = z.object({ id })
const byComment = z.object({ id, commentId: id })
const open = ['comment.closed']

export const commentRoutes = {
  listComments: route({
    method: 'GET',
    path: '/proposals/:id/comments',
    summary: 'What those who write a proposal together say to each other on the draft.',
    access: 'signedIn',
    params: byProposal,
    response: z.object({ threads: z.array(commentThread), mayWrite: z.boolean(), office: z.boolean() }),
  }),
  addComment: route({
    method: 'POST',
    path: '/proposals/:id/comments',
    summary: 'Say something of a part of the draft, or answer in a thread.',
    access: 'signedIn',
    params: byProposal,
    creates: true,
    body: z.object({
      /** null: begins a thread of its own. */
      threadId: id.nullable().default(null),
      part: commentPart.default('whole'),
      suggestion: z.int().min(1).max(30).nullable().default(null),
      words: filledText(1000),
    }),
    response: z.object({ id }),
    errors: [...open, 'comment.unknown-part', 'comment.too-many'],
  }),
  removeComment: route({
    method: 'DELETE',
    path: '/proposals/:id/comments/:commentId',
    summary: 'Take back what one said oneself.',
    access: 'signedIn',
    params: byComment,
    response: z.object({}),
    errors: open,
  }),
  resolveComment: route({
    method: 'POST',
    path: '/proposals/:id/comments/:commentId/resolve',
    summary: 'Mark a thread as settled, or open it again.',
    access: 'signedIn',
    params: byComment,
    body: z.object({ resolved: z.boolean() }),
    response: z.object({}),
    errors: open,
  }),
}
