import type { FastifyInstance } from 'fastify'
import { coSigningRoutes as c } from '#contract/co-signing.ts'
import { examinationRoutes as e } from '#contract/examination.ts'
import { findingRoutes as f } from '#contract/finding.ts'
import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { writingRoutes as w } from '#contract/writing.ts'
import { transact } from '#platform/database/database.ts'
import type { FileStore } from '#platform/files/store.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders, readUploads } from '#platform/http/uploads.ts'
import { addAssignment, assignProposal, reassign } from './commands/assign.ts'
import { addAttachment, removeAttachment, storeAttachment } from './commands/attachments.ts'
import { answerInvitation, inviteCoSigners, removeCoSigner } from './commands/co-sign.ts'
import { concludeProposal, rateProposal, rehandleProposal } from './commands/conclude.ts'
import { createProposal, discardProposal, editProposal } from './commands/draft.ts'
import {
  archiveProposal,
  convertProposal,
  declineProposal,
  reexamineProposal,
  registerProposal,
  returnProposal,
  submitProposal,
} from './commands/examine.ts'
import { reportFollowUp } from './commands/follow-ups.ts'
import {
  acceptAssignment,
  answerContact,
  decideReturn,
  giveOpinion,
  recordContact,
  requestReturn,
} from './commands/handle.ts'
import { importProposals, previewProposalImport } from './commands/import-proposals.ts'
import { mergeProposal, splitProposal } from './commands/merge.ts'
import { recommend } from './commands/recommend.ts'
import { deliverReply, sendBackReply, submitReply, writeReply } from './commands/reply.ts'
import { urgeProposal } from './commands/urge.ts'
import { allowWithdrawal, refuseWithdrawal, requestWithdrawal, withdrawProposal } from './commands/withdraw.ts'
import { getAttachment } from './queries/attachment.ts'
import { getWritingChecks } from './queries/checks.ts'
import { getExamination } from './queries/examination.ts'
import { exportProposals } from './queries/export.ts'
import { findProposals } from './queries/find.ts'
import { getProposal } from './queries/get.ts'
import { countProposals, listProposals } from './queries/list.ts'
import { getProposalOptions } from './queries/options.ts'
import { compareWithProposal, findSimilarProposals } from './queries/similar.ts'
import { listWordings } from './queries/wordings.ts'

/** Largest upload taken at all; the committee's own limit is checked after. */
const attachmentCeilingBytes = 100_000_000
const importLimits = { files: 5, bytes: 50_000_000 }

