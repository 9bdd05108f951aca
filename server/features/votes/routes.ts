import type { FastifyInstance } from 'fastify'
import { voteRoutes as r } from '#contract/votes.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import type { ConstraintCodes } from '#platform/http/problems.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import {
  castBallot,
  closeVote,
  givePaper,
  openVote,
  recordHands,
  reopenVote,
  withdrawVote,
} from './commands/ballots.ts'
import { addVote, editVote } from './commands/draft.ts'
import { getVoteReport } from './paper.ts'
import { getVote, listVotes } from './queries/votes.ts'

export const voteConstraints: ConstraintCodes = { votes_one_open: 'vote.other-open' }

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Binds the routes of votes and elections in a meeting. */
export function registerVoteRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.listVotes, (ctx, { params }) => listVotes(ctx, params.id))
  implement(app, http, r.addVote, (ctx, { params, body }) => addVote(ctx, params.id, body))
  implement(app, http, r.getVote, (ctx, { params }) => getVote(ctx, params.id))
  implement(app, http, r.editVote, (ctx, { params, body }) => editVote(ctx, params.id, body))
  implement(app, http, r.openVote, (ctx, { params }) => openVote(ctx, params.id))
  implement(app, http, r.castBallot, (ctx, { params, body }) => castBallot(ctx, params.id, body))
  implement(app, http, r.givePaper, (ctx, { params, body }) => givePaper(ctx, params.id, body))
  implement(app, http, r.closeVote, (ctx, { params, body }) => closeVote(ctx, params.id, body))
  implement(app, http, r.recordHands, (ctx, { params, body }) => recordHands(ctx, params.id, body))
  implement(app, http, r.reopenVote, (ctx, { params, body }) => reopenVote(ctx, params.id, body.reason))
  implement(app, http, r.withdrawVote, (ctx, { params, body }) => withdrawVote(ctx, params.id, body.reason))
  implement(app, http, r.getVoteReport, async (ctx, { params }, { reply }) => {
    const file = await getVoteReport(ctx, params.id)
    await reply.headers(downloadHeaders(file.fileName, word)).send(Buffer.from(file.bytes))
    return {}
  })
}
