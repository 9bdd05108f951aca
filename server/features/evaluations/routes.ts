import type { FastifyInstance, FastifyReply } from 'fastify'
import { appraisalRoutes as a } from '#contract/appraisals.ts'
import { mutualAppraisalRoutes as m } from '#contract/mutual-appraisals.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import type { ExportFile } from '#platform/spreadsheets/export.ts'
import {
  archiveAppraisal,
  endLookBack,
  lookBackOn,
  rectifyAppraisal,
  reportAppraisal,
  writeMeasures,
} from './commands/after-closing.ts'
import { closeAppraisal, extendAppraisal, handInBallots, openAppraisal, remindAppraisers } from './commands/ballots.ts'
import {
  chooseAppraisedUnits,
  createAppraisal,
  discardAppraisal,
  editAppraisal,
  inviteAppraisers,
  removeAppraisers,
} from './commands/draft.ts'
import { decideMutualCase, giveMutualScore } from './commands/mutual.ts'
import { exportMutualAppraisals, exportMutualFigures, exportResults } from './export.ts'
import {
  getAppraisal,
  getAppraisalResults,
  listAppraisalCandidates,
  listAppraisals,
  listAppraisers,
} from './queries/appraisals.ts'
import { getMutualAppraisal, getMutualFigures, listMutualAppraisals } from './queries/mutual.ts'

async function sendFile(reply: FastifyReply, file: ExportFile): Promise<Record<string, never>> {
  await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
  return {}
}

/** Binds the routes of two-way and democratic appraisal. */
export function registerEvaluationRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, m.listMutualAppraisals, (ctx, { query }) => listMutualAppraisals(ctx, query))
  implement(app, http, m.exportMutualAppraisals, (ctx, { query }, { reply }) =>
    sendFile(reply, exportMutualAppraisals(ctx, query)),
  )
  implement(app, http, m.getMutualFigures, (ctx, { query }) => getMutualFigures(ctx, query))
  implement(app, http, m.exportMutualFigures, async (ctx, { query }, { reply }) =>
    sendFile(reply, await exportMutualFigures(ctx, query)),
  )
  implement(app, http, m.getMutualAppraisal, (ctx, { params }) => getMutualAppraisal(ctx, params.id))
  implement(app, http, m.giveMutualScore, (ctx, { params, body }) => giveMutualScore(ctx, params.id, body))
  implement(app, http, m.decideMutualCase, (ctx, { params, body }) => decideMutualCase(ctx, params.id, body))

  implement(app, http, a.listAppraisals, (ctx, { query }) => listAppraisals(ctx, query))
  implement(app, http, a.createAppraisal, (ctx, { body }) => createAppraisal(ctx, body))
  implement(app, http, a.getAppraisal, (ctx, { params }) => getAppraisal(ctx, params.id))
  implement(app, http, a.editAppraisal, (ctx, { params, body }) => editAppraisal(ctx, params.id, body))
  implement(app, http, a.discardAppraisal, (ctx, { params }) => discardAppraisal(ctx, params.id))
  implement(app, http, a.listAppraisalCandidates, (ctx, { params }) => listAppraisalCandidates(ctx, params.id))
  implement(app, http, a.chooseAppraisedUnits, (ctx, { params, body }) => chooseAppraisedUnits(ctx, params.id, body))
  implement(app, http, a.listAppraisers, (ctx, { params }) => listAppraisers(ctx, params.id))
  implement(app, http, a.inviteAppraisers, (ctx, { params, body }) => inviteAppraisers(ctx, params.id, body))
  implement(app, http, a.removeAppraisers, (ctx, { params, body }) => removeAppraisers(ctx, params.id, body.memberIds))
  implement(app, http, a.openAppraisal, (ctx, { params }) => openAppraisal(ctx, params.id))
  implement(app, http, a.extendAppraisal, (ctx, { params, body }) => extendAppraisal(ctx, params.id, body.closesAt))
  implement(app, http, a.remindAppraisers, (ctx, { params }) => remindAppraisers(ctx, params.id))
  implement(app, http, a.handInBallots, (ctx, { params, body }) => handInBallots(ctx, params.id, body.scores))
  implement(app, http, a.closeAppraisal, (ctx, { params }) => closeAppraisal(ctx, params.id))
  implement(app, http, a.getAppraisalResults, (ctx, { params }) => getAppraisalResults(ctx, params.id))
  implement(app, http, a.exportAppraisalResults, async (ctx, { params, query }, { reply }) => {
    const results = await getAppraisalResults(ctx, params.id)
    return sendFile(reply, exportResults(await getAppraisal(ctx, params.id), results, query.format))
  })
  implement(app, http, a.reportAppraisal, (ctx, { params, body }) => reportAppraisal(ctx, params.id, body.words))
  implement(app, http, a.rectifyAppraisal, (ctx, { params, body }) => rectifyAppraisal(ctx, params.id, body))
  implement(app, http, a.writeMeasures, (ctx, { params, body }) => writeMeasures(ctx, params.id, params.unitId, body))
  implement(app, http, a.lookBackOn, (ctx, { params, body }) => lookBackOn(ctx, params.id, params.unitId, body))
  implement(app, http, a.endLookBack, (ctx, { params }) => endLookBack(ctx, params.id))
  implement(app, http, a.archiveAppraisal, (ctx, { params }) => archiveAppraisal(ctx, params.id))
}
