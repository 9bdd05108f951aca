import type { FastifyInstance } from 'fastify'
import { leadershipRoutes as r } from '#contract/leadership.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import type { ConstraintCodes } from '#platform/http/problems.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import {
  addLeadership,
  addReferral,
  editLeadership,
  editReferral,
  recordLeadershipAct,
  selectKeyProposal,
  unselectKeyProposal,
} from './commands.ts'
import { exportKeyProposals } from './export.ts'
import { getProposalLeadership, listKeyProposals } from './queries.ts'

export const leadershipConstraints: ConstraintCodes = { leaderships_one: 'leadership.taken' }

/** Binds the routes of key proposals, their leaders, and referral upward. */
export function registerLeadershipRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.listKeyProposals, (ctx, { query }) => listKeyProposals(ctx, query))
  implement(app, http, r.exportKeyProposals, async (ctx, { query }, { reply }) => {
    const file = exportKeyProposals(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, r.getProposalLeadership, (ctx, { params }) => getProposalLeadership(ctx, params.id))
  implement(app, http, r.selectKeyProposal, (ctx, { params, body }) => selectKeyProposal(ctx, params.id, body))
  implement(app, http, r.unselectKeyProposal, (ctx, { params, body }) => unselectKeyProposal(ctx, params.id, body.note))
  implement(app, http, r.addLeadership, (ctx, { params, body }) => addLeadership(ctx, params.id, body))
  implement(app, http, r.editLeadership, (ctx, { params, body }) => editLeadership(ctx, params.id, body))
  implement(app, http, r.recordLeadershipAct, (ctx, { params, body }) => recordLeadershipAct(ctx, params.id, body))
  implement(app, http, r.addReferral, (ctx, { params, body }) => addReferral(ctx, params.id, body))
  implement(app, http, r.editReferral, (ctx, { params, body }) => editReferral(ctx, params.id, body))
}
