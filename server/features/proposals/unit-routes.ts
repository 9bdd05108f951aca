import type { FastifyInstance } from 'fastify'
import { reuseRoutes } from '#contract/reuse.ts'
import { unitDeskRoutes as r } from '#contract/unit-desks.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import { handOverDuties } from './commands/hand-over.ts'
import { handOut, passOn, sendBackInUnit } from './commands/handle.ts'
import { compareReplies, findReusedReplies } from './queries/reuse.ts'
import { exportUnitDuties, listUnitDuties, listUnitPeople } from './queries/unit-duties.ts'

/** Binds what a handling unit does among its own people, and what its reply has in common with others. */
export function registerUnitDeskRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.handOut, (ctx, { params, body }) => handOut(ctx, params.id, body))
  implement(app, http, r.passOn, (ctx, { params, body }) => passOn(ctx, params.id, body))
  implement(app, http, r.sendBackInUnit, (ctx, { params, body }) => sendBackInUnit(ctx, params.id, body.note))
  implement(app, http, r.listUnitDuties, (ctx, { query }) => listUnitDuties(ctx, query))
  implement(app, http, r.exportUnitDuties, async (ctx, { query }, { reply }) => {
    const file = exportUnitDuties(ctx, query)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, r.listUnitPeople, (ctx) => listUnitPeople(ctx))
  implement(app, http, reuseRoutes.findReusedReplies, (ctx, { params }) => findReusedReplies(ctx, params.id))
  implement(app, http, reuseRoutes.compareReplies, (ctx, { params }) => compareReplies(ctx, params.id, params.replyId))
  implement(app, http, r.handOverDuties, (ctx, { body }) => handOverDuties(ctx, body))
}
