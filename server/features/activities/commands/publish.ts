import { sql } from 'kysely'
import type { ActivityPaper } from '#contract/activity-records.ts'
import type { PublicActivityText } from '#contract/public-activities.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { authorizeActivity, organisesForCommittee } from '../access.ts'
import { privateNumbersIn } from '../rules/private-numbers.ts'
import { activityWorkflow } from '../workflow.ts'
import { activityEvent, type LockedActivity, lockActivity, lockFor } from './load.ts'

/** Shows an activity to everybody, or changes what is shown. Names, answers, leave, contact and agenda never go along.
 *  @throws DomainError activity.wrong-state, activity-record.draft, activity.private-number */
export async function publishActivity(
  ctx: Context,
  id: string,
  { recordIds, ...text }: PublicActivityText,
): Promise<Record<string, never>> {
  const a = await lockFor(ctx, id, 'publish')
  activityWorkflow.next(a.state, 'publish')
  const signed = recordIds.length === 0 ? [] : await signedRecords(ctx, id, recordIds)
  if (signed.length < new Set(recordIds).size) throw new DomainError('activity-record.draft')
  // What is signed for those invited names people; for everybody it is read through like the words written here.
  const texts = [text.title, text.place, text.words, ...signed.flatMap((record) => [record.title, record.text])]
  const found = privateNumbersIn(texts.join('\n'))
  if (found.length > 0) throw new DomainError('activity.private-number', { found })
  const row = {
    ...text,
    record_ids: signed.map((record) => record.id),
    published_at: ctx.now,
    published_by: ctx.actor.accountId,
  }
  await ctx.db
    .insertInto('published_activities')
    .values({ committee_id: a.committee_id, activity_id: id, ...row })
    .onConflict((on) => on.columns(['committee_id', 'activity_id']).doUpdateSet(row))
    .execute()
  await emit(ctx, activityEvent('activity.madePublic', a, { records: signed.length }))
  return {}
}

async function signedRecords(ctx: Context, activityId: string, ids: readonly string[]) {
  return ctx.db
    .selectFrom('activity_records')
    .select(['id', 'title', 'text'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('activity_id', '=', activityId)
    .where('id', 'in', ids)
    .where('published_at', 'is not', null)
    .orderBy('written_at')
    .execute()
}

/** Takes it off the public site at once; nothing to take off is no fault. @throws DomainError activity.wrong-state */
export async function retractActivity(ctx: Context, id: string): Promise<Record<string, never>> {
  const a = await lockFor(ctx, id, 'retract')
  activityWorkflow.next(a.state, 'retract')
  const gone = await ctx.db
    .deleteFrom('published_activities')
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', id)
    .returning('activity_id')
    .executeTakeFirst()
  if (gone) await emit(ctx, activityEvent('activity.retracted', a))
  return {}
}

/** A place that is left is not shown any more: the public would go there. The office writes the new one when it has looked. */
export async function hidePlace(ctx: Context, a: Pick<LockedActivity, 'committee_id' | 'id'>): Promise<void> {
  await ctx.db
    .updateTable('published_activities')
    .set({ place: '' })
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .execute()
}

/** What is taken back to be corrected is no longer shown: the office has not seen the text to come. */
export async function hideRecord(ctx: Context, activityId: string, recordId: string): Promise<void> {
  await ctx.db
    .updateTable('published_activities')
    .set({ record_ids: sql`array_remove(record_ids, ${recordId}::uuid)` })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('activity_id', '=', activityId)
    .execute()
}

/** Who may open a paper, said anew. A paper for the public is the offices' to make and to take back.
 *  @throws DomainError activity.wrong-state, access.denied, not-found */
export async function setPaperRights(
  ctx: Context,
  id: string,
  fileId: string,
  rights: ActivityPaper['rights'],
): Promise<Record<string, never>> {
  const a = await lockActivity(ctx, id)
  const paper = await ctx.db
    .selectFrom('activity_papers')
    .select('rights')
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', id)
    .where('file_id', '=', fileId)
    .executeTakeFirst()
  const action = rights === 'public' ? 'publish' : paper?.rights === 'public' ? 'retract' : 'arrange'
  authorizeActivity(ctx.actor, a.standing, action)
  if (!paper) throw notFound('paper')
  activityWorkflow.next(a.state, action)
  await ctx.db
    .updateTable('activity_papers')
    .set({ rights })
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', id)
    .where('file_id', '=', fileId)
    .execute()
  await emit(ctx, activityEvent('activity.paperRightsChanged', a, { fileId, rights }))
  return {}
}

/** @throws DomainError access.denied for a paper for the public added by somebody else than the offices */
export function mayAddFor(ctx: Context, rights: ActivityPaper['rights']): void {
  if (rights === 'public' && !organisesForCommittee(ctx.actor)) throw accessDenied('addPublicPaper')
}
