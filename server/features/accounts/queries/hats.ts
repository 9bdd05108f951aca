import type { Hat, Role, UnitDesk } from '#contract/accounts.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Database } from '#platform/database/database.ts'

/** A hat as its account wears it; `delegated`: it is worn for a member (代录). */
export interface WornHat extends Hat {
  delegated: boolean
}

/** The hats of accounts that count today, by account. */
export async function hatsOfAccounts(
  db: Database,
  accountIds: readonly string[],
  now: Date,
): Promise<Map<string, WornHat[]>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('hats as h')
    .innerJoin('committees as c', 'c.id', 'h.committee_id')
    .leftJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'h.committee_id').onRef('u.id', '=', 'h.unit_id'),
    )
    .leftJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'h.committee_id').onRef('m.id', '=', 'h.member_id'),
    )
    .select([
      'h.account_id',
      'h.id',
      'h.committee_id',
      'c.name as committee_name',
      'h.role',
      'h.member_id',
      'h.unit_id',
      'h.desks',
      'u.name as unit_name',
      'h.delegated',
      'm.name as member_name',
    ])
    .where('h.account_id', 'in', accountIds)
    .where('h.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('h.ends_on', 'is', null), eb('h.ends_on', '>=', civilDateOf(now))]))
    .execute()
  const byAccount = Map.groupBy(rows, (row) => row.account_id)
  return new Map(
    [...byAccount].map(([accountId, hats]) => [
      accountId,
      hats.map((row) => ({
        id: row.id,
        committeeId: row.committee_id,
        committeeName: row.committee_name,
        role: row.role as Role,
        memberId: row.member_id,
        unitId: row.unit_id,
        unitName: row.unit_name,
        desks: row.desks as UnitDesk[],
        delegatedFor: row.delegated ? row.member_name : null,
        delegated: row.delegated,
      })),
    ]),
  )
}

/** The hats one account may wear today. */
export async function hatsInForce(db: Database, accountId: string, now: Date): Promise<WornHat[]> {
  return (await hatsOfAccounts(db, [accountId], now)).get(accountId) ?? []
}

/** A hat as the contract shows it. */
export function shownHat({ delegated: _, ...hat }: WornHat): Hat {
  return hat
}
