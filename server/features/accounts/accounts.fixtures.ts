import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { Role, UnitDesk } from '#contract/accounts.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { newId } from '#platform/ids.ts'
import { tokenHash } from './queries/login.ts'

const at = '2026-01-05T01:00:00Z'

/** An account that can sign in; its password hash is no hash, so only `signIn` below opens it. */
export async function buildAccount(
  db: Kysely<DB>,
  given: {
    committeeId: string
    name?: string
    username?: string
    phone?: string | null
    passwordHash?: string
    mustChangePassword?: boolean
  },
) {
  const id = newId()
  const row = {
    id,
    committee_id: given.committeeId,
    name: given.name ?? '测试账号',
    username: given.username ?? `u${id.replaceAll('-', '').slice(-12)}`,
    phone: given.phone ?? null,
    password_hash: given.passwordHash ?? 'none',
    must_change_password: given.mustChangePassword ?? false,
    created_at: at,
  }
  await db.insertInto('accounts').values(row).execute()
  return { id, name: row.name, username: row.username }
}

/** A hat for an account. */
export async function buildHat(
  db: Kysely<DB>,
  given: {
    committeeId: string
    accountId: string
    role: Role
    memberId?: string | null
    unitId?: string | null
    desks?: UnitDesk[]
    delegated?: boolean
  },
) {
  const id = newId()
  await db
    .insertInto('hats')
    .values({
      committee_id: given.committeeId,
      id,
      account_id: given.accountId,
      role: given.role,
      member_id: given.memberId ?? null,
      unit_id: given.unitId ?? null,
      desks: given.desks ?? [],
      delegated: given.delegated ?? false,
      basis: '',
      granted_by: given.accountId,
      granted_at: at,
    })
    .execute()
  return { id }
}

/** A complete login wearing `hatId`, last used at `seenAt`; gives the token of its cookie. */
export async function signIn(db: Kysely<DB>, accountId: string, hatId: string | null, seenAt = at): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await db
    .insertInto('logins')
    .values({
      token_hash: tokenHash(token),
      id: newId(),
      account_id: accountId,
      hat_id: hatId,
      complete: true,
      created_at: at,
      last_seen_at: seenAt,
      expires_at: '2099-01-01T00:00:00Z',
      address: '127.0.0.1',
      agent: 'test',
    })
    .execute()
  return token
}

/** Account, hat and login in one: the token of somebody with this role in this committee. */
export async function signInAs(
  db: Kysely<DB>,
  given: {
    committeeId: string
    role: Role
    name?: string
    memberId?: string
    unitId?: string
    desks?: UnitDesk[]
    /** Types for the member (代录), whose own account is another. */
    delegated?: boolean
  },
): Promise<{ token: string; accountId: string; hatId: string }> {
  const account = await buildAccount(db, { committeeId: given.committeeId, name: given.name })
  if (given.memberId && !given.delegated)
    await db.updateTable('members').set({ account_id: account.id }).where('id', '=', given.memberId).execute()
  const hat = await buildHat(db, { ...given, accountId: account.id })
  return { token: await signIn(db, account.id, hat.id), accountId: account.id, hatId: hat.id }
}

/** A browser: keeps its cookies between requests, and sits at an address. */
export function browser(http: FastifyInstance, address = '203.0.113.5') {
  const cookies = new Map<string, string>()
  return {
    cookies,
    async send(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await http.inject({
        method,
        url: `/api/v1${path}`,
        remoteAddress: address,
        headers,
        cookies: Object.fromEntries(cookies),
        ...(method === 'GET' ? {} : { payload: (body ?? {}) as object }),
      })
      for (const { name, value } of response.cookies)
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      return response
    },
    logIn(identifier: string, password: string) {
      return this.send('POST', '/login', { identifier, password })
    },
  }
}
