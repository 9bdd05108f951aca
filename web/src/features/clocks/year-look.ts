import { type MarkedYear, markOf } from './marked-year.ts'
import type { DayLook } from './month-grid.tsx'

/** How a day of a year looks on the wall. Pure. */
export function lookIn(year: MarkedYear, date: string): DayLook {
  const { mark, name } = markOf(year, date)
  if (mark === 'holiday') return { kind: 'holiday', sign: '休', words: `${name}放假` }
  if (mark === 'makeUpDay') return { kind: 'makeUpDay', sign: '班', words: `${name}调休上班` }
  return { kind: 'plain' }
}
