import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { emit } from '#platform/events/emit.ts'
import { placesTaken } from '../queries/activity.ts'
import { freed } from '../rules/sign-up.ts'
import { activityEvent, type LockedActivity } from './load.ts'

type Sought = Pick<LockedActivity, 'committee_id' | 'id' | 'kind' | 'title' | 'term_id' | 'starts_at' | 'capacity'>

/** How many wait for a place. */
export async function waitingFor(ctx: Context, a: Pick<LockedActivity, 'committee_id' | 'id'>): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('activity_invitees')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .where('answer', '=', 'waiting')
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Gives free places to who waits, the longest first, and tells them. */
export async function moveUp(ctx: Context, a: Sought): Promise<void> {
  const waiting = await ctx.db
    .selectFrom('activity_invitees')
    .select('member_id')
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .where('answer', '=', 'waiting')
    .where('removed_at', 'is', null)
    .orderBy('answered_at')
    .orderBy('member_id')
    .execute()
  const count = freed({ capacity: a.capacity, taken: await placesTaken(ctx, a.id), waiting: waiting.length })
  if (count === 0) return
  const memberIds = waiting.slice(0, count).map((row) => row.member_id)
  await ctx.db
    .updateTable('activity_invitees')
    .set({ answer: 'coming' })
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .where('member_id', 'in', memberIds)
    .execute()
  await emit(ctx, activityEvent('activity.movedUp', a, { memberIds }))
}
