import { describe, expect, it } from 'vitest'
import { clockWords, dateWords, distance, instantWords, waitedWords, workingDaysUntil } from './due.ts'
import { workingDaysOf } from './working-day.ts'

const weekday = (civil: string) => ![0, 6].includes(new Date(civil).getUTCDay())
/** 2026 年国庆：10 月 1–7 日放假，10 月 10 日（周六）上班。 */
const withHolidays = workingDaysOf({
  holidays: [1, 2, 3, 4, 5, 6, 7].map((day) => `2026-10-0${day}`),
  makeUpDays: ['2026-10-10'],
})

describe('distance in words', () => {
  it.each([
    ['2026-11-20', '已超期 2 天', 'over'],
    ['2026-11-21', '已超期 1 天', 'over'],
    ['2026-11-22', '今天到期', 'today'],
    ['2026-11-23', '还有 1 个工作日', 'near'],
    ['2026-11-25', '还有 3 个工作日', 'near'],
    ['2026-11-26', '还有 4 个工作日', 'far'],
    ['2026-12-22', '还有 22 个工作日', 'far'],
    ['2027-02-22', '还有 92 天', 'far'],
  ])('says of %s on Sunday 2026-11-22: %s', (due, words, urgency) => {
    expect(distance(due, '2026-11-22', weekday)).toEqual({ words, urgency })
  })
  it('counts swapped working days and leaves holidays out', () => {
    expect(workingDaysUntil('2026-09-30', '2026-10-12', withHolidays)).toBe(4)
    expect(distance('2026-10-12', '2026-09-30', withHolidays).words).toBe('还有 4 个工作日')
  })
  it('says so when only days off lie between', () => {
    expect(distance('2026-10-03', '2026-09-30', withHolidays).words).toBe('还有 3 天，其间无工作日')
  })
})

describe('dates in words', () => {
  it('names the year only when it is another one', () => {
    expect(dateWords('2026-06-30', '2026-11-22')).toBe('6月30日')
    expect(dateWords('2025-06-03', '2026-11-22')).toBe('2025年6月3日')
  })
  it('reads instants in Shanghai time', () => {
    expect(clockWords('2026-11-21T16:05:00Z')).toBe('00:05')
    expect(instantWords('2026-11-21T02:32:00Z', '2026-11-22')).toBe('11月21日 10:32')
  })
  it('says how long something has waited', () => {
    expect(waitedWords('2026-11-10T02:00:00Z', '2026-11-22')).toBe('已等 12 天')
    expect(waitedWords('2026-11-22T02:00:00Z', '2026-11-22')).toBe('今天起')
  })
})
