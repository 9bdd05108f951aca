import { expect, it } from 'vitest'
import { halfDaysOf, movedEnd } from './half-days.ts'

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

it.each([
  ['a day later', '2026-11-24T01:00', '2026-11-26T09:00'],
  ['earlier on the same day', '2026-11-22T21:00', '2026-11-25T09:00'],
  ['later on the same day', '2026-11-23T06:00', '2026-11-25T09:00'],
])('moves the end of a meeting of three days by whole days: %s', (_, to, end) => {
  expect(movedEnd('2026-11-23T01:00Z', `${to}Z`, '2026-11-25T09:00Z')).toBe(`${end}:00.000Z`)
})
it('moves the end of a morning along where it would lie before the start', () => {
  expect(movedEnd('2026-11-23T01:00Z', '2026-11-23T06:00Z', '2026-11-23T04:00Z')).toBe('2026-11-23T09:00:00.000Z')
})
