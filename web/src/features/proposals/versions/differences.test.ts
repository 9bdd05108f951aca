import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedCharacters, differences, type Part, suggestionChanges } from './differences.ts'

const told = (parts: readonly Part[]) =>
  parts.map(({ kind, text }) => ({ same: text, added: `+${text}+`, removed: `-${text}-` })[kind]).join('')
const without = (kind: Part['kind'], parts: readonly Part[]) =>
  parts
    .filter((part) => part.kind !== kind)
    .map((part) => part.text)
    .join('')

describe('what changed between two wordings', () => {
  it.each([
    ['nothing', '补助标准偏低。', '补助标准偏低。', '补助标准偏低。'],
    ['a sentence more', '补助标准偏低。', '补助标准偏低。去年没有调整。', '补助标准偏低。+去年没有调整。+'],
    ['a figure', '六层以下补助十万元。', '六层以下补助十二万元。', '六层以下补助十+二+万元。'],
    [
      'a whole sentence',
      '建议加强宣传。',
      '由教育局六月底前公布名单。',
      '-建议加强宣传。-+由教育局六月底前公布名单。+',
    ],
    ['a rare character', '在𠮷林路设站。', '在虢林路设站。', '在-𠮷-+虢+林路设站。'],
    ['all of it', '旧。', '', '-旧。-'],
    ['a sentence in the middle', '甲一。乙二。丙三。', '甲一。丙三。', '甲一。-乙二。-丙三。'],
  ])('tells %s', (_, before, after, expected) => {
    expect(told(differences(before, after))).toBe(expected)
  })

  it('gives both wordings back, whatever they are', () => {
    const wording = fc.string({ unit: fc.constantFrom('建', '议', '𠮷', '。', '；', '\n', '“', '”', '万') })
    fc.assert(
      fc.property(wording, wording, (before, after) => {
        const parts = differences(before, after)
        expect(without('added', parts)).toBe(before)
        expect(without('removed', parts)).toBe(after)
      }),
    )
  })

  it('is found at once in two long texts that share nothing', () => {
    const started = performance.now()
    const parts = differences('甲乙丙丁'.repeat(5000), '子丑寅卯'.repeat(5000))
    expect(parts.map((part) => part.kind)).toEqual(['removed', 'added'])
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('counts the characters that came and went', () => {
    expect(changedCharacters(differences('补助十万元。', '补助十二万元。'))).toEqual({ added: 1, removed: 0 })
  })
})

describe('what became of the suggestions', () => {
  const numbers = (before: string[], after: string[]) =>
    suggestionChanges(before, after).map((change) => [change.before, change.after, told(change.parts)])

  it('keeps the number of each before and after', () => {
    expect(numbers(['摸底。', '给补助。'], ['摸底。', '定时间。', '给补助。'])).toEqual([
      [1, 1, '摸底。'],
      [null, 2, '+定时间。+'],
      [2, 3, '给补助。'],
    ])
  })

  it('sets a rewritten one beside what it was, and names those left out', () => {
    expect(numbers(['六月底前摸底。', '加强宣传。'], ['七月底前摸底。'])).toEqual([
      [1, 1, '-六-+七+月底前摸底。'],
      [2, null, '-加强宣传。-'],
    ])
  })
})
