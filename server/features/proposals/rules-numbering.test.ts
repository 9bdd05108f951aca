import { describe, expect, it } from 'vitest'
import { numberingSetting } from './numbering-settings.ts'
import { numberSeries, printedNumber } from './rules-numbering.ts'

const settings = numberingSetting.defaults
const apart = { ...settings, party: '党派团体', body: '党派团体', sector: '界别' }

describe('numbers', () => {
  it('are counted by session or by term, and apart for those whom the committee names', () => {
    const p = { termId: 't', sessionId: 's', kind: null }
    const of = (kind: 'party' | 'body' | 'sector' | 'group' | null) => numberSeries(apart, { ...p, kind })
    expect(of('party')).toBe(of('body'))
    expect(new Set([of(null), of('party'), of('sector')]).size).toBe(3)
    expect(of('group')).toBe(of(null))
    expect(numberSeries(settings, { ...p, kind: 'party' })).toBe(numberSeries(settings, p))
    expect(numberSeries({ ...settings, per: 'term' }, p)).not.toBe(numberSeries(settings, p))
    expect(numberSeries(settings, { ...p, sessionId: null })).not.toBe(numberSeries(settings, p))
  })

  it.each([
    [settings, 5, null, '第十二届五次会议第0077号'],
    [settings, null, null, '第十二届第0077号（平时）'],
    [{ ...settings, plenaryPattern: '{年}{号}' }, 5, null, '20260077'],
    [{ ...apart, width: 1, plenaryPattern: '第{号}号{类}提案' }, 5, 'party', '第77号党派团体提案'],
    [{ ...apart, width: 1, plenaryPattern: '第{号}号{类}提案' }, 5, null, '第77号提案'],
  ] as const)('are printed by the pattern of the committee', (by, sessionNumber, kind, printed) => {
    expect(printedNumber(by, { number: 77, termNumber: 12, sessionNumber, year: 2026, kind })).toBe(printed)
  })

  it('have a place in every pattern', () => {
    expect(numberingSetting.schema.safeParse({ ...settings, plenaryPattern: '第{届}届' }).success).toBe(false)
  })
})
