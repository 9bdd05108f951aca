import type { FastifyInstance, FastifyReply } from 'fastify'
import { activityRoutes as a } from '#contract/activities.ts'
import { activityInviteeRoutes as i } from '#contract/activity-invitees.ts'
import { activityPartRoutes as t } from '#contract/activity-parts.ts'
import { leaveLineRoutes as n } from '#contract/leave-lines.ts'
import { leaveRoutes as l } from '#contract/leaves.ts'
import { transact } from '#platform/database/database.ts'
import { sniffFile } from '#platform/files/sniff.ts'
import type { FileStore } from '#platform/files/store.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import type { ConstraintCodes } from '#platform/http/problems.ts'
import { downloadHeaders, readUploads } from '#platform/http/uploads.ts'
import type { ExportFile } from '#platform/spreadsheets/export.ts'
import {
  announceActivity,
  archiveActivity,
  cancelActivity,
  postponeActivity,
  proposeActivity,
  refuseActivity,
  reopenActivity,
  rescheduleActivity,
} from './commands/announce.ts'
import { createActivity, discardActivity, editActivity } from './commands/draft.ts'
import { addInvitees, answerActivity, readActivity, remindInvitees, removeInvitee } from './commands/invite.ts'
import { attachToLeave, decideLeave, recordLeave, requestLeave, withdrawLeave } from './commands/leave.ts'
import { addParts, announceParts } from './commands/parts.ts'
import { exportActivities, exportInvitees, exportLeaveLines, exportLeaves } from './export.ts'
import { getActivity } from './queries/activity.ts'
import { listInvitees, previewInvitees } from './queries/invitees.ts'
import { listLeaveLines } from './queries/leave-lines.ts'
import { getLeaveFile, listLeaves } from './queries/leaves.ts'
import { listActivities } from './queries/list.ts'
import { getActivityMonth } from './queries/month.ts'
import { getActivityOptions } from './queries/options.ts'

export const activityConstraints: ConstraintCodes = { leave_requests_one_open: 'leave.open' }

async function sendFile(reply: FastifyReply, file: ExportFile): Promise<Record<string, never>> {
  await reply.headers(downloadHeaders(file.fileName, file.mediaType)).send(file.stream)
  return {}
}

/** A certificate or an official notice, photographed or scanned. */
const leaveFileBytes = 10_000_000

/** Binds the routes of activities, their invitees, and leave. */
export function registerActivityRoutes(app: FastifyInstance, http: HttpDeps, files: FileStore): void {
  implement(app, http, a.listActivities, (ctx, { query }) => listActivities(ctx, query))
  implement(app, http, a.exportActivities, (ctx, { query }, { reply }) => sendFile(reply, exportActivities(ctx, query)))
  implement(app, http, a.getActivityMonth, (ctx, { query }) => getActivityMonth(ctx, query))
  implement(app, http, a.getActivityOptions, (ctx) => getActivityOptions(ctx))
  implement(app, http, a.createActivity, (ctx, { body }) => createActivity(ctx, body))
  implement(app, http, t.addParts, (ctx, { params, body }) => addParts(ctx, params.id, body))
  implement(app, http, t.announceParts, (ctx, { params }) => announceParts(ctx, params.id))
  implement(app, http, a.getActivity, (ctx, { params }) => getActivity(ctx, params.id))
  implement(app, http, a.editActivity, (ctx, { params, body }) => editActivity(ctx, params.id, body))
  implement(app, http, a.discardActivity, (ctx, { params }) => discardActivity(ctx, params.id))
  implement(app, http, a.announceActivity, (ctx, { params }) => announceActivity(ctx, params.id))
  implement(app, http, a.proposeActivity, (ctx, { params }) => proposeActivity(ctx, params.id))
  implement(app, http, a.refuseActivity, (ctx, { params, body }) => refuseActivity(ctx, params.id, body.words))
  implement(app, http, a.postponeActivity, (ctx, { params, body }) => postponeActivity(ctx, params.id, body.words))
  implement(app, http, a.rescheduleActivity, (ctx, { params, body }) => rescheduleActivity(ctx, params.id, body))
  implement(app, http, a.cancelActivity, (ctx, { params, body }) => cancelActivity(ctx, params.id, body.words))
  implement(app, http, a.reopenActivity, (ctx, { params, body }) => reopenActivity(ctx, params.id, body.words))
  implement(app, http, a.archiveActivity, (ctx, { params }) => archiveActivity(ctx, params.id))

  implement(app, http, i.previewInvitees, (ctx, { body }) => previewInvitees(ctx, body.invitation))
  implement(app, http, i.listInvitees, (ctx, { params }) => listInvitees(ctx, params.id))
  implement(app, http, i.exportInvitees, async (ctx, { params, query }, { reply }) =>
    sendFile(reply, await exportInvitees(ctx, params.id, query.format)),
  )
  implement(app, http, i.addInvitees, (ctx, { params, body }) => addInvitees(ctx, params.id, body))
  implement(app, http, i.removeInvitee, (ctx, { params, body }) => removeInvitee(ctx, params.id, body))
  implement(app, http, i.remindInvitees, (ctx, { params }) => remindInvitees(ctx, params.id))
  implement(app, http, i.readActivity, (ctx, { params }) => readActivity(ctx, params.id))
  implement(app, http, i.answerActivity, (ctx, { params, body }) => answerActivity(ctx, params.id, body))

  implement(app, http, l.listLeaves, (ctx, { query }) => listLeaves(ctx, query))
  implement(app, http, l.exportLeaves, (ctx, { query }, { reply }) => sendFile(reply, exportLeaves(ctx, query)))
  implement(app, http, n.listLeaveLines, (ctx, { query }) => listLeaveLines(ctx, query))
  implement(app, http, n.exportLeaveLines, async (ctx, { query }, { reply }) =>
    sendFile(reply, await exportLeaveLines(ctx, query)),
  )
  implement(app, http, l.requestLeave, (ctx, { params, body }) => requestLeave(ctx, params.id, body))
  implement(app, http, l.recordLeave, (ctx, { params, body }) => recordLeave(ctx, params.id, body))
  implement(app, http, l.decideLeave, (ctx, { params, body }) => decideLeave(ctx, params.id, body))
  implement(app, http, l.withdrawLeave, (ctx, { params }) => withdrawLeave(ctx, params.id))
  implement(app, http, l.attachToLeave, async (ctx, { params }, { request }) => {
    const [upload] = await readUploads(request, { files: 1, bytes: leaveFileBytes })
    const { mediaType } = sniffFile(upload!.bytes, upload!.name)
    const file = { name: upload!.name, mediaType, ...(await files.put(upload!.bytes)) }
    return transact(http.db, (db) => attachToLeave({ ...ctx, db }, params.id, file))
  })
  implement(app, http, l.getLeaveFile, async (ctx, { params }, { reply }) => {
    const file = await getLeaveFile(ctx, params.id)
    await reply.headers(downloadHeaders(file.name, file.mediaType)).send(files.read(file.sha256))
    return {}
  })
}
