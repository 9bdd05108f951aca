import type { FastifyInstance } from 'fastify'
import { searchRoutes as r } from '#contract/searches.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import type { ConstraintCodes } from '#platform/http/problems.ts'
import { lookAtSearch, removeSearch, saveSearch } from './commands.ts'
import { listSavedSearches } from './queries.ts'

/** Binds the routes of saved searches. */
export function registerSearchRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.listSavedSearches, (ctx) => listSavedSearches(ctx))
  implement(app, http, r.saveSearch, (ctx, { body }) => saveSearch(ctx, body.name, body.query))
  implement(app, http, r.lookAtSearch, (ctx, { params }) => lookAtSearch(ctx, params.id))
  implement(app, http, r.removeSearch, (ctx, { params }) => removeSearch(ctx, params.id))
}

/** Two windows keep one under the same name. */
export const searchConstraints: ConstraintCodes = { saved_searches_name_once: 'search.name-taken' }
