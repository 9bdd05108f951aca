import type { FastifyInstance } from 'fastify'
import { awardRoutes as r } from '#contract/awards.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import { decideObjection, examineNomination, nominate, recordObjection } from './commands/nominations.ts'
import {
  approveAward,
  cancelAwardRound,
  editAwardRound,
  giveAward,
  moveNominations,
  openAwardRound,
  publishAward,
} from './commands/rounds.ts'
import { closeVoting, decideTie, openVoting, vote } from './commands/voting.ts'
import { exportCommendation } from './export.ts'
import { getCommendation, issueCommendationNumber } from './paper.ts'
import { listAwardCandidates } from './queries/candidates.ts'
import { getAwardDefaults, getAwardRound, getProposalAwards, listAwardRounds } from './queries/rounds.ts'
import { listVoterOptions } from './queries/voters.ts'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Binds the routes of commendation. */
export function registerAwardRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.listAwardRounds, (ctx, { query }) => listAwardRounds(ctx, query))
  implement(app, http, r.getAwardDefaults, (ctx) => getAwardDefaults(ctx))
  implement(app, http, r.openAwardRound, (ctx, { body }) => openAwardRound(ctx, body))
  implement(app, http, r.getAwardRound, (ctx, { params }) => getAwardRound(ctx, params.id))
  implement(app, http, r.editAwardRound, (ctx, { params, body }) => editAwardRound(ctx, params.id, body))
  implement(app, http, r.listAwardCandidates, (ctx, { params, query }) => listAwardCandidates(ctx, params.id, query))
  implement(app, http, r.nominate, (ctx, { params, body }) => nominate(ctx, params.id, body))
  implement(app, http, r.examineNomination, (ctx, { params, body }) => examineNomination(ctx, params.id, body))
  implement(app, http, r.closeNomination, (ctx, { params }) => moveNominations(ctx, params.id, 'closeNomination'))
  implement(app, http, r.reopenNomination, (ctx, { params }) => moveNominations(ctx, params.id, 'reopenNomination'))
  implement(app, http, r.listVoterOptions, (ctx, { params }) => listVoterOptions(ctx, params.id))
  implement(app, http, r.openVoting, (ctx, { params, body }) => openVoting(ctx, params.id, body.accountIds))
  implement(app, http, r.vote, (ctx, { params, body }) => vote(ctx, params.id, body))
  implement(app, http, r.closeVoting, (ctx, { params }) => closeVoting(ctx, params.id))
  implement(app, http, r.decideTie, (ctx, { params, body }) => decideTie(ctx, params.id, body))
  implement(app, http, r.approveAward, (ctx, { params, body }) => approveAward(ctx, params.id, body))
  implement(app, http, r.recordObjection, (ctx, { params, body }) => recordObjection(ctx, params.id, body))
  implement(app, http, r.decideObjection, (ctx, { params, body }) => decideObjection(ctx, params.id, body))
  implement(app, http, r.giveAward, (ctx, { params }) => giveAward(ctx, params.id))
  implement(app, http, r.cancelAwardRound, (ctx, { params, body }) => cancelAwardRound(ctx, params.id, body.note))
  implement(app, http, r.publishAward, (ctx, { params, body }) => publishAward(ctx, params.id, body))
  implement(app, http, r.exportCommendation, async (ctx, { params, query }, { reply }) => {
    const file = await exportCommendation(ctx, params.id, query.format)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, r.getCommendation, async (ctx, { params }, { reply }) => {
    const file = await getCommendation(ctx, params.id)
    await reply.headers(downloadHeaders(file.fileName, wordType)).send(file.bytes)
    return {}
  })
  implement(app, http, r.issueCommendationNumber, (ctx, { params, body }) =>
    issueCommendationNumber(ctx, params.id, body.typed),
  )
  implement(app, http, r.getProposalAwards, (ctx, { params }) => getProposalAwards(ctx, params.id))
}
