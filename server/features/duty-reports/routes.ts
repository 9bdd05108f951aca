import type { FastifyInstance } from 'fastify'
import { dutyReportRoutes as r } from '#contract/duty-reports.ts'
import { transact } from '#platform/database/database.ts'
import { keepUpload } from '#platform/files/attached.ts'
import type { FileStore } from '#platform/files/store.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders, readUploads } from '#platform/http/uploads.ts'
import { addDutyReportFile, removeDutyReportFile } from './commands/files.ts'
import {
  archiveDutyReport,
  excuseDutyReport,
  recordDutyReport,
  reopenDutyReport,
  returnDutyReport,
  submitDutyReport,
  takeBackDutyReport,
  writeDutyReport,
} from './commands/reports.ts'
import { askForReport, closeReportRound, editReportRound, openReportRound, remindReports } from './commands/rounds.ts'
import { getDutyReportPaper, getDutyReportPapers } from './paper.ts'
import {
  drawDutyReport,
  exportDutyReports,
  getDutyReport,
  getDutyReportFile,
  listDutyReports,
} from './queries/reports.ts'
import { getReportRound, listReportRounds } from './queries/rounds.ts'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const fileLimits = { files: 1, bytes: 30_000_000 }

/** Binds the routes of yearly duty reports. */
export function registerDutyReportRoutes(app: FastifyInstance, http: HttpDeps, files: FileStore): void {
  implement(app, http, r.listReportRounds, (ctx, { query }) => listReportRounds(ctx, query))
  implement(app, http, r.openReportRound, (ctx, { body }) => openReportRound(ctx, body))
  implement(app, http, r.getReportRound, (ctx, { params }) => getReportRound(ctx, params.id))
  implement(app, http, r.editReportRound, (ctx, { params, body }) => editReportRound(ctx, params.id, body))
  implement(app, http, r.closeReportRound, (ctx, { params, body }) => closeReportRound(ctx, params.id, body))
  implement(app, http, r.remindReports, (ctx, { params }) => remindReports(ctx, params.id))
  implement(app, http, r.askForReport, (ctx, { params, body }) => askForReport(ctx, params.id, body.memberId))
  implement(app, http, r.listDutyReports, (ctx, { query }) => listDutyReports(ctx, query))
  implement(app, http, r.exportDutyReports, async (ctx, { query }, { reply }) => {
    const file = exportDutyReports(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, r.getDutyReport, (ctx, { params }) => getDutyReport(ctx, params.id))
  implement(app, http, r.drawDutyReport, (ctx, { params }) => drawDutyReport(ctx, params.id))
  implement(app, http, r.writeDutyReport, (ctx, { params, body }) => writeDutyReport(ctx, params.id, body))
  implement(app, http, r.submitDutyReport, (ctx, { params, body }) => submitDutyReport(ctx, params.id, body))
  implement(app, http, r.recordDutyReport, (ctx, { params, body }) => recordDutyReport(ctx, params.id, body))
  implement(app, http, r.addDutyReportFile, async (ctx, { params }, { request }) => {
    const [upload] = await readUploads(request, fileLimits)
    const file = await keepUpload(files, upload!)
    return transact(http.db, (db) => addDutyReportFile({ ...ctx, db }, params.id, file))
  })
  implement(app, http, r.removeDutyReportFile, (ctx, { params }) => removeDutyReportFile(ctx, params.id, params.fileId))
  implement(app, http, r.getDutyReportFile, async (ctx, { params }, { reply }) => {
    const file = await getDutyReportFile(ctx, params.id, params.fileId)
    await reply.headers(downloadHeaders(file.name, file.mediaType)).send(files.read(file.sha256))
    return {}
  })
  implement(app, http, r.takeBackDutyReport, (ctx, { params }) => takeBackDutyReport(ctx, params.id))
  implement(app, http, r.returnDutyReport, (ctx, { params, body }) => returnDutyReport(ctx, params.id, body.note))
  implement(app, http, r.archiveDutyReport, (ctx, { params, body }) => archiveDutyReport(ctx, params.id, body.version))
  implement(app, http, r.reopenDutyReport, (ctx, { params, body }) => reopenDutyReport(ctx, params.id, body.note))
  implement(app, http, r.excuseDutyReport, (ctx, { params, body }) => excuseDutyReport(ctx, params.id, body.note))
  implement(app, http, r.getDutyReportPapers, async (ctx, { query }, { reply }) => {
    const file = await getDutyReportPapers(ctx, files, query)
    await reply
      .headers({ ...downloadHeaders(file.fileName, 'application/zip'), 'x-papers': String(file.papers) })
      .send(file.stream)
    return {}
  })
  implement(app, http, r.getDutyReportPaper, async (ctx, { params }, { reply }) => {
    const file = await getDutyReportPaper(ctx, params.id)
    await reply.headers(downloadHeaders(file.fileName, wordType)).send(Buffer.from(file.bytes))
    return {}
  })
}
