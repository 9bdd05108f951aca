import type { FastifyInstance } from 'fastify'
import { activityRecordRoutes as r } from '#contract/activity-records.ts'
import { transact } from '#platform/database/database.ts'
import { keepUpload } from '#platform/files/attached.ts'
import type { FileStore } from '#platform/files/store.ts'
import { type HttpDeps, implement, implementPublic } from '#platform/http/implement.ts'
import { downloadHeaders, readUploads } from '#platform/http/uploads.ts'
import { dropCalendarFeed, makeCalendarFeed } from './commands/feed.ts'
import { addActivityPaper, removeActivityPaper } from './commands/papers.ts'
import {
  editActivityRecord,
  publishActivityRecord,
  withdrawActivityRecord,
  writeActivityRecord,
} from './commands/records.ts'
import { arrangeSeats, moveSeat } from './commands/seats.ts'
import { getCalendarFeed, readFeed } from './queries/feed.ts'
import { getActivityPaper, getSeatPlan, listActivityRecords, listPapersOfActivity } from './queries/records.ts'

/** A report with pictures. */
const paperBytes = 50_000_000

/** Binds papers, seats, what is written of an activity, and the calendar feed. */
export function registerActivityRecordRoutes(
  app: FastifyInstance,
  http: HttpDeps,
  deps: { files: FileStore; publicUrl: string | undefined },
): void {
  const { files } = deps
  implement(app, http, r.listPapersOfActivity, (ctx, { params }) => listPapersOfActivity(ctx, params.id))
  implement(app, http, r.addActivityPaper, async (ctx, { params, query }, { request }) => {
    const [upload] = await readUploads(request, { files: 1, bytes: paperBytes })
    const file = await keepUpload(files, upload!)
    return transact(http.db, (db) => addActivityPaper({ ...ctx, db }, params.id, file, query.rights))
  })
  implement(app, http, r.removeActivityPaper, (ctx, { params }) => removeActivityPaper(ctx, params.id, params.fileId))
  implement(app, http, r.getActivityPaper, async (ctx, { params }, { reply }) => {
    const file = await getActivityPaper(ctx, params.id, params.fileId)
    await reply.headers(downloadHeaders(file.name, file.mediaType)).send(files.read(file.sha256))
    return {}
  })
  implement(app, http, r.listActivityRecords, (ctx, { params }) => listActivityRecords(ctx, params.id))
  implement(app, http, r.writeActivityRecord, (ctx, { params, body }) => writeActivityRecord(ctx, params.id, body))
  implement(app, http, r.editActivityRecord, (ctx, { params, body }) => editActivityRecord(ctx, params.id, body))
  implement(app, http, r.publishActivityRecord, (ctx, { params, body }) => publishActivityRecord(ctx, params.id, body))
  implement(app, http, r.withdrawActivityRecord, (ctx, { params, body }) =>
    withdrawActivityRecord(ctx, params.id, body.words),
  )
  implement(app, http, r.getSeatPlan, (ctx, { params }) => getSeatPlan(ctx, params.id))
  implement(app, http, r.arrangeSeats, (ctx, { params, body }) => arrangeSeats(ctx, params.id, body))
  implement(app, http, r.moveSeat, (ctx, { params, body }) => moveSeat(ctx, params.id, body))

  implement(app, http, r.getCalendarFeed, (ctx) => getCalendarFeed(ctx))
  implement(app, http, r.makeCalendarFeed, (ctx) => makeCalendarFeed(ctx))
  implement(app, http, r.dropCalendarFeed, (ctx) => dropCalendarFeed(ctx))
  implementPublic(app, http, r.readCalendarFeed, async ({ params }, { request, reply, now }) => {
    const address = (deps.publicUrl ?? `${request.protocol}://${request.host}`).replace(/\/+$/, '')
    const text = await readFeed(http.db, params.token.slice(0, -'.ics'.length), { now, address })
    await reply.headers(downloadHeaders('会议活动.ics', 'text/calendar; charset=utf-8')).send(text)
    return {}
  })
}
