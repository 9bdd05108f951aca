import type { FastifyInstance } from 'fastify'
import { documentNumberRoutes as n } from '#contract/document-numbers.ts'
import { documentRoutes as r } from '#contract/documents.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import type { ConstraintCodes } from '#platform/http/problems.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import { issuePaperNumber, issuePaperNumbers, issueReportNumber } from './commands/number-papers.ts'
import { getActivityRecordPaper } from './queries/activity-record.ts'
import { getPapers } from './queries/batch.ts'
import { getHandlingList } from './queries/handling-list.ts'
import { getMeetingList } from './queries/meeting-list.ts'
import { exportPaperNumbers } from './queries/numbers.ts'
import { getPaper, listPapers, wordType } from './queries/paper.ts'
import { getYearReport } from './queries/year-report.ts'

/** What a broken constraint means: a number typed by hand in the same moment. */
export const documentConstraints: ConstraintCodes = {
  document_numbers_printed: 'paper.number-taken',
  document_numbers_number: 'paper.number-taken',
}

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
  implement(app, http, n.issuePaperNumber, (ctx, { params, body }) =>
    issuePaperNumber(ctx, params.id, params.kind, body),
  )
  implement(app, http, n.issuePaperNumbers, (ctx, { body: { kind, ...wanted } }) =>
    issuePaperNumbers(ctx, kind, wanted),
  )
  implement(app, http, n.issueReportNumber, (ctx, { body }) => issueReportNumber(ctx, body))
  implement(app, http, n.exportPaperNumbers, async (ctx, { query }, { reply }) => {
    const file = exportPaperNumbers(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, r.getActivityRecordPaper, async (ctx, { params }, { reply }) => {
    const file = await getActivityRecordPaper(ctx, params.id)
    await reply.headers(downloadHeaders(file.fileName, wordType)).send(file.bytes)
    return {}
  })
  implement(app, http, r.getYearReport, async (ctx, { query }, { reply }) => {
    const file = await getYearReport(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, wordType)).send(file.bytes)
    return {}
  })
}
