import type { DayProblem, NamedDay } from '#contract/clocks.ts'
import { addDays, type CivilDate, daysBetween, isCivilDate, weekdayOf, yearOf } from '#platform/calendar/civil-date.ts'

/** The days of one year as somebody hands them in. */
export interface GivenYear {
  holidays: readonly { date: string; name: string }[]
  makeUpDays: readonly { date: string; name: string }[]
}

/** Days that are off in every year and do not move with the moon. Source: 全国年节及纪念日放假办法 第二条 (元旦、劳动节、国庆节). */
const alwaysOff: readonly (readonly [string, string])[] = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
]
/** A holiday is one run of days. So few days missing in it are a slip; 元旦 on both ends of a year is none. */
const gapAtMost = 4

/** What is wrong with a year, day by day, in the order of the days; empty when it can be entered. Pure.
 *  Source: the yearly notices of 国务院办公厅 (放假连休，周末上班的为调休). */
export function yearProblems(year: number, given: GivenYear): DayProblem[] {
  const problems: DayProblem[] = []
  const say = (date: string, message: string) => void problems.push({ date, message })
  for (const { date, name } of [...given.holidays, ...given.makeUpDays]) {
    if (!isCivilDate(date)) say(date, '没有这一天，请写成 2027-01-01 的样子')
    else if (yearOf(date) !== year) say(date, `不在 ${year} 年内`)
    if (name.trim() === '') say(date, '没有写节日名称')
  }
  const holidays = given.holidays.map(({ date }) => date).filter(isCivilDate)
  const makeUpDays = given.makeUpDays.map(({ date }) => date).filter(isCivilDate)
  for (const date of twice(holidays)) say(date, '放假日期写了两次')
  for (const date of twice(makeUpDays)) say(date, '调休上班日期写了两次')
  const off = new Set(holidays)
  for (const date of new Set(makeUpDays)) {
    if (off.has(date)) say(date, '既写了放假又写了上班')
    else if (weekdayOf(date) <= 5) say(date, '本来就是工作日，不用调休上班')
  }
  for (const [monthDay, name] of alwaysOff)
    if (!off.has(`${year}-${monthDay}`)) say(`${year}-${monthDay}`, `${name}没有放假`)
  for (const { date, name } of gaps(given.holidays)) say(date, `夹在${name}假期当中，却没有放假`)
  return problems.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

function twice(dates: readonly string[]): Set<string> {
  return new Set(dates.filter((date, index) => dates.indexOf(date) !== index))
}

/** Weekdays between two days of the same holiday, a few days apart, that are not off themselves. */
function gaps(holidays: GivenYear['holidays']): NamedDay[] {
  const days = holidays.filter(({ date }) => isCivilDate(date)).toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const off = new Set(days.map(({ date }) => date))
  const last = new Map<string, CivilDate>()
  const found: NamedDay[] = []
  for (const { date, name } of days) {
    const before = last.get(name)
    if (before !== undefined && daysBetween(before, date) <= gapAtMost + 1)
      for (let day = addDays(before, 1); day < date; day = addDays(day, 1))
        if (!off.has(day) && weekdayOf(day) <= 5) found.push({ date: day, name })
    last.set(name, date)
  }
  return found
}

/** The years that may be entered on a day: from the last one to the next. A notice for later years does not exist yet, and
 *  nothing runs any more by earlier ones. */
export function yearsToEnter(today: CivilDate): { from: number; to: number } {
  return { from: yearOf(today) - 1, to: yearOf(today) + 1 }
}

/** The year administrators are told to enter, or null. From November on, when the notice is out, it is the next; a year
 *  that has begun without a calendar is asked for first. Source: notices of 国务院办公厅, 2004–2025 all in October to December. */
export function missingYear(years: ReadonlySet<number>, today: CivilDate): number | null {
  const year = yearOf(today)
  if (!years.has(year)) return year
  return Number(today.slice(5, 7)) >= 11 && !years.has(year + 1) ? year + 1 : null
}
