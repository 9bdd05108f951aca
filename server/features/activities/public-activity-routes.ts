import type { FastifyInstance } from 'fastify'
import { publicActivityRoutes as r } from '#contract/public-activities.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { publishActivity, retractActivity, setPaperRights } from './commands/publish.ts'
import { getPublicActivityText } from './queries/publication.ts'

/** Binds what the public reads of an activity. */
export function registerPublicActivityRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.getPublicActivityText, (ctx, { params }) => getPublicActivityText(ctx, params.id))
  implement(app, http, r.publishActivity, (ctx, { params, body }) => publishActivity(ctx, params.id, body))
  implement(app, http, r.retractActivity, (ctx, { params }) => retractActivity(ctx, params.id))
  implement(app, http, r.setPaperRights, (ctx, { params, body }) =>
    setPaperRights(ctx, params.id, params.fileId, body.rights),
  )
}
