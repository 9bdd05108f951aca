import { getActivityRecord } from '#features/activities/index.ts'
import type { Context } from '#platform/context.ts'
import { render } from '../layout/rendering.ts'
import { activityRecordPaper } from '../papers/activity-record.ts'
import { safeFileName } from '../rules.ts'
import { committeeFacts } from './facts.ts'

/** What was written of an activity as a Word file, for whoever may read it. @throws DomainError not-found */
export async function getActivityRecordPaper(
  ctx: Context,
  id: string,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const { record, activity } = await getActivityRecord(ctx, id)
  const paper = activityRecordPaper(await committeeFacts(ctx), record, activity)
  const issue = record.issue === null ? '' : ` 第${record.issue}期`
  return { fileName: `${safeFileName(`${record.title}${issue}`)}.docx`, bytes: await render(paper) }
}
