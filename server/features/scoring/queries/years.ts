import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { readsSchemes } from '../access.ts'
import type { YearDays } from '../rules/year.ts'
import { periodOfYear } from './span.ts'

/** The year that runs today as the committee counts it: from December on it may be the next one. @throws DomainError access.denied */
export async function getRunningYear(ctx: Context): Promise<YearDays & { year: number }> {
  if (!readsSchemes(ctx.actor)) throw accessDenied('getRunningYear')
  const today = civilDateOf(ctx.now)
  const civil = Number(today.slice(0, 4))
  // Years follow each other without a gap, so one of the three holds today.
  for (const year of [civil + 1, civil]) {
    const days = await periodOfYear(ctx, year)
    if (days.from <= today) return { year, ...days }
  }
  return { year: civil - 1, ...(await periodOfYear(ctx, civil - 1)) }
}
