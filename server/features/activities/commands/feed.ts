import { randomBytes } from 'node:crypto'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { feedHash } from '../queries/feed.ts'

const event = (ctx: Context, type: string) => ({
  type,
  subjectKind: 'account',
  subjectId: ctx.actor.accountId,
})

/** Makes the secret address of the member's feed anew; an earlier one stops at once. Only its hash is kept.
 *  @throws DomainError access.denied for others than the member in person */
export async function makeCalendarFeed(ctx: Context): Promise<{ path: string }> {
  const { actor } = ctx
  if (actor.role !== 'member' || actor.delegatedBy !== null) throw accessDenied('makeCalendarFeed')
  const token = randomBytes(32).toString('base64url')
  const row = { token_hash: feedHash(token), made_at: ctx.now }
  await ctx.db
    .insertInto('calendar_feeds')
    .values({ committee_id: actor.committeeId, hat_id: actor.hatId, ...row })
    .onConflict((c) => c.columns(['committee_id', 'hat_id']).doUpdateSet(row))
    .execute()
  await emit(ctx, event(ctx, 'calendarFeed.made'))
  return { path: `/api/v1/calendar-feeds/${token}.ics` }
}

/** Ends the feed: the address no longer works. */
export async function dropCalendarFeed(ctx: Context): Promise<Record<string, never>> {
  const { actor } = ctx
  if (actor.role !== 'member' || actor.delegatedBy !== null) throw accessDenied('dropCalendarFeed')
  const gone = await ctx.db
    .deleteFrom('calendar_feeds')
    .where('committee_id', '=', actor.committeeId)
    .where('hat_id', '=', actor.hatId)
    .returning('hat_id')
    .executeTakeFirst()
  if (gone) await emit(ctx, event(ctx, 'calendarFeed.dropped'))
  return {}
}
