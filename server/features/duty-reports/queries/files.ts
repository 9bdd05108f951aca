import type { ReportState } from '#contract/duty-reports.ts'
import type { Context } from '#platform/context.ts'
import { type AttachedFile, attachedFiles } from '#platform/files/attached.ts'
import { seesWords } from '../access.ts'

/** What was written elsewhere, as Word or scanned from paper. */
export const reportFiles = attachedFiles({ table: 'duty_report_files', owner: 'report_id', atMost: 9 })

/** The files the actor may open: with the words of a report, and always those of their own. */
export async function filesSeen(
  ctx: Context,
  id: string,
  report: { memberId: string; state: ReportState },
): Promise<AttachedFile[]> {
  const files = await reportFiles.list(ctx, id)
  return seesWords(ctx.actor, report) ? files : files.filter((one) => one.addedBy === ctx.actor.accountId)
}
