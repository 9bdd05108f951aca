import { createHash } from 'node:crypto'
import type { Role, UnitDesk } from '#contract/accounts.ts'
import type { Database } from '#platform/database/database.ts'
import { desksHeld } from '../rules/duties.ts'
import type { LoginWay } from '../rules/logins.ts'

/** The form in which the database knows a login: a stolen dump signs nobody in. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** A complete or half login with the hat it wears. */
export interface Login {
  readonly loginId: string
  readonly accountId: string
  /** Where the account was opened. */
  readonly homeCommitteeId: string
  readonly name: string
  readonly complete: boolean
  readonly way: LoginWay
  readonly createdAt: string
  readonly expiresAt: string
  /** Moves on while the login is kept in memory. */
  lastSeenAt: string
  readonly mustChangePassword: boolean
  readonly totpOn: boolean
  readonly hat: {
    readonly id: string
    readonly committeeId: string
    readonly role: Role
    readonly memberId: string | null
    readonly unitId: string | null
    /** As they are held: all of them where none is named. */
    readonly desks: readonly UnitDesk[]
    readonly delegatedBy: string | null
    readonly memberName: string | null
  } | null
}

/** Finds the login of a token, unless its account is disabled. One indexed query. */
export async function findLogin(db: Database, hash: Buffer, today: string): Promise<Login | null> {
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
      'l.way',
      'l.created_at',
      'l.expires_at',
      'l.last_seen_at',
      'a.id as account_id',
      'a.committee_id as home_committee_id',
      'a.name',
      'a.must_change_password',
      'a.totp_confirmed_at',
      'h.id as hat_id',
      'h.committee_id',
      'h.role',
      'h.member_id',
      'h.unit_id',
      'h.desks',
      'h.delegated',
      'm.name as member_name',
    ])
    .where('l.token_hash', '=', hash)
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    loginId: row.id,
    accountId: row.account_id,
    homeCommitteeId: row.home_committee_id,
    name: row.name,
    complete: row.complete,
    way: row.way as LoginWay,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastSeenAt: row.last_seen_at,
    mustChangePassword: row.must_change_password,
    totpOn: row.totp_confirmed_at !== null,
    hat: row.hat_id
      ? {
          id: row.hat_id,
          committeeId: row.committee_id!,
          role: row.role as Role,
          memberId: row.member_id,
          unitId: row.unit_id,
          desks: desksHeld(row.role as Role, row.desks ?? []),
          delegatedBy: row.delegated ? row.name : null,
          memberName: row.member_name,
        }
      : null,
  }
}
