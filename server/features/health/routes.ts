import type { FastifyInstance } from 'fastify'
import { healthRoutes as r } from '#contract/health.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { getHealth, type HealthDeps } from './queries.ts'

/** Binds the look at how the installation does. */
export function registerHealthRoutes(app: FastifyInstance, http: HttpDeps, deps: HealthDeps): void {
  implement(app, http, r.getHealth, (ctx) => getHealth(ctx, deps))
}
