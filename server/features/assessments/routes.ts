import type { FastifyInstance, FastifyReply } from 'fastify'
import { assessmentApprovalRoutes as p } from '#contract/assessment-approval.ts'
import { assessmentDeliveryRoutes as d } from '#contract/assessment-delivery.ts'
import { assessmentJudgingRoutes as j } from '#contract/assessment-judging.ts'
import { assessmentRoutes as r } from '#contract/assessments.ts'
import { recognitionRoutes as g } from '#contract/recognition.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import {
  approveAssessment,
  recallAssessment,
  recordApproval,
  sendBackAssessment,
  submitAssessment,
} from './commands/approval.ts'
import { endCheck, extendCheck, remindCheck, startCheck } from './commands/checking.ts'
import {
  acknowledgeResult,
  handOver,
  noteSignatures,
  renewDeliveries,
  takeHandoverBack,
  takeSignatureBack,
} from './commands/deliver.ts'
import { giveRecognition, revokeRecognition } from './commands/recognitions.ts'
import {
  answerScoreObjection,
  confirmResult,
  judgeResult,
  objectToScore,
  withdrawScoreObjection,
} from './commands/results.ts'
import {
  cancelAssessment,
  closeAssessment,
  deliverAssessment,
  freezeAssessment,
  openAssessment,
} from './commands/rounds.ts'
import {
  type Download,
  getDeliveryList,
  getDeliveryLists,
  getResultListPaper,
  getResultNotice,
  getResultNotices,
} from './delivery-files.ts'
import { exportResults, getResultReport } from './export.ts'
import { listDeliveries } from './queries/deliveries.ts'
import { listJudgements, previewScoreAnswer } from './queries/judging.ts'
import { listRecognitions } from './queries/recognitions.ts'
import { getResult, listResults } from './queries/results.ts'
import { getAssessment, getAssessmentYear, listAssessments } from './queries/rounds.ts'
import { listStaffOptions } from './queries/staff.ts'
import { getAssessmentSummary } from './queries/summary.ts'
import { exportRecognitions, getCertificate, getCertificates } from './recognition-files.ts'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Binds the routes of assessments. */
export function registerAssessmentRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.listAssessments, (ctx, { query }) => listAssessments(ctx, query))
  implement(app, http, r.openAssessment, (ctx, { body }) => openAssessment(ctx, body))
  implement(app, http, r.listStaffOptions, (ctx) => listStaffOptions(ctx))
  implement(app, http, r.getAssessment, (ctx, { params }) => getAssessment(ctx, params.id))
  implement(app, http, r.freezeAssessment, (ctx, { params }) => freezeAssessment(ctx, params.id))
  implement(app, http, r.startCheck, (ctx, { params, body }) => startCheck(ctx, params.id, body.until))
  implement(app, http, r.endCheck, (ctx, { params, body }) => endCheck(ctx, params.id, body.note))
  implement(app, http, r.extendCheck, (ctx, { params, body }) => extendCheck(ctx, params.id, body.until))
  implement(app, http, r.remindCheck, (ctx, { params }) => remindCheck(ctx, params.id))
  implement(app, http, r.getAssessmentYear, (ctx, { params }) => getAssessmentYear(ctx, params.year))
  implement(app, http, p.submitAssessment, (ctx, { params, body }) => submitAssessment(ctx, params.id, body.note))
  implement(app, http, p.recallAssessment, (ctx, { params, body }) => recallAssessment(ctx, params.id, body.note))
  implement(app, http, p.approveAssessment, (ctx, { params, body }) => approveAssessment(ctx, params.id, body))
  implement(app, http, p.sendBackAssessment, (ctx, { params, body }) => sendBackAssessment(ctx, params.id, body.note))
  implement(app, http, p.recordApproval, (ctx, { params, body }) => recordApproval(ctx, params.id, body))
  implement(app, http, p.getAssessmentSummary, (ctx, { params }) => getAssessmentSummary(ctx, params.id))
  implement(app, http, r.deliverAssessment, (ctx, { params }) => deliverAssessment(ctx, params.id))
  implement(app, http, r.closeAssessment, (ctx, { params }) => closeAssessment(ctx, params.id))
  implement(app, http, r.cancelAssessment, (ctx, { params, body }) => cancelAssessment(ctx, params.id, body.note))
  implement(app, http, r.listResults, (ctx, { params, query }) => listResults(ctx, params.id, query))
  implement(app, http, r.exportResults, async (ctx, { params, query }, { reply }) => {
    const file = await exportResults(ctx, params.id, query)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, r.getResultReport, async (ctx, { params }, { reply }) => {
    const file = await getResultReport(ctx, params.id)
    await reply.headers(downloadHeaders(file.fileName, wordType)).send(file.bytes)
    return {}
  })
  implement(app, http, r.getResult, (ctx, { params }) => getResult(ctx, params.id, params.subjectId))
  implement(app, http, j.listJudgements, (ctx, { params, query }) => listJudgements(ctx, params.id, query))
  implement(app, http, j.previewScoreAnswer, (ctx, { params }) => previewScoreAnswer(ctx, params.id))
  implement(app, http, j.judgeResult, (ctx, { params, body }) => judgeResult(ctx, params.id, params.subjectId, body))
  implement(app, http, r.confirmResult, (ctx, { params, body }) =>
    confirmResult(ctx, params.id, params.subjectId, body.version),
  )
  implement(app, http, r.objectToScore, (ctx, { params, body }) =>
    objectToScore(ctx, params.id, params.subjectId, body),
  )
  implement(app, http, r.answerScoreObjection, (ctx, { params, body }) => answerScoreObjection(ctx, params.id, body))
  implement(app, http, r.withdrawScoreObjection, (ctx, { params }) => withdrawScoreObjection(ctx, params.id))
}

