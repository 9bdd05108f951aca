import { paperHeadOf, writeActivityRecord } from '#features/activities/index.ts'
import { occasionFor } from '#features/attendance/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { listPoints } from '../queries/points.ts'
import { briefTexts } from '../rules.ts'

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

/** Makes the points of a discussion the draft of a brief on the page of the meeting, or of several where one does not hold them,
 *  the head filled in as far as it is known: typed once. Source: 分组讨论的发言要点整理成简报（届次、小组、期号、签发人）.
 *  @throws DomainError not-found, access.denied, speech.no-points, activity.wrong-state */
export async function draftBrief(
  ctx: Context,
  activityId: string,
  points: 'all' | 'new',
): Promise<{ id: string; issue: number; briefs: number; points: number }> {
  const { occasion, facts } = await occasionFor(ctx, activityId)
  if (!facts.runs) throw accessDenied('draftBrief')
  const { items, newPoints } = await listPoints(ctx, activityId)
  const taken = points === 'all' ? items : items.slice(items.length - newPoints)
  if (taken.length === 0) throw new DomainError('speech.no-points')
  const { session, body, briefIssue } = await paperHeadOf(ctx, activityId)
  const ids: string[] = []
  for (const [i, text] of briefTexts(taken).entries()) {
    const head = { title: [...`${occasion.title}情况`].slice(0, 100).join(''), session, body: body.slice(0, 60) }
    const { id } = await writeActivityRecord(ctx, activityId, { kind: 'brief', ...head, issue: briefIssue + i, text })
    ids.push(id)
  }
  return { id: ids[0]!, issue: briefIssue, briefs: ids.length, points: taken.length }
}
