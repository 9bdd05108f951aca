import { sql } from 'kysely'
import { dutyKinds } from '#contract/duty-kinds.ts'
import type { Context } from '#platform/context.ts'

/** An entry `e` that stands and came into the ledger by itself: what is entered by hand beside it would count twice.
 *  Source: 不得重复填报（国办函〔2026〕12号）. */
export const byItself = sql`e.subject_kind <> 'dutyRecord' and e.reverses_id is null and not exists (
  select from duty_entries v where v.committee_id = e.committee_id and v.reverses_id = e.id and v.reverses_id is not null)`

/** Kinds that check-in brings in and the office may enter by hand. */
export const attendedKinds = dutyKinds.filter((one) => one.attendance).map((one) => one.kind)

export interface HeldEntry {
  memberId: string
  kind: string
  occurredOn: string
  title: string
}

/** Meetings and activities of these days that stand in the ledger by themselves. */
export async function heldOn(ctx: Context, days: readonly string[]): Promise<HeldEntry[]> {
  const { rows } = await sql<HeldEntry>`
    select e.member_id as "memberId", e.kind, e.occurred_on as "occurredOn", e.title
    from duty_entries e
    where e.committee_id = ${ctx.actor.committeeId} and e.occurred_on = any(${days}::date[])
      and e.kind = any(${attendedKinds}::text[]) and ${byItself}`.execute(ctx.db)
  return rows
}
