import type { FastifyInstance } from 'fastify'
import { scoringRoutes as r } from '#contract/scoring.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import { adoptScheme, draftScheme, editScheme, removeScheme } from './commands/schemes.ts'
import { compareSchemes, exportComparison } from './queries/compare.ts'
import { getScheme, listSchemes, listShippedSchemes } from './queries/schemes.ts'
import { exportScores, getMemberScore, listScores } from './queries/scores.ts'
import { trySchemeOut } from './queries/trial.ts'
import { getRunningYear } from './queries/years.ts'

/** Binds the routes of scoring schemes and points. */
export function registerScoringRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.listSchemes, (ctx, { query }) => listSchemes(ctx, query))
  implement(app, http, r.listShippedSchemes, (ctx) => listShippedSchemes(ctx))
  implement(app, http, r.draftScheme, (ctx, { body }) => draftScheme(ctx, body))
  implement(app, http, r.trySchemeOut, async (ctx, { body }) => trySchemeOut(ctx, body))
  implement(app, http, r.getScheme, (ctx, { params }) => getScheme(ctx, params.id))
  implement(app, http, r.editScheme, (ctx, { params, body }) => editScheme(ctx, params.id, body))
  implement(app, http, r.adoptScheme, (ctx, { params, body }) => adoptScheme(ctx, params.id, body))
  implement(app, http, r.removeScheme, (ctx, { params }) => removeScheme(ctx, params.id))
  implement(app, http, r.compareSchemes, (ctx, { params, query }) => compareSchemes(ctx, params.id, query))
  implement(app, http, r.exportComparison, async (ctx, { params, query }, { reply }) => {
    const file = await exportComparison(ctx, params.id, query)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, r.getRunningYear, (ctx) => getRunningYear(ctx))
  implement(app, http, r.listScores, (ctx, { query }) => listScores(ctx, query))
  implement(app, http, r.exportScores, async (ctx, { query }, { reply }) => {
    const file = await exportScores(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, r.getMemberScore, (ctx, { params, query }) => getMemberScore(ctx, params.id, query.year))
}
