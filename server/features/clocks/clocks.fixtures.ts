import { type Kysely, sql } from 'kysely'
import { nationalCalendar } from '#platform/calendar/holidays.ts'
import { calendarInForce } from '#platform/calendar/in-force.ts'
import { nobody } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { newId } from '#platform/ids.ts'

/** Enters a decree for a year straight into the table: the national one with days added off and days added worked. */
export async function buildDecree(
  db: Kysely<DB>,
  year: number,
  more: { off?: readonly string[]; worked?: readonly string[] } = {},
): Promise<number> {
  const { calendar, number } = await calendarInForce(db)
  const known = nationalCalendar.years.has(year) ? nationalCalendar : calendar
  const ofYear = (days: ReadonlyMap<string, string>) => [...days].filter(([date]) => date.startsWith(`${year}-`))
  const version = await db
    .selectFrom('calendar_decrees')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('year', '=', year)
    .executeTakeFirstOrThrow()
  const named = (days: readonly string[] = []) => days.map((date) => [date, '某节'] as const)
  await db
    .insertInto('calendar_decrees')
    .values({
      number: number + 1,
      id: newId(),
      year,
      version: version.count + 1,
      holidays: JSON.stringify(Object.fromEntries([...ofYear(known.holidays), ...named(more.off)])),
      make_up_days: JSON.stringify(Object.fromEntries([...ofYear(known.makeUpDays), ...named(more.worked)])),
      source: '测试用',
      entered_by: nobody,
      entered_by_name: '系统管理员',
      entered_at: new Date(),
    })
    .execute()
  return number + 1
}

/** Writes proposals in handling by the thousand, each with one unit's duty and its running clocks, straight into the
 *  tables: started on 2 March 2026, first contact by 23 March, reply by 2 June. @param matters two clocks each */
export async function seedRunningClocks(
  db: Kysely<DB>,
  committee: { id: string; termId: string; unitId: string },
  matters: number,
): Promise<void> {
  const { edition, number } = await calendarInForce(db)
  await sql`
    with made as (
      insert into proposals (committee_id, id, term_id, state, kind, number, number_series, title, search_words,
        suggested_unit_ids, publish_consent, publish_note, proposers, created_by, lead_unit_id, due_on, state_since,
        created_at, updated_at, submitted_at, registered_at, assigned_at)
      select ${committee.id}, gen_random_uuid(), ${committee.termId}, 'handling', 'individual', n, 'clocks', '关于某事的建议', '',
        '{}', true, '', '某委员', gen_random_uuid(), ${committee.unitId}, '2026-06-02', '2026-03-02T01:00:00Z',
        '2026-03-01T01:00:00Z', '2026-03-02T01:00:00Z', '2026-03-01T01:00:00Z', '2026-03-01T01:00:00Z', '2026-03-02T01:00:00Z'
      from generate_series(1, ${matters}::integer) n
      returning committee_id, id
    ), duties as (
      insert into assignments (committee_id, id, proposal_id, unit_id, role, state, assigned_at, accept_by, return_by,
        reply_by, contact_by, accepted_at, state_since)
      select committee_id, gen_random_uuid(), id, ${committee.unitId}, 'sole', 'accepted', '2026-03-02T01:00:00Z',
        '2026-03-09', '2026-03-09', '2026-06-02', '2026-03-23', '2026-03-02T01:00:00Z', '2026-03-02T01:00:00Z'
      from made
      returning committee_id, id, proposal_id
    )
    insert into clocks (committee_id, id, matter_kind, matter_id, subject_id, kind, unit_id, started_on, period,
      period_unit, due_on, calendar_number, calendar_edition)
    select d.committee_id, gen_random_uuid(), 'proposal', d.proposal_id, d.id, k.kind, ${committee.unitId}, '2026-03-02',
      k.period, k.unit, k.due_on::date, ${number}::integer, ${edition}
    from duties d
    cross join (values ('contact', 15, 'workingDays', '2026-03-23'), ('reply', 3, 'months', '2026-06-02')) as k (kind, period, unit, due_on)`.execute(
    db,
  )
  await sql`analyze proposals, assignments, clocks`.execute(db)
}
