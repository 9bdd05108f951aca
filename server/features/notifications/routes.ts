import type { FastifyInstance } from 'fastify'
import { workbenchRoutes as r } from '#contract/workbench.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { readNotices } from './commands.ts'
import { listNotices } from './queries.ts'

/** Binds the routes of notices. */
export function registerNotificationRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.listNotices, (ctx, { query }) => listNotices(ctx, query))
  implement(app, http, r.readNotices, (ctx, { body }) => readNotices(ctx, body))
}
