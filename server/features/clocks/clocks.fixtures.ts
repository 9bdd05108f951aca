import type { Kysely } from 'kysely'
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
