import { expect, it } from 'vitest'
import { halfDaysOf } from './half-days.ts'

it.each([
  ['2026-03-20T09:00', '2026-03-20T11:30', 1],
  ['2026-03-20T14:30', '2026-03-20T17:00', 1],
  ['2026-03-20T09:00', '2026-03-20T17:00', 2],
  ['2026-11-26T09:00', '2026-11-28T17:00', 6],
  ['2026-01-01T09:00', '2026-03-20T17:00', 60],
  ['2026-03-20T09:00', '', null],
  ['2026-03-20T09:00', '2026-03-19T11:00', null],
])('reckons half days of %s to %s as %s', (from, to, n) => {
  expect(halfDaysOf(from, to)).toBe(n)
})
