import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, weekdayOf } from './civil-date.ts'
import { nationalCalendar as calendar } from './holidays.ts'
import {
  addWorkingDays,
  describeDistance,
  explainWorkingDays,
  isWorkingDay,
  moveToWorkingDay,
  workingDaysBetween,
} from './working-days.ts'

/** Days from before the first known year until after the last. */
const date = fc.integer({ min: 0, max: 9200 }).map((days) => addDays('2003-06-01', days))
const count = fc.integer({ min: 0, max: 150 })

describe('a working day', () => {
  it.each([
    ['2025-09-28', true, 'a Sunday worked for the National Day'],
    ['2025-10-01', false, 'the National Day'],
    ['2025-10-06', false, 'Mid-autumn within the National Day holidays'],
    ['2025-10-09', true, 'the Thursday after'],
    ['2025-10-11', true, 'a Saturday worked for the National Day'],
    ['2025-10-12', false, 'a Sunday'],
    ['2026-02-14', true, 'a Saturday worked for the Spring Festival'],
    ['2026-02-16', false, 'the eve of the Spring Festival'],
    ['2024-02-29', true, 'a leap day'],
    ['2027-01-01', true, 'a Friday of a year without a notice'],
    ['2027-01-02', false, 'a Saturday of a year without a notice'],
  ])('%s: %s, %s', (day, worked) => {
    expect(isWorkingDay(calendar, day)).toBe(worked)
  })
})

