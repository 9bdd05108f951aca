import type { z } from 'zod'
import type { ActivityItem, activityRoutes } from '#contract/activities.ts'
import { civilDateOf } from '../../shared/dates.ts'

export type Month = z.output<typeof activityRoutes.getActivityMonth.response>

const utc = (date: string) => new Date(`${date}T00:00:00Z`)

/** A civil date some days on. */
export function addDay(date: string, days: number): string {
  const day = utc(date)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}

/** `2026-11` some months on. */
export function addMonth(month: string, months: number): string {
  const day = utc(`${month}-01`)
  day.setUTCMonth(day.getUTCMonth() + months)
  return day.toISOString().slice(0, 7)
}

/** The same day of another month, or its last. */
export function dayInMonth(day: string, months: number): string {
  const month = addMonth(day.slice(0, 7), months)
  const last = addDay(`${addMonth(month, 1)}-01`, -1)
  const same = `${month}-${day.slice(8)}`
  return same > last ? last : same
}

/** 1 (Monday) to 7 (Sunday). */
export const weekdayNumber = (date: string): number => utc(date).getUTCDay() || 7

export const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const
/** 周一. */
export const weekdayWords = (date: string): string => `周${weekdays[weekdayNumber(date) - 1]}`

/** 2026年11月. */
export function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${year}年${number}月`
}

/** What touches a day, what began on an earlier one first. */
export const onDay = (items: readonly ActivityItem[], day: string): ActivityItem[] =>
  items.filter((one) => civilDateOf(one.startsAt) <= day && civilDateOf(one.endsAt) >= day)

/** The days shown, week by week. */
export function weeksOf({ from, until }: Pick<Month, 'from' | 'until'>): string[][] {
  const weeks: string[][] = []
  for (let monday = from; monday <= until; monday = addDay(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => addDay(monday, i)))
  return weeks
}
