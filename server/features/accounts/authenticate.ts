import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Role } from '#contract/accounts.ts'
import type { Actor } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { DomainError } from '#platform/errors.ts'

/** Name of the cookie that carries a login. */
export const loginCookie = 'tongxin_login'

/** The form in which the database knows a login: a stolen dump signs nobody in. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** A complete or half login with the hat it wears. */
export interface Login {
  loginId: string
  accountId: string
  name: string
  complete: boolean
  expiresAt: string
  lastSeenAt: string
  mustChangePassword: boolean
  hat: {
    id: string
    committeeId: string
    role: Role
    memberId: string | null
    unitId: string | null
    delegatedBy: string | null
    memberName: string | null
  } | null
}

/** Finds the login of a token, unless its account is disabled. One indexed query, once per request. */
export async function findLogin(db: Kysely<DB>, token: string, today: string): Promise<Login | null> {
  const row = await db
    .selectFrom('logins as l')
    .innerJoin('accounts as a', 'a.id', 'l.account_id')
    .leftJoin('hats as h', (join) =>
      join
        .onRef('h.id', '=', 'l.hat_id')
        .onRef('h.account_id', '=', 'a.id')
        .on('h.revoked_at', 'is', null)
        .on((eb) => eb.or([eb('h.ends_on', 'is', null), eb('h.ends_on', '>=', today)])),
    )
    .leftJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'h.committee_id').onRef('m.id', '=', 'h.member_id'),
    )
    .select([
      'l.id',
      'l.complete',
      'l.expires_at',
      'l.last_seen_at',
      'a.id as account_id',
      'a.name',
      'a.must_change_password',
      'h.id as hat_id',
      'h.committee_id',
      'h.role',
      'h.member_id',
      'h.unit_id',
      'h.delegated',
      'm.name as member_name',
    ])
    .where('l.token_hash', '=', tokenHash(token))
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    loginId: row.id,
    accountId: row.account_id,
    name: row.name,
    complete: row.complete,
    expiresAt: row.expires_at,
    lastSeenAt: row.last_seen_at,
    mustChangePassword: row.must_change_password,
    hat: row.hat_id
      ? {
          id: row.hat_id,
          committeeId: row.committee_id!,
          role: row.role as Role,
          memberId: row.member_id,
          unitId: row.unit_id,
          delegatedBy: row.delegated ? row.name : null,
          memberName: row.member_name,
        }
      : null,
  }
}

/** Who acts through a login. @throws DomainError when a first password must be changed, or no hat is there to wear */
export function actorOf(login: Login): Actor {
  if (login.mustChangePassword) throw new DomainError('password.must-change', {}, 403)
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
    delegatedBy: hat.delegatedBy,
  }
}

/** Reads who is asking from the login cookie; null when nobody is signed in. */
export function authenticator(db: Kysely<DB>, clock: () => Date): (request: FastifyRequest) => Promise<Actor | null> {
  return async (request) => {
    const token = request.cookies[loginCookie]
    if (!token) return null
    const now = clock()
    const login = await findLogin(db, token, now.toISOString().slice(0, 10))
    if (!login?.complete || Date.parse(login.expiresAt) <= now.getTime()) return null
    return actorOf(login)
  }
}
