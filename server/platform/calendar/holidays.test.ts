import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { calendarFrom, nationalCalendar } from './holidays.ts'

describe('the national calendar', () => {
  it('knows 2004 to 2026', () => {
    const years = Array.from({ length: 23 }, (_, index) => 2004 + index)
    expect([...nationalCalendar.years]).toEqual(years)
  })

  it('has the year 2026 as the State Council announced it', () => {
    const of2026 = (days: ReadonlyMap<string, string>) => [...days.keys()].filter((date) => date.startsWith('2026'))
    expect(of2026(nationalCalendar.holidays)).toHaveLength(33)
    expect(nationalCalendar.holidays.get('2026-02-15')).toBe('春节')
    expect(nationalCalendar.holidays.get('2026-02-23')).toBe('春节')
    expect(nationalCalendar.holidays.has('2026-02-24')).toBe(false)
    expect(of2026(nationalCalendar.makeUpDays)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
  })
})

describe('reading a calendar', () => {
  const table = { years: [2027], holidays: { '2027-01-01': '元旦' }, makeUpDays: { '2027-01-03': '元旦' } }

  it('takes years, holidays and make-up days', () => {
    expect(calendarFrom(table).makeUpDays.get('2027-01-03')).toBe('元旦')
  })

  it.each([
    ['a day that does not exist', { ...table, holidays: { '2027-02-30': '春节' } }],
    ['a day of a year not listed', { ...table, holidays: { '2028-01-01': '元旦' } }],
    ['a holiday that is worked', { ...table, holidays: { '2027-01-03': '元旦' } }],
    ['a make-up day on a Friday', { ...table, holidays: {}, makeUpDays: { '2027-01-01': '元旦' } }],
    ['a holiday without a name', { ...table, holidays: { '2027-01-01': '' } }],
    ['something else', '2027'],
  ])('refuses %s', (_, wrong) => {
    expect(() => calendarFrom(wrong)).toThrow()
  })
})

const published = join(import.meta.dirname, '../../../../shared/data/calendar/chinese-days.json')

describe.skipIf(!existsSync(published))('the published table (shared/data/calendar)', () => {
  it('has the same holidays and make-up days, neither more nor fewer', () => {
    const table = JSON.parse(readFileSync(published, 'utf8')) as Record<'holidays' | 'workdays', object>
    expect([...nationalCalendar.holidays.keys()].sort()).toEqual(Object.keys(table.holidays).sort())
    expect([...nationalCalendar.makeUpDays.keys()].sort()).toEqual(Object.keys(table.workdays).sort())
  })
})
