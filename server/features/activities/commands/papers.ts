import type { ActivityPaper } from '#contract/activity-records.ts'
import type { Context } from '#platform/context.ts'
import { emit } from '#platform/events/emit.ts'
import { attachedFiles, type KeptFile } from '#platform/files/attached.ts'
import { activityWorkflow } from '../workflow.ts'
import { activityEvent, lockFor } from './load.ts'
import { mayAddFor } from './publish.ts'

const papers = attachedFiles({ table: 'activity_papers', owner: 'activity_id', atMost: 50 })

/** Adds a stored paper. Papers can be added until the file is closed. @throws DomainError activity.wrong-state, file.too-many */
export async function addActivityPaper(
  ctx: Context,
  id: string,
  file: KeptFile,
  rights: ActivityPaper['rights'],
): Promise<ActivityPaper> {
  const a = await lockFor(ctx, id, 'arrange')
  mayAddFor(ctx, rights)
  activityWorkflow.next(a.state, 'arrange')
  const fileId = await papers.attach(ctx, id, file, rights)
  await emit(ctx, activityEvent('activity.paperAdded', a, { fileId, name: file.name, rights }))
  return { fileId, name: file.name, size: file.size, rights, addedAt: ctx.now.toISOString() }
}

/** Takes a paper off. @throws DomainError activity.wrong-state, not-found */
export async function removeActivityPaper(ctx: Context, id: string, fileId: string): Promise<Record<string, never>> {
  const a = await lockFor(ctx, id, 'arrange')
  activityWorkflow.next(a.state, 'arrange')
  await papers.remove(ctx, id, fileId)
  await emit(ctx, activityEvent('activity.paperRemoved', a, { fileId }))
  return {}
}
