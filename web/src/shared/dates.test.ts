import { describe, expect, it } from 'vitest'
import { civilDateOf, daysBetween, formatCivil, formatInstant, howFar, parseTypedDate } from './dates.ts'

describe('dates', () => {
  it('reads an instant as the day it is in Shanghai', () => {
    expect(civilDateOf('2026-02-28T16:30:00.000000Z')).toBe('2026-03-01')
    expect(formatInstant('2026-02-28T16:30:00Z')).toBe('2026年3月1日 00:30')
    expect(formatCivil('2026-03-01')).toBe('2026年3月1日')
  })

  it.each([
    ['2026-03-01', '今天'],
    ['2026-02-28', '昨天'],
    ['2026-03-02', '明天'],
    ['2026-03-08', '还有 7 天'],
    ['2026-02-20', '9 天前'],
    ['2025-12-01', '约 3 个月前'],
    ['2021-12-28', '约 4 年前'],
  ])('says how far %s is from 2026-03-01: %s', (date, words) => {
    expect(howFar(date, '2026-03-01')).toBe(words)
  })

  it('counts days over the end of a month and of a leap February', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1)
  })

  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026.3.1', '2026-03-01'],
    ['2026/3/1', '2026-03-01'],
    [' 2026年3月1日 ', '2026-03-01'],
    ['19620412', '1962-04-12'],
    ['2026-04-31', null],
    ['2026-13-01', null],
    ['三月一日', null],
    ['', null],
  ])('takes %s as %s', (typed, date) => {
    expect(parseTypedDate(typed)).toBe(date)
  })
})
