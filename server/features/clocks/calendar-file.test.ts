import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCalendarFile } from './calendar-file.ts'
import { yearProblems } from './calendar-rules.ts'

const read = (text: string) => readCalendarFile(Buffer.from(text, 'utf8'))
const event = (lines: string) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n${lines}\r\nEND:VEVENT\r\nEND:VCALENDAR`
const unreadable = expect.objectContaining({ code: 'calendar.unreadable', status: 400 })

describe('a calendar file', () => {
  it('is read as JSON, with the name among the words', () => {
    const text = '\ufeff{"holidays":{"2027-01-01":"New Year\'s Day,元旦,1"},"workdays":{"2027-01-03":"元旦"}}'
    expect(read(text)).toEqual([
      {
        year: 2027,
        holidays: [{ date: '2027-01-01', name: '元旦' }],
        makeUpDays: [{ date: '2027-01-03', name: '元旦' }],
      },
    ])
  })

  it('is read as iCalendar; the end is no part of it', () => {
    const text = event('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270103\r\nSUMMARY:元旦（休）')
    expect(read(text)).toEqual([
      { year: 2026, holidays: [{ date: '2026-12-31', name: '元旦' }], makeUpDays: [] },
      {
        year: 2027,
        holidays: [
          { date: '2027-01-01', name: '元旦' },
          { date: '2027-01-02', name: '元旦' },
        ],
        makeUpDays: [],
      },
    ])
    expect(read(event('DTSTART;VALUE=DATE:20270103\r\nSUMMARY:元旦(班)'))[0]?.makeUpDays).toEqual([
      { date: '2027-01-03', name: '元旦' },
    ])
  })

  it.each([
    ['nothing', ''],
    ['something else', '放假安排见附件'],
    ['half a JSON', '{"holidays":{'],
    ['another JSON', '{"days":[]}'],
    ['no day at all', '{"holidays":{}}'],
    ['a day that does not exist', '{"holidays":{"2027-02-30":"春节"}}'],
    ['an event with a time', event('DTSTART:20270101T080000\r\nSUMMARY:元旦(休)')],
    ['an event that ends before it begins', event('DTSTART;VALUE=DATE:20270103\r\nDTEND;VALUE=DATE:20270101')],
    ['an event of a hundred years', event('DTSTART;VALUE=DATE:20270103\r\nDTEND;VALUE=DATE:21270101')],
    ['a day no calendar has', event('DTSTART;VALUE=DATE:20271345\r\nSUMMARY:元旦')],
    ['a broken iCalendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR'],
  ])('with %s is refused', (_, text) => {
    expect(() => read(text)).toThrow(unreadable)
  })
})

const folder = join(import.meta.dirname, '../../../../shared/data/calendar')

describe.skipIf(!existsSync(folder))('the published files (shared/data/calendar)', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(ics|json)$/.test(name)) : []
  it.each(files)('%s is read without a problem since 2008', (name) => {
    const years = readCalendarFile(readFileSync(join(folder, name)))
    expect(years.length).toBeGreaterThan(0)
    for (const year of years)
      if (year.year >= 2008) expect([year.year, yearProblems(year.year, year)]).toEqual([year.year, []])
  })

  it.each([2024, 2025, 2026])('%i is the same in both forms', (year) => {
    const [json] = readCalendarFile(readFileSync(join(folder, `${year}.json`)))
    const ics = readCalendarFile(readFileSync(join(folder, `${year}.ics`))).find((one) => one.year === year)
    expect(ics?.holidays.toSorted(byDate)).toEqual(json?.holidays.toSorted(byDate))
    expect(ics?.makeUpDays.toSorted(byDate)).toEqual(json?.makeUpDays.toSorted(byDate))
  })
})

const byDate = (a: { date: string }, b: { date: string }) => (a.date < b.date ? -1 : 1)
