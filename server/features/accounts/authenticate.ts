import { performance } from 'node:perf_hooks'
import type { FastifyRequest } from 'fastify'
import { type Kysely, sql } from 'kysely'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Actor } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { DomainError } from '#platform/errors.ts'
import { forgetLoginsOf, type LoginCache } from './login-cache.ts'
import { hatsInForce } from './queries/hats.ts'
import { findLogin, type Login, tokenHash } from './queries/login.ts'
import { administrators, hatToWear } from './rules/duties.ts'
import { isPasswordDue, isSeenDue, loginExpiry } from './rules/logins.ts'

/** Name of the cookie that carries a login. */
export const loginCookie = 'tongxin_login'

/** How far a person must have settled in before a route is open to them. */
export type Settled = 'signedIn' | 'ownPassword' | 'authenticator'

/** @throws DomainError when a first password must be changed, or an administrator has no authenticator yet */
export function requireSettled(login: Login, settled: Settled, requireTotp: boolean): void {
  if (settled === 'signedIn') return
  if (isPasswordDue(login)) throw new DomainError('password.must-change', {}, 403)
  if (settled === 'ownPassword') return
  if (requireTotp && isTotpDue(login)) throw new DomainError('totp.must-enroll', {}, 403)
}

/** Whether an administrator signs in without an authenticator. */
export function isTotpDue(login: Login): boolean {
  return !login.totpOn && login.hat !== null && administrators.has(login.hat.role)
}

/** Who acts through a login. @throws DomainError when it wears no hat */
export function actorOf(login: Login): Actor {
  const { hat } = login
  if (!hat) throw new DomainError('hat.none', {}, 403)
  return {
    accountId: login.accountId,
    name: hat.memberName ?? login.name,
    hatId: hat.id,
    committeeId: hat.committeeId,
    role: hat.role,
    memberId: hat.memberId,
    unitId: hat.unitId,
    desks: hat.desks,
    delegatedBy: hat.delegatedBy,
  }
}

/** Tells who is asking. */
export interface Authenticator {
  /** The complete login of a request. @throws DomainError login.required, and as `requireSettled` */
  login(request: FastifyRequest, settled: Settled): Promise<Login>
  /** Who acts in a request; null when nobody is signed in. @throws DomainError as `requireSettled` and `actorOf` */
  actor(request: FastifyRequest): Promise<Actor | null>
  readonly requireTotp: boolean
}

/** Reads who is asking from the login cookie: from memory, else by one query. */
export function authenticator(deps: {
  db: Kysely<DB>
  clock(): Date
  cache: LoginCache
  /** Whether administrators need an authenticator; off for the demonstration only. */
  requireTotp: boolean
}): Authenticator {
  const { db, clock, cache, requireTotp } = deps

  const find = async (request: FastifyRequest): Promise<Login | null> => {
    const token = request.cookies[loginCookie]
    if (!token) return null
    const now = clock()
    const hash = tokenHash(token)
    const key = hash.toString('base64')
    const held = cache.find(key)
    const readAt = performance.now()
    let login = held ?? (await findLogin(db, hash, civilDateOf(now)))
    if (!login?.complete || Date.parse(login.expiresAt) <= now.getTime()) return null
    // Reading goes on under another hat; a write meant for the hat that is gone must not happen in another name.
    if (!login.hat && request.method === 'GET' && (await putOnAnotherHat(db, login, now)))
      login = (await findLogin(db, hash, civilDateOf(now))) ?? login
    if (!held && login.hat) cache.keep(key, login, readAt)
    if (isSeenDue(login.lastSeenAt, now)) await markSeen(db, login, now)
    return login
  }

  return {
    requireTotp,
    async login(request, settled) {
      const login = await find(request)
      if (!login) throw new DomainError('login.required', {}, 401)
      requireSettled(login, settled, requireTotp)
      return login
    },
    async actor(request) {
      const login = await find(request)
      if (!login) return null
      requireSettled(login, 'authenticator', requireTotp)
      return actorOf(login)
    },
  }
}

/** Lets a login whose hat was taken wear the next one. @returns whether there was one */
async function putOnAnotherHat(db: Kysely<DB>, login: Login, now: Date): Promise<boolean> {
  const hat = hatToWear(await hatsInForce(db, login.accountId, now), null)
  if (!hat) return false
  forgetLoginsOf(login.accountId)
  await db.updateTable('logins').set({ hat_id: hat.id }).where('id', '=', login.loginId).execute()
  return true
}

/** Writes that a login was used, and lets it slide on; it never ends earlier than it would have. */
async function markSeen(db: Kysely<DB>, login: Login, now: Date): Promise<void> {
  login.lastSeenAt = now.toISOString()
  const expiry = loginExpiry(new Date(login.createdAt), now)
  await db
    .updateTable('logins')
    .set({ last_seen_at: now, expires_at: sql<string>`greatest(expires_at, ${expiry}::timestamptz)` })
    .where('id', '=', login.loginId)
    .execute()
}
