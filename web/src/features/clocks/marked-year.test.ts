import { describe, expect, it } from 'vitest'
import { marked, markOf, sameYear } from './marked-year.ts'

const empty = { holidays: [], makeUpDays: [] }

describe('marking a year', () => {
  it('marks a day, marks it otherwise, and takes the mark away by the same again', () => {
    const off = marked(empty, '2027-01-02', 'holiday', '元旦')
    expect(markOf(off, '2027-01-02')).toEqual({ mark: 'holiday', name: '元旦' })
    const works = marked(off, '2027-01-02', 'makeUpDay', '元旦')
    expect(works).toEqual({ holidays: [], makeUpDays: [{ date: '2027-01-02', name: '元旦' }] })
    expect(marked(works, '2027-01-02', 'makeUpDay', '元旦')).toEqual(empty)
    expect(marked(works, '2027-01-02', 'none', '')).toEqual(empty)
  })

  it('renames a holiday rather than taking it away, and keeps the days in order', () => {
    const two = marked(marked(empty, '2027-10-02', 'holiday', '国庆节'), '2027-10-01', 'holiday', '国庆节')
    const renamed = marked(two, '2027-10-02', 'holiday', '中秋')
    expect(renamed.holidays).toEqual([
      { date: '2027-10-01', name: '国庆节' },
      { date: '2027-10-02', name: '中秋' },
    ])
    expect(sameYear(two, renamed)).toBe(false)
    expect(sameYear(two, marked(renamed, '2027-10-02', 'holiday', '国庆节'))).toBe(true)
  })
})
