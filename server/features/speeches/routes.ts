import type { FastifyInstance, FastifyReply } from 'fastify'
import { speechRoutes as r } from '#contract/speeches.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import { collectSpeeches, editSpeechCall, openSpeechCall, orderSpeeches, takeBackCollection } from './commands/calls.ts'
import { addPoint, draftBrief, editPoint } from './commands/points.ts'
import {
  editSpeech,
  giveSpeech,
  selectSpeech,
  submitSpeech,
  takeBackSpeech,
  withdrawSpeech,
} from './commands/speeches.ts'
import { getSpeechCollection } from './paper.ts'
import { listPoints } from './queries/points.ts'
import { listSpeeches } from './queries/speeches.ts'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
async function answer(reply: FastifyReply, file: { fileName: string; bytes: Uint8Array }) {
  await reply.headers(downloadHeaders(file.fileName, wordType)).send(file.bytes)
  return {}
}

/** Binds the routes of speeches at a plenary and of discussions in groups. */
export function registerSpeechRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.listSpeeches, (ctx, { params }) => listSpeeches(ctx, params.id))
  implement(app, http, r.openSpeechCall, (ctx, { params, body }) => openSpeechCall(ctx, params.id, body))
  implement(app, http, r.editSpeechCall, (ctx, { params, body }) => editSpeechCall(ctx, params.id, body))
  implement(app, http, r.submitSpeech, (ctx, { params, body }) => submitSpeech(ctx, params.id, body))
  implement(app, http, r.editSpeech, (ctx, { params, body }) => editSpeech(ctx, params.id, body))
  implement(app, http, r.withdrawSpeech, (ctx, { params }) => withdrawSpeech(ctx, params.id))
  implement(app, http, r.selectSpeech, (ctx, { params, body }) => selectSpeech(ctx, params.id, body))
  implement(app, http, r.orderSpeeches, (ctx, { params, body }) => orderSpeeches(ctx, params.id, body.speechIds))
  implement(app, http, r.giveSpeech, (ctx, { params, body }) => giveSpeech(ctx, params.id, body.seconds))
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