describe('working days later', () => {
  it.each([
    ['2025-06-09', 1, '2025-06-10'],
    ['2025-06-13', 1, '2025-06-16'],
    ['2025-06-14', 1, '2025-06-16'],
    ['2025-09-26', 1, '2025-09-28'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2025-09-30', 3, '2025-10-11'],
    ['2025-09-30', 4, '2025-10-13'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-24', 5, '2026-03-02'],
    ['2025-04-25', 15, '2025-05-20'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-10-01', 0, '2025-10-01'],
  ])('%s and %i working days is %s', (from, working, due) => {
    expect(addWorkingDays(calendar, from, working)).toEqual({ dueOn: due, missingYears: [] })
  })

  it('says which years it had to do without, and counts Mondays to Fridays there', () => {
    expect(addWorkingDays(calendar, '2026-12-31', 1)).toEqual({ dueOn: '2027-01-01', missingYears: [2027] })
    expect(addWorkingDays(calendar, '2026-12-25', 10)).toEqual({ dueOn: '2027-01-08', missingYears: [2027] })
    expect(addWorkingDays(calendar, '2003-12-31', 1).missingYears).toEqual([])
    expect(addWorkingDays(calendar, '2027-01-01', 0).missingYears).toEqual([])
    expect(addWorkingDays(calendar, '2026-12-31', 300).missingYears).toEqual([2027, 2028])
  })

  it('refuses what is no number of days and what leaves the calendar', () => {
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => addWorkingDays(calendar, '2025-01-01', wrong)).toThrow(RangeError)
    }
    expect(() => addWorkingDays(calendar, '2025-02-30', 1)).toThrow(RangeError)
    expect(() => addWorkingDays(calendar, '2025-02-30', 0)).toThrow(RangeError)
    expect(() => addWorkingDays(calendar, '2200-12-30', 5)).toThrow(RangeError)
  })

  it('never end on a day off', () => {
    fc.assert(
      fc.property(date, count, (from, working) => {
        const { dueOn } = addWorkingDays(calendar, from, working + 1)
        expect(isWorkingDay(calendar, dueOn)).toBe(true)
        expect(calendar.holidays.has(dueOn)).toBe(false)
      }),
    )
  })

  it('are later for a later start and for more days', () => {
    fc.assert(
      fc.property(date, fc.nat(30), count, (from, wait, working) => {
        const due = addWorkingDays(calendar, from, working).dueOn
        expect(due <= addWorkingDays(calendar, addDays(from, wait), working).dueOn).toBe(true)
        expect(due < addWorkingDays(calendar, from, working + 1).dueOn).toBe(true)
      }),
    )
  })

  it('are as many as counted back, both ways', () => {
    fc.assert(
      fc.property(date, count, (from, working) => {
        const { dueOn } = addWorkingDays(calendar, from, working)
        expect(workingDaysBetween(calendar, from, dueOn)).toBe(working)
        expect(workingDaysBetween(calendar, dueOn, from)).toBe(0 - working)
      }),
    )
  })

  it('add up over a day between', () => {
    fc.assert(
      fc.property(date, date, date, (a, b, c) => {
        const there = workingDaysBetween(calendar, a, b) + workingDaysBetween(calendar, b, c)
        expect(there).toBe(workingDaysBetween(calendar, a, c))
      }),
    )
  })
})

describe('the explanation of a due date', () => {
  it('names every day on the way and why it counts or does not', () => {
    expect(explainWorkingDays(calendar, '2025-09-26', '2025-10-11')).toEqual([
      { date: '2025-09-27', kind: 'weekend', name: null, workingDayNumber: null },
      { date: '2025-09-28', kind: 'makeUpDay', name: '国庆节', workingDayNumber: 1 },
      { date: '2025-09-29', kind: 'counted', name: null, workingDayNumber: 2 },
      { date: '2025-09-30', kind: 'counted', name: null, workingDayNumber: 3 },
      ...['01', '02', '03', '04', '05'].map((day) => off(`2025-10-${day}`, '国庆节')),
      off('2025-10-06', '中秋'),
      off('2025-10-07', '国庆节'),
      off('2025-10-08', '国庆节'),
      { date: '2025-10-09', kind: 'counted', name: null, workingDayNumber: 4 },
      { date: '2025-10-10', kind: 'counted', name: null, workingDayNumber: 5 },
      { date: '2025-10-11', kind: 'makeUpDay', name: '国庆节', workingDayNumber: 6 },
    ])
  })

  it('is empty where nothing lies between', () => {
    expect(explainWorkingDays(calendar, '2025-10-01', '2025-10-01')).toEqual([])
    expect(explainWorkingDays(calendar, '2025-10-02', '2025-10-01')).toEqual([])
  })

  it('counts the days that are counted elsewhere', () => {
    fc.assert(
      fc.property(date, fc.nat(400), (from, length) => {
        const to = addDays(from, length)
        const explained = explainWorkingDays(calendar, from, to)
        expect(explained).toHaveLength(length)
        const counted = explained.filter(({ workingDayNumber }) => workingDayNumber !== null)
        expect(counted.length).toBe(workingDaysBetween(calendar, from, to))
        expect(counted.map(({ workingDayNumber }) => workingDayNumber)).toEqual(counted.map((_, index) => index + 1))
        for (const { date, kind } of counted) {
          expect(weekdayOf(date) <= 5).toBe(kind === 'counted')
        }
      }),
    )
  })

  function off(date: string, name: string) {
    return { date, kind: 'holiday', name, workingDayNumber: null }
  }
})

describe('a period of days or months that ends on a day off', () => {
  it.each([
    ['2025-07-01', 3, '2025-10-09'],
    ['2025-11-15', 3, '2026-02-24'],
    ['2025-06-28', 3, '2025-09-28'],
    ['2025-11-30', 3, '2026-02-28'],
  ])('%s and %i months ends on %s', (from, months, due) => {
    expect(moveToWorkingDay(calendar, addMonths(from, months))).toEqual({ dueOn: due, missingYears: [] })
  })

  it('says so when the year is not known', () => {
    expect(moveToWorkingDay(calendar, '2027-01-02')).toEqual({ dueOn: '2027-01-04', missingYears: [2027] })
    expect(moveToWorkingDay(calendar, '2027-01-04').missingYears).toEqual([2027])
  })

  it('never ends earlier, and stays where it is if the day is worked', () => {
    fc.assert(
      fc.property(date, (day) => {
        const { dueOn } = moveToWorkingDay(calendar, day)
        expect(dueOn >= day).toBe(true)
        expect(isWorkingDay(calendar, dueOn)).toBe(true)
        expect(moveToWorkingDay(calendar, dueOn).dueOn).toBe(dueOn)
      }),
    )
  })
})

describe('how far away a date is', () => {
  it.each([
    ['2025-06-10', '2025-06-13', '还有 3 个工作日'],
    ['2025-06-13', '2025-06-13', '今天到期'],
    ['2025-06-17', '2025-06-13', '已超期 2 个工作日'],
    ['2025-09-30', '2025-10-09', '还有 1 个工作日'],
    ['2025-10-09', '2025-09-30', '已超期 1 个工作日'],
    ['2025-06-14', '2025-06-15', '还有 1 天'],
    ['2025-10-03', '2025-09-30', '已超期 3 天'],
    ['2025-10-04', '2025-10-04', '今天到期'],
  ])('on %s, of %s: %s', (today, due, words) => {
    expect(describeDistance(today, due, calendar)).toBe(words)
  })
})
