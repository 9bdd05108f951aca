import { expect, it } from 'vitest'
import { daysOfYear } from './year.ts'

const plenaries: Record<number, string> = { 2025: '2025-01-14', 2026: '2026-02-03' }
const plenaryOf = (year: number) => plenaries[year] ?? null

it.each([
  ['公历年', 'civilYear', 12, 2026, '2026-01-01', '2026-12-31'],
  ['上年十二月至本年十一月', 'fromMonth', 12, 2026, '2025-12-01', '2026-11-30'],
  ['上年三月至本年二月，闰年', 'fromMonth', 3, 2028, '2027-03-01', '2028-02-29'],
  ['从一月算起就是公历年', 'fromMonth', 1, 2026, '2026-01-01', '2026-12-31'],
  ['全会到全会', 'fromPlenary', 12, 2025, '2025-01-14', '2026-02-02'],
  ['下次全会还没有定', 'fromPlenary', 12, 2026, '2026-02-03', '2026-12-31'],
] as const)('counts a year of scoring by the setting: %s', (_, begins, month, year, from, to) => {
  expect(daysOfYear(year, { begins, month }, plenaryOf)).toEqual({ from, to })
})
