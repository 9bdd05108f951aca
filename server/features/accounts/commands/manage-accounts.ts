import type { Transaction } from 'kysely'
import type { Role } from '#contract/accounts.ts'
import type { Context } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { accessDenied } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { mayDo } from '../access.ts'
import { forgetLoginsOf } from '../login-cache.ts'
import { hashPassword, newFirstPassword } from '../passwords.ts'
import { requireAccount, requireCommitteeInReach } from '../queries/reach.ts'
import { administrators } from '../rules/duties.ts'
import { clearTotp } from './authenticator.ts'
import { inCommittee } from './in-committee.ts'
import { openAccount } from './open-account.ts'

/** Opens an account without any right. For the system administrator, in their committee or below.
 *  @throws DomainError access.denied, not-found, account.needs-name, account.taken */
export async function createAccount(
  ctx: Context,
  given: { committeeId: string; name: string; username: string | null; phone: string | null },
): Promise<{ id: string; firstPassword: string }> {
  if (!mayDo(ctx.actor.role, 'open')) throw accessDenied('open')
  await requireCommitteeInReach(ctx, given.committeeId)
  const { accountId, firstPassword } = await openAccount(ctx, given)
  return { id: accountId, firstPassword: firstPassword! }
}

/** Disables an account at once and ends its logins. @throws DomainError access.denied, not-found */
export async function disableAccount(ctx: Context, accountId: string, reason: string): Promise<void> {
  const account = await requireAccount(ctx, 'disable', accountId)
  if (account.disabledAt !== null) return
  await ctx.db.updateTable('accounts').set({ disabled_at: ctx.now }).where('id', '=', accountId).execute()
  await endLogins(ctx, accountId)
  await tell(ctx, 'account.disabled', account, { name: account.name, reason })
}

/** Lets a disabled account sign in again. @throws DomainError access.denied, not-found */
export async function enableAccount(ctx: Context, accountId: string): Promise<void> {
  const account = await requireAccount(ctx, 'enable', accountId)
  if (account.disabledAt === null) return
  await ctx.db.updateTable('accounts').set({ disabled_at: null }).where('id', '=', accountId).execute()
  await tell(ctx, 'account.enabled', account, { name: account.name })
}

/** Gives a new first password and ends the account's logins. Its authenticator goes too, for a telephone is lost as
 *  easily; but not an administrator's: else who resets passwords could sign in as any of the three (三员分立). That is left
 *  to the operator at the server. @throws DomainError access.denied, not-found */
export async function resetPassword(ctx: Context, accountId: string): Promise<{ firstPassword: string }> {
  const account = await requireAccount(ctx, 'resetPassword', accountId)
  const firstPassword = newFirstPassword()
  await ctx.db
    .updateTable('accounts')
    .set({ password_hash: await hashPassword(firstPassword), must_change_password: true })
    .where('id', '=', accountId)
    .execute()
  await endLogins(ctx, accountId)
  const isAdministrator = await holdsAdministration(ctx, accountId)
  const authenticatorTaken = !isAdministrator && (await clearTotp(ctx.db as Transaction<DB>, accountId))
  await tell(ctx, 'account.passwordReset', account, { name: account.name, authenticatorTaken })
  return { firstPassword }
}

async function holdsAdministration(ctx: Context, accountId: string): Promise<boolean> {
  const hats = await ctx.db
    .selectFrom('hats')
    .select('role')
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .execute()
  return hats.some((hat) => administrators.has(hat.role as Role))
}

async function endLogins(ctx: Context, accountId: string): Promise<void> {
  await ctx.db.deleteFrom('logins').where('account_id', '=', accountId).execute()
  forgetLoginsOf(accountId)
}

function tell(
  ctx: Context,
  type: string,
  account: { accountId: string; committeeId: string },
  details: Record<string, unknown>,
): Promise<void> {
  return emit(inCommittee(ctx, account.committeeId), {
    type,
    subjectKind: 'account',
    subjectId: account.accountId,
    details,
  })
}
