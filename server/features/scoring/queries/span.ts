import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { settingInForce } from '#platform/settings.ts'
import type { ScoredSpan } from '../rules/score-facts.ts'
import { daysOfYear, type YearDays } from '../rules/year.ts'
import { scoringYearSetting } from '../settings.ts'

type Reading = Pick<Context, 'db' | 'actor' | 'now'>
export type SpanOfTerm = ScoredSpan & { termId: string | null }

/** The days of a year as the committee counts it, whether it is over or not. */
export async function periodOfYear(ctx: Reading, year: number): Promise<YearDays> {
  const setting = await settingInForce(ctx, scoringYearSetting)
  if (setting.begins !== 'fromPlenary') return daysOfYear(year, setting, () => null)
  const sessions = await ctx.db
    .selectFrom('sessions')
    .select('opens_on')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('opens_on', '>=', `${year}-01-01`)
    .where('opens_on', '<', `${year + 2}-01-01`)
    .orderBy('opens_on')
    .execute()
  return daysOfYear(
    year,
    setting,
    (of) => sessions.find(({ opens_on }) => opens_on!.startsWith(String(of)))?.opens_on ?? null,
  )
}

/** The year as it is scored today. */
export const spanOfYear = async (ctx: Reading, year: number): Promise<SpanOfTerm> =>
  spanOf(ctx, year, await periodOfYear(ctx, year))

/** Days that are scored as a year, with the term they lie in; days to come are left out. */
export async function spanOf(ctx: Reading, year: number, { from, to: end }: YearDays): Promise<SpanOfTerm> {
  const today = civilDateOf(ctx.now)
  const to = end < today ? end : from > today ? end : today
  const term = await ctx.db
    .selectFrom('terms')
    .select(['id', 'starts_on', 'ends_on'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('starts_on', '<=', to)
    .orderBy('starts_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    year,
    from,
    to,
    end,
    running: end >= today,
    termId: term?.id ?? null,
    termFrom: term?.starts_on ?? from,
    termEnded: term !== undefined && (term.ends_on ?? yearsAfter(term.starts_on, yearsOfTerm)) < yearsAfter(end, 1),
  }
}

/** 每届任期五年 (政协章程); the day it really ends is known when the next one is begun. */
const yearsOfTerm = 5
const yearsAfter = (date: string, years: number): string => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`
