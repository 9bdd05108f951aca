import { randomInt, timingSafeEqual } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { lockUntilCommit, transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { DomainError } from '#platform/errors.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Caller } from '../caller.ts'
import { codeExpiry, code as codeRule, secondsUntilResend } from '../rules/logins.ts'
import { codesForAddress, codesForPhone, networkOf } from '../rules/pace.ts'
import { type Bucket, countTry, forgiveTry, signInBuckets, takeTry } from '../throttle.ts'
import { refuseLogin, type SignedIn, startLogin } from './start-login.ts'

/** Under a key outside the database: six digits alone are found from their hash in a second. */
const codeHash = (secrets: Secrets, phone: string, code: string) => secrets.sign('login code', `${phone} ${code}`)

/** Sends a one-time code; a number nobody has is answered, slowed and written down alike, and nothing is sent.
 *  @throws DomainError login.slow-down */
export async function requestLoginCode(caller: Caller, phone: string): Promise<{ resendAfterSeconds: number }> {
  const { db, now, secrets } = caller
  const buckets: Bucket[] = [
    {
      key: `codes to ${secrets.sign('unknown name', phone).toString('base64url')}`,
      pace: codesForPhone,
      onSuccess: 'giveBack',
    },
    { key: `codes for ${networkOf(caller.address)}`, pace: codesForAddress, onSuccess: 'giveBack' },
  ]
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const account = await transact(db, async (tx) => {
    await lockUntilCommit(tx, `login code ${phone}`)
    const before = await tx.selectFrom('login_codes').select('sent_at').where('phone', '=', phone).executeTakeFirst()
    const wait = before ? secondsUntilResend(before.sent_at, now) : 0
    if (wait > 0) throw new DomainError('login.slow-down', { retryAfterSeconds: wait }, 429)
    await countTry(tx, buckets, now)
    const row = {
      code_hash: codeHash(secrets, phone, code),
      sent_at: now,
      expires_at: codeExpiry(now),
      tries_left: codeRule.tries,
    }
    await tx
      .insertInto('login_codes')
      .values({ phone, ...row })
      .onConflict((c) => c.column('phone').doUpdateSet(row))
      .execute()
    return findByPhone(tx, phone)
  })
  // Not waited for: how long the sender takes would tell whether the number is known.
  if (account?.disabled_at === null)
    caller.sms
      .send(phone, `【同心】登录验证码 ${code}，${codeRule.minutes} 分钟内有效。请勿告诉他人。`)
      .catch((error: unknown) => caller.onError(error))
  return { resendAfterSeconds: codeRule.resendSeconds }
}

/** Signs in by the one-time code. @throws DomainError login.wrong, login.slow-down, login.disabled */
export async function logInByCode(caller: Caller, given: { phone: string; code: string }): Promise<SignedIn> {
  const startedAt = performance.now()
  const { db, now, secrets } = caller
  const { phone } = given
  const account = await findByPhone(db, phone)
  const buckets = signInBuckets(caller, account ? { accountId: account.id } : { unknown: phone })
  await takeTry(db, buckets, now)
  const right = await spendTry(db, phone, codeHash(secrets, phone, given.code), now)
  if (!account || !right) return refuseLogin(caller, account, 'code', startedAt)
  if (account.disabled_at !== null) throw new DomainError('login.disabled', {}, 403)
  return transact(db, async (tx) => {
    const signedIn = await startLogin(tx, caller, account, 'code')
    await forgiveTry(tx, buckets)
    return signedIn
  })
}

function findByPhone(db: Pick<Kysely<DB>, 'selectFrom'>, phone: string) {
  return db
    .selectFrom('accounts')
    .select(['id', 'name', 'committee_id', 'password_hash', 'disabled_at'])
    .where('phone', '=', phone)
    .executeTakeFirst()
}

/** Whether the code is right; a right one is gone with it, a wrong one takes one of its tries. */
async function spendTry(db: Kysely<DB>, phone: string, hash: Buffer, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('login_codes')
    .set({ tries_left: sql<number>`tries_left - 1` })
    .where('phone', '=', phone)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', now.toISOString())
    .returning('code_hash')
    .executeTakeFirst()
  if (!row || !timingSafeEqual(row.code_hash, hash)) return false
  const spent = await db
    .updateTable('login_codes')
    .set({ tries_left: 0 })
    .where('phone', '=', phone)
    .where('code_hash', '=', hash)
    .where('expires_at', '>', now.toISOString())
    .set({ expires_at: now })
    .returning('phone')
    .executeTakeFirst()
  return spent !== undefined
}
