import type { FastifyInstance } from 'fastify'
import { jointActivityRoutes as r } from '#contract/joint-activities.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { acceptJointOffer, askCommittee, declineJointOffer } from './commands/joint.ts'
import { getJointSides, listJointOffers } from './queries/joint.ts'

/** Binds activities of several committees. */
export function registerJointActivityRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.getJointSides, (ctx, { params }) => getJointSides(ctx, params.id))
  implement(app, http, r.askCommittee, (ctx, { params, body }) => askCommittee(ctx, params.id, body))
  implement(app, http, r.listJointOffers, (ctx) => listJointOffers(ctx))
  implement(app, http, r.acceptJointOffer, (ctx, { params }) => acceptJointOffer(ctx, params.id))
  implement(app, http, r.declineJointOffer, (ctx, { params, body }) => declineJointOffer(ctx, params.id, body.words))
}
