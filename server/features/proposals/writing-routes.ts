import type { FastifyInstance } from 'fastify'
import { coSigningRoutes as c } from '#contract/co-signing.ts'
import { commentRoutes as k } from '#contract/comments.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { ratingRoutes as g } from '#contract/rating.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { nameContact } from './commands/body-contact.ts'
import { changeRating } from './commands/change-rating.ts'
import { recordSignatures } from './commands/co-sign.ts'
import { addComment, removeComment, resolveComment } from './commands/comment.ts'
import { closeRating } from './commands/conclude.ts'
import { nameDrafters } from './commands/drafters.ts'
import { nameLead, takeOverDraft } from './commands/lead-proposer.ts'
import { listComments } from './queries/comments.ts'

/** Binds what those who write a proposal together do beside the moves of its life. */
export function registerProposalWritingRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, k.listComments, (ctx, { params }) => listComments(ctx, params.id))
  implement(app, http, k.addComment, (ctx, { params, body }) => addComment(ctx, params.id, body))
  implement(app, http, k.removeComment, (ctx, { params }) => removeComment(ctx, params.id, params.commentId))
  implement(app, http, k.resolveComment, (ctx, { params, body }) =>
    resolveComment(ctx, params.id, params.commentId, body.resolved),
  )
  implement(app, http, c.recordSignatures, (ctx, { params, body }) => recordSignatures(ctx, params.id, body))
  implement(app, http, c.takeOverDraft, (ctx, { params }) => takeOverDraft(ctx, params.id))
  implement(app, http, c.nameLead, (ctx, { params, body }) => nameLead(ctx, params.id, body))
  implement(app, http, r.closeRating, (ctx, { params }) => closeRating(ctx, params.id))
  implement(app, http, g.changeRating, (ctx, { params, body }) => changeRating(ctx, params.id, body))
  implement(app, http, g.nameContact, (ctx, { params, body }) => nameContact(ctx, params.id, body.memberId))
  implement(app, http, g.nameDrafters, (ctx, { params, body }) => nameDrafters(ctx, params.id, body.memberIds))
}
