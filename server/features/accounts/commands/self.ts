import type { Me, TextSize } from '#contract/accounts.ts'
import { transact } from '#platform/database/database.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { type SelfCaller, tellerOf } from '../caller.ts'
import { forgetLoginsOf } from '../login-cache.ts'
import { hashPassword, verifyPassword } from '../passwords.ts'
import { hatsInForce } from '../queries/hats.ts'
import { getMe } from '../queries/me.ts'
import { desksHeld } from '../rules/duties.ts'
import { mayOmitCurrentPassword } from '../rules/logins.ts'
import { passwordWeakness } from '../rules/passwords.ts'
import { forgiveTry, signInBuckets, takeTry } from '../throttle.ts'

/** Changes my password and ends my other logins. Tries at the present one are slowed like those at the door.
 *  @throws DomainError password.wrong, password.weak with its reason, login.slow-down */
export async function changePassword(self: SelfCaller, given: { current: string; next: string }): Promise<void> {
  const { db, now, requestId, login } = self
  const account = await db
    .selectFrom('accounts')
    .select(['id', 'name', 'username', 'phone', 'password_hash'])
    .where('id', '=', login.accountId)
    .executeTakeFirstOrThrow()
  if (!mayOmitCurrentPassword(login)) {
    const buckets = signInBuckets(self, { accountId: account.id })
    await takeTry(db, buckets, now)
    if (!(await verifyPassword(account.password_hash, given.current))) throw new DomainError('password.wrong', {}, 400)
    await forgiveTry(db, buckets)
  }
  const weakness = (await verifyPassword(account.password_hash, given.next))
    ? 'notNew'
    : passwordWeakness(given.next, account)
  if (weakness) throw new DomainError('password.weak', { reason: weakness }, 400)
  const password_hash = await hashPassword(given.next)
  await transact(db, async (tx) => {
    const changed = await tx
      .updateTable('accounts')
      .set({ password_hash, must_change_password: false })
      .where('id', '=', account.id)
      .where('password_hash', '=', account.password_hash)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw new DomainError('password.wrong', {}, 400)
    const ended = await tx
      .deleteFrom('logins')
      .where('account_id', '=', account.id)
      .where('id', '<>', login.loginId)
      .returning('id')
      .execute()
    forgetLoginsOf(account.id)
    await emit(
      { db: tx, now, requestId, actor: tellerOf(login) },
      {
        type: 'account.passwordChanged',
        subjectKind: 'account',
        subjectId: account.id,
        details: { endedLogins: ended.length },
      },
    )
  })
}

/** Puts on another of my hats, in this login and at the next one. @throws DomainError not-found */
export async function wearHat(self: SelfCaller, hatId: string): Promise<Me> {
  const { db, now, login } = self
  const hat = (await hatsInForce(db, login.accountId, now)).find((one) => one.id === hatId)
  if (!hat) throw notFound('hat')
  await transact(db, async (tx) => {
    await tx.updateTable('logins').set({ hat_id: hat.id }).where('id', '=', login.loginId).execute()
    await tx.updateTable('accounts').set({ last_hat_id: hat.id }).where('id', '=', login.accountId).execute()
    forgetLoginsOf(login.accountId)
  })
  const { id, committeeId, role, memberId, unitId } = hat
  const desks = desksHeld(role, hat.desks)
  const worn = { id, committeeId, role, memberId, unitId, desks, delegatedBy: hat.delegated ? login.name : null }
  return getMe({ ...self, login: { ...login, hat: { ...worn, memberName: hat.delegatedFor } } })
}

/** Keeps my text size. */
export async function setTextSize(self: SelfCaller, textSize: TextSize): Promise<void> {
  await self.db.updateTable('accounts').set({ text_size: textSize }).where('id', '=', self.login.accountId).execute()
}

/** Ends one of my logins. @throws DomainError not-found */
export async function endMyLogin(self: SelfCaller, loginId: string): Promise<void> {
  const ended = await self.db
    .deleteFrom('logins')
    .where('id', '=', loginId)
    .where('account_id', '=', self.login.accountId)
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw notFound('login')
  forgetLoginsOf(self.login.accountId)
}
