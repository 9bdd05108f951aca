import type { FastifyInstance } from 'fastify'
import { statisticsRoutes as r } from '#contract/statistics.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import { exportStatistics } from './export.ts'
import { getProposalStatistics } from './queries.ts'

/** Binds the statistics. */
export function registerStatisticsRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.getProposalStatistics, (ctx, { query }) => getProposalStatistics(ctx, query))
  implement(app, http, r.exportProposalStatistics, async (ctx, { query: { by, format, ...filters } }, { reply }) => {
    const file = exportStatistics(await getProposalStatistics(ctx, filters), by, format)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
}
