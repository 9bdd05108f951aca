import { sql } from 'kysely'
import type { z } from 'zod'
import type { ActivityState, activityRoutes as r } from '#contract/activities.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { emit } from '#platform/events/emit.ts'
import { activityWorkflow } from '../workflow.ts'
import { activityEvent, attendanceLock, invitedIds, type LockedActivity, lockActivity, updateActivity } from './load.ts'
import { hidePlace } from './publish.ts'

export interface Moved {
  state: ActivityState
  version: number
}
export type NewDate = z.output<(typeof r)['rescheduleActivity']['body']>
const types = { postpone: 'activity.postponed', cancel: 'activity.cancelled' }

/** Puts a locked activity off or calls it off, and tells everybody invited. Of what is called off nobody need decide on leave.
 *  @throws DomainError activity.wrong-state */
export async function moveAndTell(
  ctx: Context,
  a: LockedActivity,
  action: 'postpone' | 'cancel',
  words: string,
  details: Record<string, unknown> = {},
): Promise<Moved> {
  const state = activityWorkflow.next(a.state, action)
  const memberIds = await invitedIds(ctx, a)
  const version = await updateActivity(ctx, a, { state, state_words: words, told_times: a.told_times + 1 })
  if (action === 'cancel') await withdrawOpenLeave(ctx, a)
  await emit(ctx, activityEvent(types[action], a, { note: words, memberIds, ...details }))
  return { state, version }
}

/** Requests nobody decided on yet lapse: of all, or of who was taken off the list. */
export async function withdrawOpenLeave(
  ctx: Context,
  a: Pick<LockedActivity, 'committee_id' | 'id'>,
  memberId?: string,
): Promise<void> {
  await ctx.db
    .updateTable('leave_requests')
    .set({ state: 'withdrawn', decided_at: null })
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .where('state', '=', 'requested')
    .$if(memberId !== undefined, (q) => q.where('member_id', '=', memberId!))
    .execute()
}

/** The parts of a meeting go along with it: who moves the whole moves them, whichever body runs each. */
export async function moveParts(
  ctx: Context,
  whole: Pick<LockedActivity, 'committee_id' | 'id'>,
  action: 'postpone' | 'cancel',
  words: string,
): Promise<void> {
  const from = activityWorkflow.actions[action].from as readonly ActivityState[]
  const parts = await ctx.db
    .selectFrom('activities')
    .select('id')
    .where('committee_id', '=', whole.committee_id)
    .where('parent_id', '=', whole.id)
    .where('state', 'in', from)
    .orderBy('id')
    .execute()
  for (const { id } of parts) {
    await lockUntilCommit(ctx.db, attendanceLock(id))
    const part = await lockActivity(ctx, id)
    if (from.includes(part.state)) await moveAndTell(ctx, part, action, words, { withWhole: true })
  }
}

/** Names the new date of a locked activity that was postponed. @throws DomainError activity.wrong-state */
export async function nameNewDate(ctx: Context, a: LockedActivity, given: NewDate): Promise<Moved> {
  const state = activityWorkflow.next(a.state, 'reschedule')
  const { startsAt, endsAt, place, words, answers, answerBy } = given
  const keep = answers === 'keep'
  await ctx.db
    .updateTable('activity_invitees')
    .set({ answer: null, answered_at: null, answered_by: null })
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .$if(keep, (q) => q.where('answer', '=', 'notComing'))
    .execute()
  const version = await updateActivity(ctx, a, {
    state,
    state_words: '',
    starts_at: startsAt,
    ends_at: endsAt,
    place,
    answer_by: answerBy,
    reminded_on: null,
    told_times: a.told_times + 1,
  })
  if (place.trim() !== a.place.trim()) await hidePlace(ctx, a)
  const memberIds = await invitedIds(ctx, a)
  const details = { startsAt, place, note: words, kept: keep, memberIds }
  await emit(ctx, activityEvent('activity.rescheduled', { ...a, starts_at: startsAt }, details))
  return { state, version }
}

/** Parts that were postponed with the whole move by as much as it does; one postponed for itself waits for its own date. */
export async function shiftParts(
  ctx: Context,
  whole: Pick<LockedActivity, 'committee_id' | 'id' | 'starts_at'>,
  given: Pick<NewDate, 'startsAt' | 'words' | 'answers'>,
): Promise<void> {
  const by = Date.parse(given.startsAt) - Date.parse(whole.starts_at)
  const later = (instant: string) => new Date(Date.parse(instant) + by).toISOString()
  const parts = await ctx.db
    .selectFrom('activities as p')
    .select('p.id')
    .where('p.committee_id', '=', whole.committee_id)
    .where('p.parent_id', '=', whole.id)
    .where('p.state', '=', 'postponed')
    .where(
      sql<boolean>`(
        select e.details ? 'withWhole' from events e
        where e.committee_id = p.committee_id and e.subject_id = p.id and e.type = 'activity.postponed'
        order by e.id desc
        limit 1
      )`,
    )
    .orderBy('p.id')
    .execute()
  for (const { id } of parts) {
    const part = await lockActivity(ctx, id)
    if (part.state !== 'postponed') continue
    const { place, starts_at, ends_at } = part
    await nameNewDate(ctx, part, {
      ...given,
      ...{ place, startsAt: later(starts_at), endsAt: later(ends_at), answerBy: null },
    })
  }
}
