/** The weeks of a month, Monday first; null pads the first and the last. Pure. @param month `2027-02` */
export function weeksOf(month: string): (string | null)[][] {
  const first = new Date(`${month}-01T00:00:00Z`)
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const before = (first.getUTCDay() + 6) % 7
  const cells: (string | null)[] = [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length: days }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`),
  ]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

/** The months of a span of days, `2027-01` each. Pure. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let at = from.slice(0, 7); at <= to.slice(0, 7); at = nextMonth(at)) months.push(at)
  return months
}

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** Saturday or Sunday. Pure. */
export function isWeekend(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).getUTCDay() % 6 === 0
}

/** The twelve months of a year. Pure. */
export function monthsOf(year: number): string[] {
  return monthsBetween(`${year}-01-01`, `${year}-12-31`)
}
