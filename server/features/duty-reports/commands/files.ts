import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { KeptFile } from '#platform/files/attached.ts'
import { authorizeReport } from '../access.ts'
import { reportFiles } from '../queries/files.ts'
import { dutyReportWorkflow } from '../workflow.ts'
import { lockReport, requireOpen } from './load.ts'

async function begin(ctx: Context, id: string) {
  const report = await lockReport(ctx, id)
  authorizeReport(ctx.actor, report.whose, 'attach')
  dutyReportWorkflow.next(report.state, 'attach')
  requireOpen(report.round, report)
  return report
}

const told = (type: string, id: string, details: Record<string, unknown>) => ({
  type: `dutyReport.${type}`,
  subjectKind: 'dutyReport',
  subjectId: id,
  details,
})

/** Hangs a report that was written elsewhere, as Word or scanned, on one not handed in yet.
 *  @throws DomainError not-found, access.denied, duty-report.wrong-state, duty-report.round-closed, file.too-many */
export async function addDutyReportFile(ctx: Context, id: string, file: KeptFile) {
  await begin(ctx, id)
  const fileId = await reportFiles.attach(ctx, id, file)
  await emit(ctx, told('fileAdded', id, { fileId }))
  return { fileId, name: file.name, mediaType: file.mediaType, size: file.size }
}

/** Takes it off again: the writer any, the office what it added itself. @throws as `addDutyReportFile` */
export async function removeDutyReportFile(ctx: Context, id: string, fileId: string): Promise<Record<string, never>> {
  const report = await begin(ctx, id)
  const file = (await reportFiles.list(ctx, id)).find((one) => one.fileId === fileId)
  const writer = ctx.actor.memberId === report.member_id
  if (!file || !(writer || file.addedBy === ctx.actor.accountId)) throw notFound('file')
  await reportFiles.remove(ctx, id, fileId)
  await emit(ctx, told('fileRemoved', id, { fileId }))
  return {}
}
