import type { FastifyInstance } from 'fastify'
import { publishingRoutes as r } from '#contract/publishing.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { markPublication, publish, publishPlain, retractPublication, withholdPublication } from './commands/decide.ts'
import { getProposalPublication, getPublication, listPublications } from './queries/office.ts'

/** Binds what the office decides about publication; the public pages are in site-routes. */
export function registerPublishingRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.listPublications, (ctx, { query }) => listPublications(ctx, query))
  implement(app, http, r.publishPlain, (ctx, { body }) => publishPlain(ctx, body.ids))
  implement(app, http, r.getPublication, (ctx, { params }) => getPublication(ctx, params.id))
  implement(app, http, r.markPublication, (ctx, { params, body }) => markPublication(ctx, params.id, body))
  implement(app, http, r.publish, (ctx, { params, body }) => publish(ctx, params.id, body))
  implement(app, http, r.withholdPublication, (ctx, { params, body }) => withholdPublication(ctx, params.id, body.note))
  implement(app, http, r.retractPublication, (ctx, { params, body }) => retractPublication(ctx, params.id, body.note))
  implement(app, http, r.getProposalPublication, (ctx, { params }) => getProposalPublication(ctx, params.id))
}
