import type { CalendarYear, clockRoutes, NamedDay } from '#contract/clocks.ts'
import type { RouteResponse } from '#contract/route.ts'
import type { TodoGroup } from '#contract/workbench.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import { calendarInForce } from '#platform/calendar/in-force.ts'
import { type Context, nobody } from '#platform/context.ts'
import { entersCalendar } from '../access.ts'
import { missingYear, yearsToEnter } from '../calendar-rules.ts'

/** A year of the calendar in force, with every version that was entered for it. */
export async function getCalendarYear(ctx: Context, year: number): Promise<CalendarYear> {
  const { calendar } = await calendarInForce(ctx.db)
  const decrees = await ctx.db
    .selectFrom('calendar_decrees')
    .select(['version', 'source', 'entered_by_name as enteredBy', 'entered_at as enteredAt'])
    .where('year', '=', year)
    .orderBy('version', 'desc')
    .limit(100)
    .execute()
  const ofYear = (days: ReadonlyMap<string, string>): NamedDay[] =>
    [...days]
      .filter(([date]) => date.startsWith(`${year}-`))
      .map(([date, name]) => ({ date, name }))
      .sort((a, b) => (a.date < b.date ? -1 : 1))
  return {
    year,
    origin: decrees.length > 0 ? 'decree' : calendar.years.has(year) ? 'national' : 'none',
    version: decrees[0]?.version ?? 0,
    holidays: ofYear(calendar.holidays),
    makeUpDays: ofYear(calendar.makeUpDays),
    decrees,
    knownYears: [...calendar.years].sort((a, b) => a - b),
    mayEnter: entersCalendar(ctx.actor.role) ? yearsToEnter(civilDateOf(ctx.now)) : null,
  }
}

/** How far a distance is counted in working days on the screen, and room for a page that stays open. */
const [daysBack, daysAhead] = [31, 93]

/** The days around today on which the calendar in force differs from Mondays to Fridays. */
export async function getWorkingDays(ctx: Context): Promise<RouteResponse<(typeof clockRoutes)['getWorkingDays']>> {
  const { calendar } = await calendarInForce(ctx.db)
  const today = civilDateOf(ctx.now)
  const [from, until] = [addDays(today, -daysBack), addDays(today, daysAhead)]
  const near = (days: ReadonlyMap<string, string>) =>
    [...days.keys()].filter((date) => date >= from && date <= until).sort()
  return { from, until, holidays: near(calendar.holidays), makeUpDays: near(calendar.makeUpDays) }
}

/** Tells who looks after the installation that a year's calendar is still to be entered (每年 11 月起). */
export async function listCalendarTodos(ctx: Context): Promise<TodoGroup[]> {
  if (!entersCalendar(ctx.actor.role)) return []
  const today = civilDateOf(ctx.now)
  const year = missingYear((await calendarInForce(ctx.db)).calendar.years, today)
  if (year === null) return []
  const current = year === Number(today.slice(0, 4))
  return [
    {
      kind: 'calendar.missing',
      count: 1,
      countLimit: 100,
      items: [
        {
          kind: 'calendar.missing',
          subjectKind: 'calendar',
          subjectId: nobody,
          title: `录入 ${year} 年放假安排`,
          note: current ? '今年的期限暂按周一至周五计算' : '跨年的期限暂按周一至周五计算，录入后自动重算',
          since: new Date(`${current ? `${year}-01-01` : `${year - 1}-11-01`}T00:00:00+08:00`).toISOString(),
          dueOn: current ? null : `${year - 1}-12-31`,
        },
      ],
    },
  ]
}
