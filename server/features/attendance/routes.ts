import type { FastifyInstance } from 'fastify'
import { attendanceRoutes as r } from '#contract/attendance.ts'
import { transact } from '#platform/database/database.ts'
import { gather } from '#platform/gather.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import type { ConstraintCodes } from '#platform/http/problems.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import type { Secrets } from '#platform/secrets.ts'
import { checkIn, checkInSelf, type Sent } from './commands/check-in.ts'
import { correctAttendance, settleAttendance } from './commands/settle.ts'
import { exportAttendees } from './export.ts'
import { getAttendance, listAttendees } from './queries/attendees.ts'
import { getCheckInDesk, getMyCodes } from './queries/desk.ts'

export const attendanceConstraints: ConstraintCodes = { check_ins_code_once: 'attendance.code-used' }

/** Requests of desks of one activity that are done in one transaction, each with up to 200 check-ins. */
const deskRequestsAtOnce = 60

/** Binds the routes of check-in and of who attended. */
export function registerAttendanceRoutes(
  app: FastifyInstance,
  http: HttpDeps,
  { secrets }: { secrets: Secrets },
): void {
  implement(app, http, r.getAttendance, (ctx, { params }) => getAttendance(ctx, params.id))
  implement(app, http, r.listAttendees, (ctx, { params, query }) => listAttendees(ctx, params.id, query))
  implement(app, http, r.exportAttendees, async (ctx, { params, query }, { reply }) => {
    const file = await exportAttendees(ctx, params.id, query)
    await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
    return {}
  })
  implement(app, http, r.getCheckInDesk, (ctx, { params }) => getCheckInDesk(ctx, secrets, params.id))
  const gathered = gather(deskRequestsAtOnce, (sent: readonly Sent[]) =>
    transact(http.db, (tx) => checkIn(sent.map((one) => ({ ...one, ctx: { ...one.ctx, db: tx } })))),
  )
  implement(app, http, r.checkIn, (ctx, { params: { id }, body }) => {
    const { committeeId, role, memberId } = ctx.actor
    return gathered(`${committeeId} ${id} ${role} ${memberId}`, { ctx, secrets, id, given: body })
  })
  implement(app, http, r.checkInSelf, (ctx, { body }) => checkInSelf(ctx, secrets, body.code))
  implement(app, http, r.getMyCodes, (ctx) => getMyCodes(ctx, secrets))
  implement(app, http, r.correctAttendance, (ctx, { params, body }) => correctAttendance(ctx, params.id, body))
  implement(app, http, r.settleAttendance, (ctx, { params, body }) => settleAttendance(ctx, params.id, body))
}
