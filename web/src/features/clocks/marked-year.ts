import type { NamedDay } from '#contract/clocks.ts'

/** The days of a year while they are being marked. */
export interface MarkedYear {
  holidays: readonly NamedDay[]
  makeUpDays: readonly NamedDay[]
}
export type Mark = 'holiday' | 'makeUpDay' | 'none'

/** The year with one day marked; the same mark with the same name once more takes it away. Pure. */
export function marked(year: MarkedYear, date: string, mark: Mark, name: string): MarkedYear {
  const was = markOf(year, date)
  const without = (days: readonly NamedDay[]) => days.filter((day) => day.date !== date)
  const withDay = (days: readonly NamedDay[]) =>
    [...without(days), { date, name }].sort((a, b) => (a.date < b.date ? -1 : 1))
  const takenAway = was.mark === mark && was.name === name
  return {
    holidays: mark === 'holiday' && !takenAway ? withDay(year.holidays) : without(year.holidays),
    makeUpDays: mark === 'makeUpDay' && !takenAway ? withDay(year.makeUpDays) : without(year.makeUpDays),
  }
}

/** How a day is marked. Pure. */
export function markOf(year: MarkedYear, date: string): { mark: Mark; name: string } {
  const holiday = year.holidays.find((day) => day.date === date)
  if (holiday) return { mark: 'holiday', name: holiday.name }
  const makeUpDay = year.makeUpDays.find((day) => day.date === date)
  return makeUpDay ? { mark: 'makeUpDay', name: makeUpDay.name } : { mark: 'none', name: '' }
}

/** Whether both mark the same days alike. Pure. */
export function sameYear(one: MarkedYear, other: MarkedYear): boolean {
  const key = ({ holidays, makeUpDays }: MarkedYear) =>
    JSON.stringify([holidays.map((d) => [d.date, d.name]), makeUpDays.map((d) => [d.date, d.name])])
  return key(one) === key(other)
}
