import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { hashPassword, newFirstPassword } from '../passwords.ts'
import { maskPhone } from '../rules/identifiers.ts'
import { inCommittee } from './in-committee.ts'

export interface NewAccount {
  committeeId: string
  name: string
  username?: string | null
  phone?: string | null
  /** When the phone already has an account (a member of two committees), give that one instead of refusing. */
  joinExisting?: boolean
}

/** Opens an account without any right, with a first password that must be changed; `firstPassword` is null where an
 *  existing one is joined. Authorisation stays with the calling command.
 *  @throws DomainError account.needs-name without phone and user name, account.taken */
export async function openAccount(
  ctx: Context,
  given: NewAccount,
): Promise<{ accountId: string; firstPassword: string | null }> {
  const { committeeId, name, username = null, phone = null } = given
  if (username === null && phone === null) throw new DomainError('account.needs-name')
  const existing = await ctx.db
    .selectFrom('accounts')
    .select(['id', 'disabled_at'])
    .where((eb) => eb.or([eb('username', '=', username), eb('phone', '=', phone)]))
    .executeTakeFirst()
  if (existing && given.joinExisting && username === null && existing.disabled_at === null)
    return { accountId: existing.id, firstPassword: null }
  if (existing) throw new DomainError('account.taken')
  const accountId = newId()
  const firstPassword = newFirstPassword()
  await ctx.db
    .insertInto('accounts')
    .values({
      id: accountId,
      committee_id: committeeId,
      name,
      username,
      phone,
      password_hash: await hashPassword(firstPassword),
      must_change_password: true,
      created_at: ctx.now,
    })
    .execute()
  await emit(inCommittee(ctx, committeeId), {
    type: 'account.opened',
    subjectKind: 'account',
    subjectId: accountId,
    details: { name, username, phone: maskPhone(phone) },
  })
  return { accountId, firstPassword }
}
