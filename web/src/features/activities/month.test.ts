import { expect, it } from 'vitest'
import { addDay, dayInMonth, monthWords, weekdayWords, weeksOf } from './month.ts'

it('turns days, weeks and months of the calendar as a wall calendar does', () => {
  expect(weeksOf({ from: '2026-02-23', until: '2026-03-08' })).toEqual([
    ['2026-02-23', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01'],
    ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08'],
  ])
  expect(addDay('2026-12-31', 1)).toBe('2027-01-01')
  expect([dayInMonth('2026-01-31', 1), dayInMonth('2026-03-31', -1), dayInMonth('2026-12-15', 1)]).toEqual([
    '2026-02-28',
    '2026-02-28',
    '2027-01-15',
  ])
  expect([weekdayWords('2026-11-22'), monthWords('2026-03')]).toEqual(['周日', '2026年3月'])
})
