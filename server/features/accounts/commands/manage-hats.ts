import type { Role, UnitDesk } from '#contract/accounts.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { mayDo } from '../access.ts'
import { requireAccount, requireCommitteeInReach } from '../queries/reach.ts'
import { giveHat, seatHat, takeHat } from './hats.ts'

/** Gives an account a hat. For the security administrator, in their committee or below, never to themselves.
 *  @throws DomainError access.denied, not-found; hat.separate-duties, hat.needs-unit, hat.needs-member, hat.taken */
export async function grantHat(
  ctx: Context,
  accountId: string,
  given: { committeeId: string; role: Role; memberId: string | null; unitId: string | null; desks: UnitDesk[] },
): Promise<{ id: string }> {
  await requireAccount(ctx, 'grantHat', accountId)
  await requireCommitteeInReach(ctx, given.committeeId)
  const { hatId } = await giveHat(ctx, { ...given, accountId })
  return { id: hatId }
}

/** Says at which desks of its unit a hat sits. For the security administrator of the hat's committee or above it.
 *  @throws DomainError access.denied, not-found, hat.needs-unit */
export async function setHatDesks(ctx: Context, hatId: string, desks: readonly UnitDesk[]): Promise<void> {
  await requireHat(ctx, hatId, 'grantHat')
  await seatHat(ctx, hatId, desks)
}

/** Takes a hat away. For the security administrator of the hat's committee or above it.
 *  @throws DomainError access.denied, not-found */
export async function revokeHat(ctx: Context, hatId: string, reason: string): Promise<void> {
  await requireHat(ctx, hatId, 'revokeHat')
  await takeHat(ctx, hatId, reason)
}

/** @throws DomainError access.denied, not-found for a hat that is not in reach */
async function requireHat(ctx: Context, hatId: string, action: 'grantHat' | 'revokeHat'): Promise<void> {
  if (!mayDo(ctx.actor.role, action)) throw accessDenied(action)
  const hat = await ctx.db
    .selectFrom('hats')
    .select(['account_id', 'committee_id'])
    .where('id', '=', hatId)
    .executeTakeFirst()
  if (!hat) throw notFound('hat')
  await requireCommitteeInReach(ctx, hat.committee_id)
  await requireAccount(ctx, action, hat.account_id)
}
