import type { Role } from '#contract/accounts.ts'
import type { LeaveApprover } from '#contract/leaves.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'

/** The members who convene a body today. */
export async function convenersOf(ctx: Context, groupId: string | null): Promise<string[]> {
  if (groupId === null) return []
  const today = civilDateOf(ctx.now)
  const rows = await ctx.db
    .selectFrom('group_members')
    .select('member_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('group_id', '=', groupId)
    .where('role', 'in', ['convener', 'deputyConvener', 'director', 'deputyDirector'])
    .where('starts_on', '<=', today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', today)]))
    .execute()
  return rows.map((row) => row.member_id)
}

/** Accounts with a role in the actor's committee. */
export async function accountsOfRoles(ctx: Context, roles: readonly Role[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('hats')
    .select('account_id')
    .distinct()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('role', 'in', roles)
    .where('revoked_at', 'is', null)
    .execute()
  return rows.map((row) => row.account_id)
}

/** Accounts of members. */
async function accountsOfMembers(ctx: Context, memberIds: readonly string[]): Promise<string[]> {
  if (memberIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('hats')
    .select('account_id')
    .distinct()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('member_id', 'in', memberIds)
    .where('revoked_at', 'is', null)
    .execute()
  return rows.map((row) => row.account_id)
}

export const accountsOfStarter = (ctx: Context, startedBy: string | null): Promise<string[]> =>
  accountsOfMembers(ctx, startedBy === null ? [] : [startedBy])

/** Whom a request for leave waits for. */
export async function accountsOfApprover(
  ctx: Context,
  by: LeaveApprover,
  organiserGroupId: string | null,
): Promise<string[]> {
  if (by === 'leader') return accountsOfRoles(ctx, ['leader'])
  if (by === 'memberOffice') return accountsOfRoles(ctx, ['memberOffice'])
  return accountsOfMembers(ctx, await convenersOf(ctx, organiserGroupId))
}
