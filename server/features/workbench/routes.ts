import type { FastifyInstance } from 'fastify'
import { workbenchRoutes as r } from '#contract/workbench.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { getWorkbench } from './queries.ts'

/** Binds the workbench. */
export function registerWorkbenchRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.getWorkbench, (ctx) => getWorkbench(ctx))
}
