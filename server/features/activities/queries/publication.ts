import type { PublicActivityText } from '#contract/public-activities.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { organisesForCommittee } from '../access.ts'
import { findActivityRow } from './activity.ts'

/** What the public reads of it; null: nothing. @throws DomainError not-found, access.denied but for the offices */
export async function getPublicActivityText(
  ctx: Context,
  id: string,
): Promise<(PublicActivityText & { publishedAt: string }) | null> {
  await findActivityRow(ctx, id)
  if (!organisesForCommittee(ctx.actor)) throw accessDenied('getPublicActivityText')
  const row = await ctx.db
    .selectFrom('published_activities')
    .select(['title', 'place', 'words', 'record_ids as recordIds', 'published_at as publishedAt'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('activity_id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
