import type { FastifyInstance, FastifyReply } from 'fastify'
import { speechRoutes as r } from '#contract/speeches.ts'
import { transact } from '#platform/database/database.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders, readUploads } from '#platform/http/uploads.ts'
import {
  collectSpeeches,
  editSpeechCall,
  openSpeechCall,
  orderSpeeches,
  takeBackCollection,
  tellSpeechOrder,
} from './commands/calls.ts'
import { dropSpeechDraft, keepSpeechDraft, readSpeechFile } from './commands/drafts.ts'
import { addPoint, draftBrief, editPoint } from './commands/points.ts'
import {
  editSpeech,
  giveSpeech,
  selectSpeech,
  submitSpeech,
  takeBackSpeech,
  withdrawSpeech,
} from './commands/speeches.ts'
import { startSpeech, undoDelivery } from './commands/timing.ts'
import { getSpeechCollection } from './paper.ts'
import { getSpeechWriting } from './queries/drafts.ts'
import { listPoints } from './queries/points.ts'
import { listSpeeches } from './queries/speeches.ts'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** A speech written at home, with a picture or two. */
const fileLimits = { files: 1, bytes: 10_000_000 }

async function answer(reply: FastifyReply, file: { fileName: string; bytes: Uint8Array }) {
  await reply.headers(downloadHeaders(file.fileName, wordType)).send(file.bytes)
  return {}
}

/** Binds the routes of speeches at a plenary and of discussions in groups. */
export function registerSpeechRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.listSpeeches, (ctx, { params }) => listSpeeches(ctx, params.id))
  implement(app, http, r.openSpeechCall, (ctx, { params, body }) => openSpeechCall(ctx, params.id, body))
  implement(app, http, r.editSpeechCall, (ctx, { params, body }) => editSpeechCall(ctx, params.id, body))
  implement(app, http, r.getSpeechWriting, (ctx, { params, query }) =>
    getSpeechWriting(ctx, params.id, query.speechId ?? null),
  )
  implement(app, http, r.keepSpeechDraft, (ctx, { params, body }) => keepSpeechDraft(ctx, params.id, body))
  implement(app, http, r.dropSpeechDraft, (ctx, { params, query }) =>
    dropSpeechDraft(ctx, params.id, query.speechId ?? null),
  )
  implement(app, http, r.readSpeechFile, async (ctx, { params }, { request }) => {
    const [upload] = await readUploads(request, fileLimits)
    return transact(http.db, (db) => readSpeechFile({ ...ctx, db }, params.id, upload!.bytes))
  })
  implement(app, http, r.submitSpeech, (ctx, { params, body }) => submitSpeech(ctx, params.id, body))
  implement(app, http, r.editSpeech, (ctx, { params, body }) => editSpeech(ctx, params.id, body))
  implement(app, http, r.withdrawSpeech, (ctx, { params }) => withdrawSpeech(ctx, params.id))
  implement(app, http, r.selectSpeech, (ctx, { params, body }) => selectSpeech(ctx, params.id, body))
  implement(app, http, r.orderSpeeches, (ctx, { params, body }) => orderSpeeches(ctx, params.id, body.speechIds))
  implement(app, http, r.tellSpeechOrder, (ctx, { params }) => tellSpeechOrder(ctx, params.id))
  implement(app, http, r.giveSpeech, (ctx, { params, body }) => giveSpeech(ctx, params.id, body.seconds))
  implement(app, http, r.startSpeech, (ctx, { params }) => startSpeech(ctx, params.id))
  implement(app, http, r.undoDelivery, (ctx, { params }) => undoDelivery(ctx, params.id))
  implement(app, http, r.takeBackSpeech, (ctx, { params, body }) => takeBackSpeech(ctx, params.id, body.note))
  implement(app, http, r.collectSpeeches, (ctx, { params }) => collectSpeeches(ctx, params.id))
  implement(app, http, r.takeBackCollection, (ctx, { params, body }) => takeBackCollection(ctx, params.id, body.note))
  implement(app, http, r.getSpeechCollection, async (ctx, { params }, { reply }) =>
    answer(reply, await getSpeechCollection(ctx, params.id)),
  )
  implement(app, http, r.listPoints, (ctx, { params }) => listPoints(ctx, params.id))
  implement(app, http, r.addPoint, (ctx, { params, body }) => addPoint(ctx, params.id, body))
  implement(app, http, r.editPoint, (ctx, { params, body }) => editPoint(ctx, params.id, body))
  implement(app, http, r.draftBrief, (ctx, { params, body }) => draftBrief(ctx, params.id, body.points))
}
