import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { systemActor } from '#platform/context.ts'
import type { Database } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import type { Caller } from '../caller.ts'
import { type Device, rememberAccount } from '../device.ts'
import { forgetLoginsOf } from '../login-cache.ts'
import { hatsInForce } from '../queries/hats.ts'
import { tokenHash } from '../queries/login.ts'
import { hatToWear } from '../rules/duties.ts'
import { type LoginWay, loginExpiry, longestHours, secondStepExpiry } from '../rules/logins.ts'

/** What a browser gets for signing in. `totp`: the password was right, the authenticator's code must follow. */
export interface SignedIn {
  step: 'done' | 'totp'
  token: string
  /** When the browser may forget the token. */
  endsAt: Date
  /** Null until the login is complete. */
  device: Device | null
}

interface SigningIn {
  id: string
  password_hash: string
}

/** Wrong name, password or code: one answer for all. */
export function loginWrong(): DomainError {
  return new DomainError('login.wrong', {}, 401)
}

/** 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Ends the login of a token, if there is one. */
export async function endLogin(db: Database, token: string): Promise<void> {
  const ended = await db
    .deleteFrom('logins')
    .where('token_hash', '=', tokenHash(token))
    .returning('account_id')
    .executeTakeFirst()
  if (ended) forgetLoginsOf(ended.account_id)
}

/** Begins a login, whole or up to the authenticator's code; the one the browser held before ends.
 *  @throws DomainError login.wrong when the account was disabled or got another password meanwhile */
export async function startLogin(
  tx: Transaction<DB>,
  caller: Caller,
  account: SigningIn,
  way: LoginWay,
): Promise<SignedIn> {
  const { now } = caller
  const current = await tx
    .selectFrom('accounts')
    .select(['id', 'name', 'committee_id', 'totp_confirmed_at', 'last_hat_id'])
    .where('id', '=', account.id)
    .where('password_hash', '=', account.password_hash)
    .where('disabled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!current) throw loginWrong()
  if (caller.token) await endLogin(tx, caller.token)
  const complete = current.totp_confirmed_at === null
  const hat = hatToWear(await hatsInForce(tx, current.id, now), current.last_hat_id)
  const token = newToken()
  const loginId = newId()
  await tx
    .insertInto('logins')
    .values({
      token_hash: tokenHash(token),
      id: loginId,
      account_id: current.id,
      hat_id: hat?.id ?? null,
      complete,
      way,
      created_at: now,
      last_seen_at: now,
      expires_at: complete ? loginExpiry(now, now) : secondStepExpiry(now),
      address: caller.address.slice(0, 100),
      agent: caller.agent.slice(0, 300),
    })
    .execute()
  if (!complete) return { step: 'totp', token, endsAt: secondStepExpiry(now), device: null }
  const teller = { name: current.name, committeeId: hat?.committeeId ?? current.committee_id, role: hat?.role ?? null }
  return enter(tx, caller, { ...teller, accountId: current.id, way, loginId, secondStep: false }, token)
}

/** What is done once a login is complete: it is told, and the device remembered. */
export async function enter(
  tx: Transaction<DB>,
  caller: Caller,
  who: {
    accountId: string
    name: string
    committeeId: string
    role: Parameters<typeof emit>[0]['actor']['role']
    way: LoginWay
    loginId: string
    secondStep: boolean
  },
  token: string,
): Promise<SignedIn> {
  const { now, requestId } = caller
  const { loginId, way, secondStep, ...teller } = who
  await tx.updateTable('accounts').set({ last_login_at: now }).where('id', '=', who.accountId).execute()
  await emit(
    { db: tx, now, requestId, actor: { ...teller, delegatedBy: null } },
    {
      type: 'account.loggedIn',
      subjectKind: 'account',
      subjectId: who.accountId,
      details: { loginId, way, secondStep, address: caller.address },
    },
  )
  return {
    step: 'done',
    token,
    endsAt: new Date(now.getTime() + longestHours * 3_600_000),
    device: rememberAccount(caller.device, who.accountId),
  }
}

/** A wrong login is answered no sooner: writing down a try at a name that exists takes a millisecond that would tell. */
const wrongAnswerMs = 100

/** Refuses a try to sign in; where the account exists its auditor can read of it. Nobody knows who it was.
 *  @param startedAt `performance.now()` when the try came in */
export async function refuseLogin(
  caller: Caller,
  account: { id: string; name: string; committee_id: string } | undefined,
  way: LoginWay | 'totp',
  startedAt: number,
): Promise<never> {
  const { db, now, requestId, address } = caller
  if (account) {
    await emit(
      { db, now, requestId, actor: systemActor(account.committee_id, '未登录者') },
      {
        type: 'account.loginFailed',
        subjectKind: 'account',
        subjectId: account.id,
        details: { name: account.name, way, address },
      },
    )
  }
  await sleep(Math.max(0, startedAt + wrongAnswerMs - performance.now()))
  throw loginWrong()
}