/** Binds the routes of the delivery of results. */
export function registerAssessmentDeliveryRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, d.listDeliveries, (ctx, { params, query }) => listDeliveries(ctx, params.id, query))
  implement(app, http, d.renewDeliveries, (ctx, { params }) => renewDeliveries(ctx, params.id))
  implement(app, http, d.handOver, (ctx, { params, body }) => handOver(ctx, params.id, body))
  implement(app, http, d.takeHandoverBack, (ctx, { params, body }) =>
    takeHandoverBack(ctx, params.id, params.deliveryId, body.note),
  )
  implement(app, http, d.acknowledgeResult, (ctx, { params }) => acknowledgeResult(ctx, params.id, params.subjectId))
  implement(app, http, d.noteSignatures, (ctx, { params, body }) => noteSignatures(ctx, params.id, body))
  implement(app, http, d.takeSignatureBack, (ctx, { params, body }) =>
    takeSignatureBack(ctx, params.id, params.subjectId, body.note),
  )
  implement(app, http, d.getDeliveryList, async (ctx, { params, query }, { reply }) =>
    send(reply, await getDeliveryList(ctx, params.id, params.deliveryId, query.format)),
  )
  implement(app, http, d.getDeliveryLists, async (ctx, { params, query }, { reply }) =>
    send(reply, await getDeliveryLists(ctx, params.id, query)),
  )
  implement(app, http, d.getResultNotice, async (ctx, { params }, { reply }) =>
    send(reply, await getResultNotice(ctx, params.id, params.subjectId)),
  )
  implement(app, http, d.getResultNotices, async (ctx, { params, query }, { reply }) =>
    send(reply, await getResultNotices(ctx, params.id, query)),
  )
  implement(app, http, d.getResultListPaper, async (ctx, { params, query }, { reply }) =>
    send(reply, await getResultListPaper(ctx, params.id, query)),
  )
}

/** Binds the routes of recognitions. */
export function registerRecognitionRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, g.listRecognitions, (ctx, { query }) => listRecognitions(ctx, query))
  implement(app, http, g.exportRecognitions, async (ctx, { query }, { reply }) => {
    const file = await exportRecognitions(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, g.getCertificate, async (ctx, { params }, { reply }) =>
    send(reply, await getCertificate(ctx, params.id)),
  )
  implement(app, http, g.getCertificates, async (ctx, { query }, { reply }) =>
    send(reply, await getCertificates(ctx, query)),
  )
  implement(app, http, g.giveRecognition, (ctx, { body }) => giveRecognition(ctx, body))
  implement(app, http, g.revokeRecognition, (ctx, { params, body }) => revokeRecognition(ctx, params.id, body.note))
}

async function send(reply: FastifyReply, file: Download): Promise<Record<string, never>> {
  const papers = file.papers === undefined ? {} : { 'x-papers': String(file.papers) }
  await reply.headers({ ...downloadHeaders(file.fileName, file.mediaType), ...papers }).send(file.content)
  return {}
}
