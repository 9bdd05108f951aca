import { occasionFor } from '#features/attendance/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'

const told = (ctx: Context, type: string, activityId: string, details: Record<string, unknown>) =>
  emit(ctx, { type: `discussion.${type}`, subjectKind: 'activity', subjectId: activityId, details })

/** Writes down what somebody said in a discussion. Source: 分组讨论发言要点由秘书整理成简报.
 *  @throws DomainError not-found, access.denied, speech.meeting-over */
export async function addPoint(
  ctx: Context,
  activityId: string,
  given: { speaker: string; words: string },
): Promise<{ id: string }> {
  const { occasion, facts } = await occasionFor(ctx, activityId)
  if (!facts.runs) throw accessDenied('addPoint')
  if (occasion.state !== 'announced' && occasion.state !== 'concluded')
    throw new DomainError('speech.meeting-over', { state: occasion.state })
  const id = newId()
  await ctx.db
    .insertInto('discussion_points')
    .values({ committee_id: ctx.actor.committeeId, id, activity_id: activityId, ...given, recorded_at: ctx.now })
    .execute()
  await told(ctx, 'pointRecorded', activityId, { pointId: id })
  return { id }
}

/** Changes a point; without words it is struck out. @throws DomainError not-found, access.denied, version.stale */
export async function editPoint(
  ctx: Context,
  id: string,
  given: { speaker: string; words: string; version: number },
): Promise<{ version: number }> {
  const row = await ctx.db
    .selectFrom('discussion_points')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('point')
  const { facts } = await occasionFor(ctx, row.activity_id)
  if (!facts.runs) throw accessDenied('editPoint')
  if (row.version !== given.version)
    throw new DomainError('version.stale', {
      current: { speaker: row.speaker, words: row.words },
      currentVersion: row.version,
      yours: { speaker: given.speaker, words: given.words },
    })
  const version = row.version + 1
  await ctx.db
    .updateTable('discussion_points')
    .set({ speaker: given.speaker, words: given.words.trim(), version })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  await told(ctx, 'pointEdited', row.activity_id, { pointId: id })
  return { version }
}
