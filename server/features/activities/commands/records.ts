import type { z } from 'zod'
import type { activityRecordRoutes as r } from '#contract/activity-records.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { activityWorkflow } from '../workflow.ts'
import { activityEvent, invitedIds, lockFor } from './load.ts'
import { hideRecord } from './publish.ts'

type Body<R extends { body: z.ZodType }> = z.output<R['body']>

/** Begins an outcome, a brief or minutes as a draft. @throws DomainError activity.wrong-state */
export async function writeActivityRecord(
  ctx: Context,
  activityId: string,
  given: Body<typeof r.writeActivityRecord>,
): Promise<{ id: string }> {
  const a = await lockFor(ctx, activityId, 'record')
  activityWorkflow.next(a.state, 'record')
  const id = newId()
  await ctx.db
    .insertInto('activity_records')
    .values({
      committee_id: a.committee_id,
      id,
      activity_id: activityId,
      ...given,
      published_at: null,
      written_at: ctx.now,
      written_by: ctx.actor.accountId,
    })
    .execute()
  await emit(ctx, activityEvent('activity.recordDrafted', a, { recordId: id, record: given.kind }))
  return { id }
}

/** Takes a record for writing, with its activity first. @throws DomainError not-found, access.denied, activity.wrong-state */
async function lockRecord(ctx: Context, id: string) {
  const named = await ctx.db
    .selectFrom('activity_records')
    .select('activity_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!named) throw notFound('activityRecord')
  const a = await lockFor(ctx, named.activity_id, 'record')
  activityWorkflow.next(a.state, 'record')
  const row = await ctx.db
    .selectFrom('activity_records')
    .selectAll()
    .where('committee_id', '=', a.committee_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { a, row }
}

async function update(
  ctx: Context,
  row: { committee_id: string; id: string; version: number },
  set: Record<string, unknown>,
): Promise<{ version: number }> {
  const version = row.version + 1
  await ctx.db
    .updateTable('activity_records')
    .set({ version, ...set })
    .where('committee_id', '=', row.committee_id)
    .where('id', '=', row.id)
    .execute()
  return { version }
}

function stale(row: Awaited<ReturnType<typeof lockRecord>>['row'], yours: Record<string, unknown>): DomainError {
  const { kind, title, session, body, issue, text } = row
  const current = { kind, title, session, body, issue, text }
  return new DomainError('version.stale', { current, currentVersion: row.version, yours })
}

/** Changes a draft. @throws DomainError activity-record.published, version.stale with both texts */
export async function editActivityRecord(
  ctx: Context,
  id: string,
  { version: known, ...given }: Body<typeof r.editActivityRecord>,
): Promise<{ version: number }> {
  const { a, row } = await lockRecord(ctx, id)
  if (row.published_at !== null) throw new DomainError('activity-record.published')
  if (row.version !== known) throw stale(row, given)
  const written = await update(ctx, row, given)
  await emit(ctx, activityEvent('activity.recordEdited', a, { recordId: id, record: given.kind }))
  return written
}

/** Signs the text that was read and gives it to those invited (签发).
 *  @throws DomainError activity-record.published, version.stale where it was changed since */
export async function publishActivityRecord(
  ctx: Context,
  id: string,
  { signedBy, version: known }: Body<typeof r.publishActivityRecord>,
): Promise<{ version: number }> {
  const { a, row } = await lockRecord(ctx, id)
  if (row.published_at !== null) throw new DomainError('activity-record.published')
  if (row.version !== known) throw stale(row, { signedBy })
  const written = await update(ctx, row, { signed_by: signedBy, published_at: ctx.now })
  const memberIds = await invitedIds(ctx, a)
  await emit(ctx, activityEvent('activity.recordPublished', a, { recordId: id, record: row.kind, memberIds }))
  return written
}

/** Takes a published one back to a draft, with the reason. @throws DomainError activity-record.draft */
export async function withdrawActivityRecord(ctx: Context, id: string, words: string): Promise<{ version: number }> {
  const { a, row } = await lockRecord(ctx, id)
  if (row.published_at === null) throw new DomainError('activity-record.draft')
  const written = await update(ctx, row, { signed_by: '', published_at: null })
  await hideRecord(ctx, a.id, id)
  await emit(ctx, activityEvent('activity.recordWithdrawn', a, { recordId: id, record: row.kind, note: words }))
  return written
}
