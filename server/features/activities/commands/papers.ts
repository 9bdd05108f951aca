import type { ActivityPaper } from '#contract/activity-records.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { activityWorkflow } from '../workflow.ts'
import { activityEvent, lockFor } from './load.ts'
import { mayAddFor } from './publish.ts'

const atMost = 50

/** Adds a stored paper. Papers can be added until the file is closed. @throws DomainError activity.wrong-state, file.too-many */
export async function addActivityPaper(
  ctx: Context,
  id: string,
  file: { name: string; mediaType: string; size: number; sha256: string },
  rights: ActivityPaper['rights'],
): Promise<ActivityPaper> {
  const a = await lockFor(ctx, id, 'arrange')
  mayAddFor(ctx, rights)
  activityWorkflow.next(a.state, 'arrange')
  const there = await ctx.db
    .selectFrom('activity_papers')
    .select('file_id')
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', id)
    .execute()
  if (there.length >= atMost) throw new DomainError('file.too-many', { limit: atMost }, 400)
  const fileId = newId()
  await ctx.db
    .insertInto('files')
    .values({
      committee_id: a.committee_id,
      id: fileId,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      created_at: ctx.now,
      created_by: ctx.actor.accountId,
    })
    .execute()
  await ctx.db
    .insertInto('activity_papers')
    .values({ committee_id: a.committee_id, activity_id: id, file_id: fileId, rights, added_at: ctx.now })
    .execute()
  await emit(ctx, activityEvent('activity.paperAdded', a, { fileId, name: file.name, rights }))
  return { fileId, name: file.name, size: file.size, rights, addedAt: ctx.now.toISOString() }
}

/** Takes a paper off; its bytes stay until backups no longer need them. @throws DomainError activity.wrong-state, not-found */
export async function removeActivityPaper(ctx: Context, id: string, fileId: string): Promise<Record<string, never>> {
  const a = await lockFor(ctx, id, 'arrange')
  activityWorkflow.next(a.state, 'arrange')
  const gone = await ctx.db
    .deleteFrom('activity_papers')
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', id)
    .where('file_id', '=', fileId)
    .returning('file_id')
    .executeTakeFirst()
  if (!gone) throw notFound('paper')
  await emit(ctx, activityEvent('activity.paperRemoved', a, { fileId }))
  return {}
}
