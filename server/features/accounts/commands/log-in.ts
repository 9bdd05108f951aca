import { transact } from '#platform/database/database.ts'
import { DomainError } from '#platform/errors.ts'
import type { Caller } from '../caller.ts'
import { verifyPassword } from '../passwords.ts'
import { cleanIdentifier } from '../rules/identifiers.ts'
import { forgiveTry, signInBuckets, takeTry } from '../throttle.ts'
import { endLogin, refuseLogin, type SignedIn, startLogin } from './start-login.ts'

/** Signs in by phone or user name and password.
 *  @throws DomainError login.wrong, login.slow-down, login.disabled (only to who knows the password) */
export async function logIn(caller: Caller, given: { identifier: string; password: string }): Promise<SignedIn> {
  const startedAt = performance.now()
  const { db, now } = caller
  const name = cleanIdentifier(given.identifier)
  const account = await db
    .selectFrom('accounts')
    .select(['id', 'name', 'committee_id', 'password_hash', 'disabled_at'])
    .where((eb) => eb.or([eb('username', '=', name), eb('phone', '=', name)]))
    .executeTakeFirst()
  const buckets = signInBuckets(caller, account ? { accountId: account.id } : { unknown: name })
  await takeTry(db, buckets, now)
  const right = await verifyPassword(account?.password_hash ?? null, given.password)
  if (!account || !right) return refuseLogin(caller, account, 'password', startedAt)
  if (account.disabled_at !== null) throw new DomainError('login.disabled', {}, 403)
  return transact(db, async (tx) => {
    const signedIn = await startLogin(tx, caller, account, 'password')
    await forgiveTry(tx, buckets)
    return signedIn
  })
}

/** Ends the login of this browser, if there is one. */
export async function logOut(caller: Caller): Promise<void> {
  if (caller.token) await endLogin(caller.db, caller.token)
}
