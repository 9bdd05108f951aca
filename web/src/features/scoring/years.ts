import { today } from '../../shared/dates.ts'

/** So many years before and after this one a scheme may begin: schemes are not made for other times. */
const reach = 5
const thisYear = () => Number(today().slice(0, 4))

/** What is wrong with the year from which a scheme is to hold; null: nothing. */
export function yearProblem(year: number | null | undefined): string | null {
  const now = thisYear()
  if (Number.isInteger(year) && Math.abs(Number(year) - now) <= reach) return null
  return `请填 ${now - reach} 到 ${now + reach} 之间的年份`
}
