import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isCivilDate } from '#platform/calendar/civil-date.ts'
import { calendarFrom, nationalCalendar } from '#platform/calendar/holidays.ts'
import { overruled } from '#platform/calendar/in-force.ts'
import { type GivenYear, missingYear, yearProblems, yearsToEnter } from './calendar-rules.ts'

const nationalYear = (year: number): GivenYear => {
  const of = (days: ReadonlyMap<string, string>) =>
    [...days].filter(([date]) => date.startsWith(`${year}-`)).map(([date, name]) => ({ date, name }))
  return { holidays: of(nationalCalendar.holidays), makeUpDays: of(nationalCalendar.makeUpDays) }
}
const given = nationalYear(2026)
const holiday = (date: string, name = '某节') => ({ ...given, holidays: [...given.holidays, { date, name }] })
const worked = (date: string) => ({ ...given, makeUpDays: [...given.makeUpDays, { date, name: '某节' }] })
const without = (date: string) => ({ ...given, holidays: given.holidays.filter((day) => day.date !== date) })

describe('a year handed in', () => {
  it.each(Array.from({ length: 19 }, (_, index) => 2008 + index))('%i as it was decreed has nothing wrong', (year) => {
    expect(yearProblems(year, nationalYear(year))).toEqual([])
  })

  it.each([
    ['a day that does not exist', holiday('2026-02-30'), '2026-02-30', '没有这一天，请写成 2027-01-01 的样子'],
    ['a day of another year', holiday('2027-01-01'), '2027-01-01', '不在 2026 年内'],
    ['a holiday without a name', holiday('2026-03-03', ' '), '2026-03-03', '没有写节日名称'],
    ['a holiday written twice', holiday('2026-01-01', '元旦'), '2026-01-01', '放假日期写了两次'],
    ['a make-up day written twice', worked('2026-01-04'), '2026-01-04', '调休上班日期写了两次'],
    ['a make-up day on a holiday', worked('2026-10-03'), '2026-10-03', '既写了放假又写了上班'],
    ['a make-up day on a weekday', worked('2026-03-03'), '2026-03-03', '本来就是工作日，不用调休上班'],
    ['the National Day forgotten', without('2026-10-01'), '2026-10-01', '国庆节没有放假'],
    ['a gap in the Spring Festival', without('2026-02-18'), '2026-02-18', '夹在春节假期当中，却没有放假'],
  ])('%s is refused, and the day is named', (_, year, date, message) => {
    expect(yearProblems(2026, year)).toEqual([{ date, message }])
  })

  it('that is empty misses the days that are always off', () => {
    expect(yearProblems(2027, { holidays: [], makeUpDays: [] }).map(({ date }) => date)).toEqual([
      '2027-01-01',
      '2027-05-01',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ])
  })

  it('never breaks the rules, whatever is written, and what passes can be put in force', () => {
    const day = fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 10, max: 350 }).map((n) => addDays('2026-01-01', n)) },
      fc.integer({ min: -20, max: 400 }).map((n) => addDays('2026-01-01', n)),
      fc.string({ maxLength: 12 }),
    )
    const days = fc.array(fc.record({ date: day, name: fc.constantFrom('元旦', '某节', '') }), { maxLength: 5 })
    const always = ['01-01', '05-01', '10-01', '10-02', '10-03'].map((d) => ({ date: `2026-${d}`, name: '假' }))
    let passed = 0
    fc.assert(
      fc.property(days, days, (off, madeUp) => {
        const year = { holidays: [...always, ...off], makeUpDays: madeUp }
        const problems = yearProblems(2026, year)
        if (problems.length > 0) return
        passed += 1
        const record = (list: { date: string; name: string }[]) =>
          Object.fromEntries(list.map(({ date, name }) => [date, name]))
        expect(year.holidays.every(({ date }) => isCivilDate(date))).toBe(true)
        overruled(nationalCalendar, [
          { year: 2026, holidays: record(year.holidays), makeUpDays: record(year.makeUpDays) },
        ])
      }),
      // Nothing written at all passes, so that something always does.
      { examples: [[[], []]] },
    )
    expect(passed).toBeGreaterThan(0)
  })
})

describe('a decree', () => {
  const base = calendarFrom({
    years: [2026],
    holidays: { '2026-01-01': '元旦' },
    makeUpDays: { '2026-01-04': '元旦' },
  })

  it('replaces its year whole, and no other', () => {
    const decree = { year: 2026, holidays: { '2026-05-01': '劳动节' }, makeUpDays: {} }
    const next = { year: 2027, holidays: { '2027-01-01': '元旦' }, makeUpDays: { '2027-01-03': '元旦' } }
    const calendar = overruled(base, [decree, next])
    expect([...calendar.years]).toEqual([2026, 2027])
    expect([...calendar.holidays.keys()]).toEqual(['2026-05-01', '2027-01-01'])
    expect([...calendar.makeUpDays.keys()]).toEqual(['2027-01-03'])
  })
})

describe('the year that is asked for', () => {
  const known = new Set([2025, 2026])
  it.each([
    ['2026-10-31', null],
    ['2026-11-01', 2027],
    ['2026-12-31', 2027],
    ['2027-01-01', 2027],
    ['2027-11-30', 2027],
  ])('on %s is %s', (today, year) => {
    expect(missingYear(known, today)).toBe(year)
  })

  it('may be the last, this or the next one', () => {
    expect(yearsToEnter('2026-11-22')).toEqual({ from: 2025, to: 2027 })
  })
})
