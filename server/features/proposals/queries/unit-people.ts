import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { UnitDesk } from '#contract/accounts.ts'
import { desksHeld } from '#features/accounts/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Actor, Context } from '#platform/context.ts'
import type { Database } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import type { UnitPerson } from '../access-unit.ts'

/** Those of a unit who may act on a day, as a query: hat in force, account not disabled. */
export function unitPeopleQuery(
  db: Kysely<DB>,
  of: { committee: Expression<string>; unit: Expression<string>; today: string },
) {
  return db
    .selectFrom('hats as uh')
    .innerJoin('accounts as ua', 'ua.id', 'uh.account_id')
    .select(['ua.id as accountId', 'ua.name', 'uh.desks'])
    .where('uh.committee_id', '=', of.committee)
    .where('uh.unit_id', '=', of.unit)
    .where('uh.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('uh.ends_on', 'is', null), eb('uh.ends_on', '>=', of.today)]))
    .where('ua.disabled_at', 'is', null)
    .orderBy('uh.id')
}

/** A row of it with the desks as they are held. */
export const personOf = (row: { accountId: string; name: string; desks: string[] }): UnitPerson => ({
  ...row,
  desks: desksHeld('unitClerk', row.desks),
})

/** Those of a unit who may act today. */
export async function peopleOfUnit(
  db: Database,
  committeeId: string,
  unitId: string,
  now: Date,
): Promise<UnitPerson[]> {
  const of = { committee: sql.val(committeeId), unit: sql.val(unitId), today: civilDateOf(now) }
  return (await unitPeopleQuery(db, of).execute()).map(personOf)
}

/** Somebody of a unit and the day, as values or as places of a statement. */
type Seat = Pick<Actor, 'committeeId' | 'unitId' | 'desks'> & { today: string }
export const seatOf = (ctx: Context): Seat => ({ ...ctx.actor, today: civilDateOf(ctx.now) })

/** SQL: somebody of the unit may act today, who `is`. */
const someone = (seat: Seat, is: Expression<SqlBool>) => sql<boolean>`exists (
  select from hats uh
  join accounts ua on ua.id = uh.account_id
  where uh.committee_id = ${seat.committeeId} and uh.unit_id = ${seat.unitId}
    and uh.revoked_at is null and (uh.ends_on is null or uh.ends_on >= ${seat.today}::date)
    and ua.disabled_at is null and ${is})`

/** SQL: the desk is theirs. */
export const holdsDesk = (seat: Seat, desk: UnitDesk) => sql<boolean>`${sql.lit(desk)} = any(${seat.desks}::text[])`

/** SQL: they fill a desk of their unit: it is theirs, or nobody's. `access-unit.ts` says the same of loaded people. */
export const fillsDesk = (seat: Seat, desk: UnitDesk) => {
  const held = someone(seat, sql`(cardinality(uh.desks) = 0 or ${sql.lit(desk)} = any(uh.desks))`)
  return sql<boolean>`(${holdsDesk(seat, desk)} or not ${held})`
}

/** SQL: the account of column `column` still acts for the unit. */
export const staysInUnit = (seat: Seat, column: 'a.clerk_id' | 'a.leader_id') =>
  someone(seat, sql`uh.account_id = ${sql.ref(column)}`)
