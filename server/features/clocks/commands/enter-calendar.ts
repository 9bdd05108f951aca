import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { calendarInForce } from '#platform/calendar/in-force.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { entersCalendar } from '../access.ts'
import { type GivenYear, yearProblems, yearsToEnter } from '../calendar-rules.ts'
import { getCalendarYear } from '../queries/calendar.ts'

/** Enters the calendar of a year, or amends it by a further version. Clocks that run are reckoned anew by a job.
 *  @throws DomainError calendar.year, calendar.invalid with what is wrong by day, calendar.unchanged, version.stale */
export async function enterCalendarYear(
  ctx: Context,
  year: number,
  given: GivenYear & { version: number; source: string },
): Promise<{ version: number }> {
  if (!entersCalendar(ctx.actor.role)) throw accessDenied('enterCalendar')
  const may = yearsToEnter(civilDateOf(ctx.now))
  if (year < may.from || year > may.to) throw new DomainError('calendar.year', may, 400)
  const problems = yearProblems(year, given)
  if (problems.length > 0) throw new DomainError('calendar.invalid', { days: problems }, 400)
  // Of two who enter at once the second one sees the version of the first.
  await lockUntilCommit(ctx.db, 'calendar')
  const before = await getCalendarYear(ctx, year)
  const { version, source, holidays, makeUpDays } = { ...given, ...asRecords(given) }
  if (before.version !== version)
    throw new DomainError('version.stale', {
      current: { holidays: before.holidays, makeUpDays: before.makeUpDays },
      currentVersion: before.version,
      yours: { holidays: given.holidays, makeUpDays: given.makeUpDays },
    })
  if (before.origin !== 'none' && same(asRecords(before), { holidays, makeUpDays }))
    throw new DomainError('calendar.unchanged')
  const { number } = await calendarInForce(ctx.db)
  const id = newId()
  await ctx.db
    .insertInto('calendar_decrees')
    .values({
      number: number + 1,
      id,
      year,
      version: version + 1,
      holidays: JSON.stringify(holidays),
      make_up_days: JSON.stringify(makeUpDays),
      source,
      entered_by: ctx.actor.accountId,
      entered_by_name: ctx.actor.name,
      entered_at: ctx.now,
    })
    .execute()
  await emit(ctx, {
    type: 'calendar.decreed',
    subjectKind: 'calendar',
    subjectId: id,
    details: { year, version: version + 1, number: number + 1, source },
  })
  return { version: version + 1 }
}

type YearRecords = Record<'holidays' | 'makeUpDays', Record<string, string>>

function asRecords(given: GivenYear): YearRecords {
  const record = (days: GivenYear['holidays']) =>
    Object.fromEntries(
      days.map(({ date, name }) => [date, name.trim()] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    )
  return { holidays: record(given.holidays), makeUpDays: record(given.makeUpDays) }
}

const same = (one: YearRecords, other: YearRecords) =>
  JSON.stringify([one.holidays, one.makeUpDays]) === JSON.stringify([other.holidays, other.makeUpDays])
