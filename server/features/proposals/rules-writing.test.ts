import { describe, expect, it } from 'vitest'
import { mayHandIn, sessionFor, writingChecks } from './rules-writing.ts'
import { writingSetting } from './writing-settings.ts'

const settings = writingSetting.defaults
const good = {
  title: '关于在老旧小区加装电梯的建议',
  analysis: `据区住建局 2025 年统计，全区多层住宅 412 栋。${'四楼以上老人下楼不便。'.repeat(10)}`,
  suggestions: ['由住建局会同街道在六月底前完成摸底并逐栋公布。'],
}
const failed = (text: typeof good) =>
  writingChecks(text, settings)
    .filter((one) => !one.ok)
    .map((one) => [one.code, ...one.places])

describe('what a text is looked at for', () => {
  it.each([
    ['a good text', good, []],
    ['a short analysis without figures', { ...good, analysis: '老人下楼不便。' }, [['analysisLength'], ['sources']]],
    ['figures without a source', { ...good, analysis: `共 412 栋。${'老人下楼不便。'.repeat(20)}` }, [['sources']]],
    ['a very long one', { ...good, analysis: good.analysis.repeat(20) }, [['wholeLength']]],
    ['two matters', { ...good, title: '关于加装电梯以及整治停车的建议' }, [['oneMatter']]],
    ['an empty suggestion', { ...good, suggestions: [...good.suggestions, '加强宣传。'] }, [['concrete', 2]]],
    ['no suggestion', { ...good, suggestions: [' '] }, [['concrete']]],
  ])('%s', (_, text, expected) => {
    expect(failed(text)).toEqual(expected)
  })

  it('leaves out what the committee switched off', () => {
    expect(writingChecks(good, { ...settings, sources: 'off' }).map((one) => one.code)).not.toContain('sources')
  })
})

const none = { proposalsFrom: null, proposalsUntil: null }
const fifth = { id: 'fifth', opensOn: '2026-01-12', closesOn: '2026-01-15', ...none }
const sixth = { id: 'sixth', opensOn: '2027-03-20', closesOn: '2027-03-24', ...none }

describe('the session a proposal counts to', () => {
  it.each([
    ['2025-10-11', null],
    ['2025-10-12', 'fifth'],
    ['2026-01-15', 'fifth'],
    ['2026-01-16', null],
    ['2026-12-04', null],
    ['2026-12-05', 'sixth'],
    ['2026-12-20', 'sixth'],
    ['2027-03-24', 'sixth'],
    ['2027-12-31', null],
  ])('handed in on %s: %s', (date, session) => {
    expect(sessionFor([sixth, fifth], date, settings)).toBe(session)
  })

  it('follows the dates the session names itself', () => {
    const own = { ...fifth, proposalsFrom: '2025-12-01', proposalsUntil: '2026-01-13' }
    expect(sessionFor([own], '2025-11-30', settings)).toBeNull()
    expect(sessionFor([own], '2026-01-13', settings)).toBe('fifth')
    expect(sessionFor([own], '2026-01-14', settings)).toBeNull()
  })
})

describe('who may hand in when', () => {
  it.each([
    ['party', '2026-06-01', true],
    ['specialCommittee', '2026-06-01', true],
    ['sector', '2026-01-11', false],
    ['sector', '2026-01-12', true],
    ['group', '2026-01-15', true],
    ['group', '2026-01-16', false],
    [null, '2026-06-01', true],
  ] as const)('%s on %s: %s', (kind, date, may) => {
    expect(mayHandIn(kind, [fifth], date, settings)).toBe(may)
    expect(mayHandIn(kind, [fifth], date, { sectorsOnlyInSession: false })).toBe(true)
  })
})
