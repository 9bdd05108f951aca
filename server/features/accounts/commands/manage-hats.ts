import type { Role } from '#contract/accounts.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { mayDo } from '../access.ts'
import { requireAccount, requireCommitteeInReach } from '../queries/reach.ts'
import { giveHat, takeHat } from './hats.ts'

/** Gives an account a hat. For the security administrator, in their committee or below, never to themselves.
 *  @throws DomainError access.denied, not-found; hat.separate-duties, hat.needs-unit, hat.needs-member, hat.taken */
export async function grantHat(
  ctx: Context,
  accountId: string,
  given: { committeeId: string; role: Role; memberId: string | null; unitId: string | null },
): Promise<{ id: string }> {
  await requireAccount(ctx, 'grantHat', accountId)
  await requireCommitteeInReach(ctx, given.committeeId)
  const { hatId } = await giveHat(ctx, { ...given, accountId })
  return { id: hatId }
}

/** Takes a hat away. For the security administrator of the hat's committee or above it.
 *  @throws DomainError access.denied, not-found */
export async function revokeHat(ctx: Context, hatId: string, reason: string): Promise<void> {
  if (!mayDo(ctx.actor.role, 'revokeHat')) throw accessDenied('revokeHat')
  const hat = await ctx.db
    .selectFrom('hats')
    .select(['account_id', 'committee_id'])
    .where('id', '=', hatId)
    .executeTakeFirst()
  if (!hat) throw notFound('hat')
  await requireCommitteeInReach(ctx, hat.committee_id)
  await requireAccount(ctx, 'revokeHat', hat.account_id)
  await takeHat(ctx, hatId, reason)
}
