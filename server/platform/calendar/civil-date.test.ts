import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, civilDateOf, daysBetween, isCivilDate, weekdayOf, yearOf } from './civil-date.ts'

const date = fc.integer({ min: 0, max: 109_000 }).map((days) => addDays('1900-01-01', days))

describe('a civil date', () => {
  it.each(['2025-02-28', '2024-02-29', '2000-02-29', '1900-01-01', '2200-12-31'])('%s exists', (text) => {
    expect(isCivilDate(text)).toBe(true)
  })

  it.each([
    '2025-02-30',
    '2025-02-29',
    '1900-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-04-31',
    '2025-01-00',
    '1899-12-31',
    '2201-01-01',
    '2025-1-1',
    '2025/01/01',
    '2025-01-01T00:00:00Z',
    ' 2025-01-01',
    '2025-01-01\n',
    '２０２５-01-01',
    '',
  ])('%j does not', (text) => {
    expect(isCivilDate(text)).toBe(false)
    expect(() => addDays(text, 1)).toThrow(RangeError)
    expect(() => addMonths(text, 1)).toThrow(RangeError)
    expect(() => weekdayOf(text)).toThrow(RangeError)
    expect(() => yearOf(text)).toThrow(RangeError)
  })

  it.each([
    ['2025-06-30T15:59:59.999Z', '2025-06-30'],
    ['2025-06-30T16:00:00.000Z', '2025-07-01'],
    ['2025-12-31T16:00:00Z', '2026-01-01'],
    // Summer time, 1986 to 1991: an hour earlier.
    ['1988-07-01T15:00:00Z', '1988-07-02'],
  ])('of the instant %s is the day it was in Shanghai', (instant, day) => {
    expect(civilDateOf(new Date(instant))).toBe(day)
  })

  it('refuses an instant that is none, or too far away', () => {
    expect(() => civilDateOf(new Date('never'))).toThrow(RangeError)
    expect(() => civilDateOf(new Date('0099-01-01T00:00:00Z'))).toThrow(RangeError)
    expect(() => civilDateOf(new Date('+012025-01-01T00:00:00Z'))).toThrow(RangeError)
  })

  it('knows its day of the week', () => {
    expect(weekdayOf('2025-09-28')).toBe(7)
    expect(weekdayOf('2025-10-09')).toBe(4)
    expect(weekdayOf('1900-01-01')).toBe(1)
    expect(weekdayOf('1969-12-31')).toBe(3)
  })
})

describe('days and months later', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2025-03-01', -1, '2025-02-28'],
    ['2025-03-01', 0, '2025-03-01'],
  ])('%s and %i days is %s', (from, days, to) => {
    expect(addDays(from, days)).toBe(to)
  })

  it.each([
    ['2025-03-15', 3, '2025-06-15'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-08-31', 6, '2026-02-28'],
    ['2025-10-31', 2, '2025-12-31'],
    ['2025-12-01', 1, '2026-01-01'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-15', -13, '2023-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to)
  })

  it('refuses parts of days and what leaves the calendar', () => {
    expect(() => addDays('2025-01-01', 0.5)).toThrow(RangeError)
    expect(() => addDays('2025-01-01', Number.NaN)).toThrow(RangeError)
    expect(() => addDays('2200-12-31', 1)).toThrow(RangeError)
    expect(() => addDays('2025-01-01', Number.MAX_SAFE_INTEGER)).toThrow(RangeError)
    expect(() => addMonths('2025-01-01', 1.5)).toThrow(RangeError)
    expect(() => addMonths('2025-01-01', 12 * 176)).toThrow(RangeError)
    expect(() => addMonths('2025-01-01', Number.MAX_SAFE_INTEGER)).toThrow(RangeError)
    expect(() => addMonths('2025-01-01', -12 * 126)).toThrow(RangeError)
  })

  it('adding days and counting them undo each other', () => {
    fc.assert(fc.property(date, date, (a, b) => void expect(addDays(a, daysBetween(a, b))).toBe(b)))
  })

  it('a month later is in the next month, on the same day or the last', () => {
    fc.assert(
      fc.property(date, (from) => {
        const to = addMonths(from, 1)
        const sameDay = to.slice(8) === from.slice(8)
        const lastDay = addDays(to, 1).endsWith('-01')
        expect(sameDay || (lastDay && to.slice(8) < from.slice(8))).toBe(true)
        expect(Number(to.slice(5, 7))).toBe((Number(from.slice(5, 7)) % 12) + 1)
      }),
    )
  })
})