/** Binds the routes of proposals and their handling. */
export function registerProposalRoutes(app: FastifyInstance, http: HttpDeps, files: FileStore): void {
  implement(app, http, r.getProposalOptions, (ctx) => getProposalOptions(ctx))
  implement(app, http, r.listProposals, (ctx, { query }) => listProposals(ctx, query))
  implement(app, http, r.countProposals, (ctx, { query }) => countProposals(ctx, query))
  implement(app, http, r.exportProposals, async (ctx, { query }, { reply }) => {
    const file = exportProposals(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, f.findProposals, (ctx, { query }) => findProposals(ctx, query))
  implement(app, http, f.findSimilarProposals, (ctx, { body }) => findSimilarProposals(ctx, body))
  implement(app, http, f.compareWithProposal, (ctx, { params, body }) => compareWithProposal(ctx, params.id, body))
  implement(app, http, r.getProposal, (ctx, { params }) => getProposal(ctx, params.id))
  implement(app, http, w.getWritingChecks, (ctx, { params }) => getWritingChecks(ctx, params.id))
  implement(app, http, w.listWordings, (ctx, { params }) => listWordings(ctx, params.id))

  implement(app, http, r.createProposal, (ctx, { body }) => createProposal(ctx, body))
  implement(app, http, r.editProposal, (ctx, { params, body: { version, ...text } }) =>
    editProposal(ctx, params.id, version, text),
  )
  implement(app, http, r.discardProposal, (ctx, { params }) => discardProposal(ctx, params.id))
  implement(app, http, c.inviteCoSigners, (ctx, { params, body }) => inviteCoSigners(ctx, params.id, body.memberIds))
  implement(app, http, c.removeCoSigner, (ctx, { params }) => removeCoSigner(ctx, params.id, params.memberId))
  implement(app, http, c.answerInvitation, (ctx, { params, body }) =>
    answerInvitation(ctx, params.id, body.accept, body.note),
  )
  implement(app, http, r.submitProposal, (ctx, { params, body }) => submitProposal(ctx, params.id, body.version))
  implement(app, http, r.withdrawProposal, (ctx, { params, body }) => withdrawProposal(ctx, params.id, body.note))

  implement(app, http, e.getExamination, (ctx, { params }) => getExamination(ctx, params.id))
  implement(app, http, e.recommend, (ctx, { params, body }) => recommend(ctx, params.id, body))
  implement(app, http, e.requestWithdrawal, (ctx, { params, body }) => requestWithdrawal(ctx, params.id, body.note))
  implement(app, http, e.allowWithdrawal, (ctx, { params, body }) => allowWithdrawal(ctx, params.id, body.note))
  implement(app, http, e.refuseWithdrawal, (ctx, { params, body }) => refuseWithdrawal(ctx, params.id, body.note))

  implement(app, http, e.mergeProposal, (ctx, { params, body }) => mergeProposal(ctx, params.id, body))
  implement(app, http, e.splitProposal, (ctx, { params, body }) => splitProposal(ctx, params.id, body.note))
  implement(app, http, e.convertProposal, (ctx, { params, body }) =>
    convertProposal(ctx, params.id, body.to, body.note),
  )
  implement(app, http, r.returnProposal, (ctx, { params, body }) => returnProposal(ctx, params.id, body.note))
  implement(app, http, r.declineProposal, (ctx, { params, body }) =>
    declineProposal(ctx, params.id, body.reason, body.note),
  )
  implement(app, http, r.reexamineProposal, (ctx, { params, body }) => reexamineProposal(ctx, params.id, body.note))
  implement(app, http, r.registerProposal, (ctx, { params, body }) =>
    registerProposal(ctx, params.id, body.category, body.note),
  )
  implement(app, http, r.assignProposal, (ctx, { params, body }) =>
    assignProposal(ctx, params.id, body.units, body.note),
  )
  implement(app, http, h.addAssignment, (ctx, { params, body }) => addAssignment(ctx, params.id, body))
  implement(app, http, h.acceptAssignment, (ctx, { params }) => acceptAssignment(ctx, params.id))
  implement(app, http, h.requestReturn, (ctx, { params, body }) => requestReturn(ctx, params.id, body.note))
  implement(app, http, h.decideReturn, (ctx, { params, body }) => decideReturn(ctx, params.id, body.accept, body.note))
  implement(app, http, h.reassign, (ctx, { params, body }) => reassign(ctx, params.id, body.unitId, body.note))
  implement(app, http, h.recordContact, (ctx, { params, body }) => recordContact(ctx, params.id, body))
  implement(app, http, h.confirmContact, (ctx, { params }) => answerContact(ctx, params.id, { confirm: true }))
  implement(app, http, h.disputeContact, (ctx, { params, body }) =>
    answerContact(ctx, params.id, { confirm: false, note: body.note }),
  )
  implement(app, http, h.giveOpinion, (ctx, { params, body }) => giveOpinion(ctx, params.id, body.text))
  implement(app, http, h.writeReply, (ctx, { params, body: { version, ...text } }) =>
    writeReply(ctx, params.id, version, text),
  )
  implement(app, http, h.submitReply, (ctx, { params }) => submitReply(ctx, params.id))
  implement(app, http, h.sendBackReply, (ctx, { params, body }) => sendBackReply(ctx, params.id, body.note))
  implement(app, http, h.reportFollowUp, (ctx, { params, body }) => reportFollowUp(ctx, params.id, body))
  implement(app, http, h.deliverReply, (ctx, { params }) => deliverReply(ctx, params.id))
  implement(app, http, r.rateProposal, (ctx, { params, body }) => rateProposal(ctx, params.id, body))
  implement(app, http, h.urgeProposal, (ctx, { params, body }) => urgeProposal(ctx, params.id, body.note))
  implement(app, http, r.rehandleProposal, (ctx, { params, body }) => rehandleProposal(ctx, params.id, body.note))
  implement(app, http, r.concludeProposal, (ctx, { params, body }) => concludeProposal(ctx, params.id, body.note))
  implement(app, http, r.archiveProposal, (ctx, { params }) => archiveProposal(ctx, params.id))

  implement(app, http, r.addAttachment, async (ctx, { params }, { request }) => {
    const [upload] = await readUploads(request, { files: 1, bytes: attachmentCeilingBytes })
    const file = await storeAttachment(ctx, files, upload!)
    return transact(http.db, (db) => addAttachment({ ...ctx, db }, params.id, file))
  })
  implement(app, http, r.removeAttachment, (ctx, { params }) => removeAttachment(ctx, params.id, params.fileId))
  implement(app, http, r.getAttachment, async (ctx, { params }, { reply }) => {
    const file = await getAttachment(ctx, params.id, params.fileId)
    await reply.headers(downloadHeaders(file.name, file.mediaType)).send(files.read(file.sha256))
    return {}
  })
  implement(app, http, r.previewProposalImport, async (ctx, { query }, { request }) =>
    previewProposalImport(ctx, await readUploads(request, importLimits), query),
  )
  implement(app, http, r.importProposals, async (ctx, { query }, { request }) => {
    const uploads = await readUploads(request, importLimits)
    return transact(http.db, (db) => importProposals({ ...ctx, db }, uploads, query, query.fingerprint))
  })
}
