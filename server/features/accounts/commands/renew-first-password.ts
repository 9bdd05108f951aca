import type { Context } from '#platform/context.ts'
import { emit } from '#platform/events/emit.ts'
import { forgetLoginsOf } from '../login-cache.ts'
import { hashPassword, newFirstPassword } from '../passwords.ts'
import { inCommittee } from './in-committee.ts'

/** Gives an account with which nobody has signed in yet a new first password; the one before is void. Authorisation stays
 *  with the calling command: whoever opened the account knew its first password anyway, so nobody gains a right by this.
 *  @returns null where somebody signed in meanwhile, or the account is disabled */
export async function renewFirstPassword(ctx: Context, accountId: string): Promise<string | null> {
  const account = await ctx.db
    .selectFrom('accounts')
    .select(['name', 'committee_id'])
    .where('id', '=', accountId)
    .where('last_login_at', 'is', null)
    .where('must_change_password', '=', true)
    .where('disabled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!account) return null
  const firstPassword = newFirstPassword()
  await ctx.db
    .updateTable('accounts')
    .set({ password_hash: await hashPassword(firstPassword) })
    .where('id', '=', accountId)
    .execute()
  await ctx.db.deleteFrom('logins').where('account_id', '=', accountId).execute()
  forgetLoginsOf(accountId)
  await emit(inCommittee(ctx, account.committee_id), {
    type: 'account.passwordReset',
    subjectKind: 'account',
    subjectId: accountId,
    details: { name: account.name, authenticatorTaken: false },
  })
  return firstPassword
}
