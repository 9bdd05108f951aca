import type { FastifyInstance } from 'fastify'
import { dutyRoutes as d } from '#contract/duty.ts'
import { dutyRecordRoutes as r } from '#contract/duty-records.ts'
import { transact } from '#platform/database/database.ts'
import { keepUpload } from '#platform/files/attached.ts'
import type { FileStore } from '#platform/files/store.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import type { ConstraintCodes } from '#platform/http/problems.ts'
import { downloadHeaders, readUploads } from '#platform/http/uploads.ts'
import { dutyImportTemplate, importDutyRecords, previewDutyImport, storeTables } from './commands/import-records.ts'
import { answerDutyObjection, objectToDutyEntry, withdrawDutyObjection } from './commands/objections.ts'
import { addDutyRecordFile, removeDutyRecordFile } from './commands/record-files.ts'
import {
  approveDutyRecord,
  createDutyRecord,
  editDutyRecord,
  refuseDutyRecord,
  withdrawDutyRecord,
} from './commands/records.ts'
import { exportDutyEntries, exportDutyStatistics } from './export.ts'
import { countDutyEntries, listDutyEntries } from './queries/entries.ts'
import { listDutyObjections } from './queries/objections.ts'
import { getDutyRecord, getDutyRecordFile, getDutyRecordOptions, listDutyRecords } from './queries/records.ts'
import { getDutyStatistics } from './queries/statistics.ts'
import { getDutyYear } from './queries/year.ts'

export const dutyConstraints: ConstraintCodes = { duty_objections_one_open: 'dutyObjection.taken' }

const proofLimits = { files: 1, bytes: 30_000_000 }
const importLimits = { files: 5, bytes: 50_000_000 }

/** Binds the routes of the ledger, records by hand, objections and statistics of duty. */
export function registerDutyRoutes(app: FastifyInstance, http: HttpDeps, files: FileStore): void {
  implement(app, http, d.listDutyEntries, (ctx, { query }) => listDutyEntries(ctx, query))
  implement(app, http, d.countDutyEntries, (ctx, { query }) => countDutyEntries(ctx, query))
  implement(app, http, d.exportDutyEntries, async (ctx, { query }, { reply }) => {
    // Refused before the first line goes out.
    await listDutyEntries(ctx, { ...query, limit: 1 })
    const file = exportDutyEntries(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, d.getDutyYear, (ctx, { query }) => getDutyYear(ctx, query))
  implement(app, http, d.objectToDutyEntry, (ctx, { params, body }) => objectToDutyEntry(ctx, params.id, body))
  implement(app, http, d.listDutyObjections, (ctx, { query }) => listDutyObjections(ctx, query))
  implement(app, http, d.answerDutyObjection, (ctx, { params, body }) => answerDutyObjection(ctx, params.id, body))
  implement(app, http, d.withdrawDutyObjection, (ctx, { params, body }) =>
    withdrawDutyObjection(ctx, params.id, body.note),
  )
  implement(app, http, d.getDutyStatistics, (ctx, { query }) => getDutyStatistics(ctx, query))
  implement(app, http, d.exportDutyStatistics, async (ctx, { query: { by, format, ...filters } }, { reply }) => {
    const file = exportDutyStatistics(await getDutyStatistics(ctx, filters), by, format)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })

  implement(app, http, r.listDutyRecords, (ctx, { query }) => listDutyRecords(ctx, query))
  implement(app, http, r.getDutyRecordOptions, (ctx) => getDutyRecordOptions(ctx))
  implement(app, http, r.getDutyRecord, (ctx, { params }) => getDutyRecord(ctx, params.id))
  implement(app, http, r.createDutyRecord, (ctx, { body }) => createDutyRecord(ctx, body))
  implement(app, http, r.editDutyRecord, (ctx, { params, body }) => editDutyRecord(ctx, params.id, body))
  implement(app, http, r.approveDutyRecord, (ctx, { params, body }) => approveDutyRecord(ctx, params.id, body))
  implement(app, http, r.refuseDutyRecord, (ctx, { params, body }) => refuseDutyRecord(ctx, params.id, body))
  implement(app, http, r.withdrawDutyRecord, (ctx, { params, body }) => withdrawDutyRecord(ctx, params.id, body.note))
  implement(app, http, r.addDutyRecordFile, async (ctx, { params }, { request }) => {
    const [upload] = await readUploads(request, proofLimits)
    const file = await keepUpload(files, upload!)
    return transact(http.db, (db) => addDutyRecordFile({ ...ctx, db }, params.id, file))
  })
  implement(app, http, r.removeDutyRecordFile, (ctx, { params }) => removeDutyRecordFile(ctx, params.id, params.fileId))
  implement(app, http, r.getDutyRecordFile, async (ctx, { params }, { reply }) => {
    const file = await getDutyRecordFile(ctx, params.id, params.fileId)
    await reply.headers(downloadHeaders(file.name, file.mediaType)).send(files.read(file.sha256))
    return {}
  })
  implement(app, http, r.getDutyImportTemplate, async (ctx, _, { reply }) => {
    const file = dutyImportTemplate(ctx)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, r.previewDutyImport, async (ctx, _, { request }) =>
    previewDutyImport(ctx, await readUploads(request, importLimits)),
  )
  implement(app, http, r.importDutyRecords, async (ctx, { query }, { request }) => {
    const uploads = await readUploads(request, importLimits)
    const proofs = await storeTables(ctx, files, uploads)
    return transact(http.db, (db) => importDutyRecords({ ...ctx, db }, uploads, proofs, query.fingerprint))
  })
}
