/** When the year of scoring begins. `civilYear`: 1 January; `fromMonth`: on the first of a month, the year being named for the one it ends in
 *  (上年12月至本年11月); `fromPlenary`: on the day the plenary session of the year opens. */
export interface ScoringYear {
  begins: 'civilYear' | 'fromMonth' | 'fromPlenary'
  month: number
}

export interface YearDays {
  from: string
  to: string
}

const dayBefore = (date: string): string => {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - 1)
  return day.toISOString().slice(0, 10)
}

/** The days of a year of scoring, both ends included. Years follow each other without gap or overlap: what happened on a day counts
 *  in one of them. A plenary that is not fixed yet begins its year on 1 January. @param plenaryOf the day the plenary of a civil year opens */
export function daysOfYear(
  year: number,
  { begins, month }: ScoringYear,
  plenaryOf: (year: number) => string | null,
): YearDays {
  const start = (of: number): string => {
    if (begins === 'fromPlenary') return plenaryOf(of) ?? `${of}-01-01`
    if (begins === 'fromMonth' && month > 1) return `${of - 1}-${String(month).padStart(2, '0')}-01`
    return `${of}-01-01`
  }
  return { from: start(year), to: dayBefore(start(year + 1)) }
}
