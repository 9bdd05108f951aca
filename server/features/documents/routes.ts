import type { FastifyInstance } from 'fastify'
import { documentRoutes as r } from '#contract/documents.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import { getPapers } from './queries/batch.ts'
import { getHandlingList } from './queries/handling-list.ts'
import { getMeetingList } from './queries/meeting-list.ts'
import { getPaper, listPapers, wordType } from './queries/paper.ts'
import { getYearReport } from './queries/year-report.ts'

/** Binds the routes of papers. */
export function registerDocumentRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.listPapers, (ctx, { params }) => listPapers(ctx, params.id))
  implement(app, http, r.getPaper, async (ctx, { params, query }, { reply }) => {
    const file = await getPaper(ctx, params.id, params.kind, query.on)
    await reply.headers(downloadHeaders(file.fileName, wordType)).send(file.bytes)
    return {}
  })
  implement(app, http, r.getPapers, async (ctx, { query: { kind, ...wanted } }, { reply }) => {
    const batch = await getPapers(ctx, kind, wanted)
    await reply
      .headers({
        ...downloadHeaders(batch.fileName, 'application/zip'),
        // How far it has come is reckoned from it.
        'x-proposals': String(batch.proposals),
      })
      .send(batch.stream)
    return {}
  })
  implement(app, http, r.getMeetingList, async (ctx, { query }, { reply }) => {
    const file = await getMeetingList(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, wordType)).send(file.bytes)
    return {}
  })
  implement(app, http, r.getHandlingList, async (ctx, { query }, { reply }) => {
    const file = await getHandlingList(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, wordType)).send(file.bytes)
    return {}
  })
  implement(app, http, r.getYearReport, async (ctx, { query }, { reply }) => {
    const file = await getYearReport(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, wordType)).send(file.bytes)
    return {}
  })
}
