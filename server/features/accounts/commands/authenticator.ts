import { sql, type Transaction } from 'kysely'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { type Caller, type SelfCaller, tellerOf } from '../caller.ts'
import { forgetLoginsOf } from '../login-cache.ts'
import { findLogin, tokenHash } from '../queries/login.ts'
import { loginExpiry } from '../rules/logins.ts'
import { forgiveTry, secondStepBuckets, takeTry } from '../throttle.ts'
import { newTotp, totpStep } from '../totp.ts'
import { enter, loginWrong, newToken, refuseLogin, type SignedIn } from './start-login.ts'

/** The second step of a login; it goes on under a new token. @throws DomainError login.wrong, login.slow-down */
export async function logInTotp(caller: Caller, code: string): Promise<SignedIn> {
  const { db, now, token } = caller
  const half = token ? await findLogin(db, tokenHash(token), civilDateOf(now)) : null
  if (!token || !half || half.complete || Date.parse(half.expiresAt) <= now.getTime()) throw loginWrong()
  const buckets = secondStepBuckets(caller, half.accountId)
  await takeTry(db, buckets, now)
  const done = await transact(db, async (tx) => {
    if (!(await spendCode(tx, caller, half.accountId, code))) return null
    await forgiveTry(tx, buckets)
    const next = newToken()
    const moved = await tx
      .updateTable('logins')
      .set({
        token_hash: tokenHash(next),
        complete: true,
        last_seen_at: now,
        expires_at: loginExpiry(new Date(half.createdAt), now),
      })
      .where('token_hash', '=', tokenHash(token))
      .where('complete', '=', false)
      .returning('id')
      .executeTakeFirst()
    if (!moved) throw loginWrong()
    const { accountId, way, loginId } = half
    const { name, committeeId, role } = tellerOf(half)
    return enter(tx, caller, { accountId, name, committeeId, role, way, loginId, secondStep: true }, next)
  })
  const account = { id: half.accountId, name: half.name, committee_id: half.homeCommitteeId }
  return done ?? refuseLogin(caller, account, 'totp', performance.now())
}

/** Whether the code is right now; its time step is used up with it. */
async function spendCode(tx: Transaction<DB>, caller: Caller, accountId: string, code: string): Promise<boolean> {
  const account = await tx
    .selectFrom('accounts')
    .select(['id', 'totp_secret', 'totp_last_step'])
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const step = totpStep(caller.secrets, account, code, caller.now)
  if (step === null) return false
  await tx.updateTable('accounts').set({ totp_last_step: step }).where('id', '=', accountId).execute()
  return true
}

/** Makes a new secret for my authenticator; it counts once confirmed.
 *  @throws DomainError totp.already-on: whoever sits at a forgotten browser must not swap it */
export async function startTotp(self: SelfCaller): Promise<{ secret: string; uri: string }> {
  const { db, secrets, login } = self
  const { secret, uri, sealed } = newTotp(secrets, login.accountId, login.name)
  const begun = await db
    .updateTable('accounts')
    .set({ totp_secret: sealed, totp_last_step: 0 })
    .where('id', '=', login.accountId)
    .where('totp_confirmed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!begun) throw new DomainError('totp.already-on')
  return { secret, uri }
}

/** Turns my authenticator on by its first code; my other logins end. @throws DomainError login.wrong, totp.already-on */
export async function confirmTotp(self: SelfCaller, code: string): Promise<void> {
  const { db, now, requestId, login } = self
  await transact(db, async (tx) => {
    if (!(await spendCode(tx, self, login.accountId, code))) throw new DomainError('login.wrong', {}, 400)
    const on = await tx
      .updateTable('accounts')
      .set({ totp_confirmed_at: now })
      .where('id', '=', login.accountId)
      .where('totp_confirmed_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!on) throw new DomainError('totp.already-on')
    await tx.deleteFrom('logins').where('account_id', '=', login.accountId).where('id', '<>', login.loginId).execute()
    forgetLoginsOf(login.accountId)
    await emit(
      { db: tx, now, requestId, actor: tellerOf(login) },
      { type: 'account.authenticatorOn', subjectKind: 'account', subjectId: login.accountId },
    )
  })
}

/** Takes an account's authenticator away, for who lost it: by the operator, or together with a new first password. */
export async function clearTotp(tx: Transaction<DB>, accountId: string): Promise<boolean> {
  const cleared = await tx
    .updateTable('accounts')
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: sql<number>`0` })
    .where('id', '=', accountId)
    .where('totp_secret', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  forgetLoginsOf(accountId)
  return cleared !== undefined
}
