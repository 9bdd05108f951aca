import { describe, expect, it } from 'vitest'
import { isWeekend, monthsBetween, weeksOf } from './months.ts'

describe('a month on the wall', () => {
  it('begins its weeks on Monday and is whole', () => {
    const weeks = weeksOf('2027-02')
    expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7])
    expect(weeks[0]![0]).toBe('2027-02-01')
    expect(weeksOf('2028-02').flat().filter(Boolean)).toHaveLength(29)
    expect(weeksOf('2027-05')[0]).toEqual([null, null, null, null, null, '2027-05-01', '2027-05-02'])
  })

  it('follows the year before it', () => {
    expect(monthsBetween('2026-11-30', '2027-02-01')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
    expect(monthsBetween('2026-11-30', '2026-11-01')).toEqual(['2026-11'])
  })

  it('knows its weekends', () => {
    expect(['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'].map(isWeekend)).toEqual([false, true, true, false])
  })
})
