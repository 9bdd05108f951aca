import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCommon, lettersOf, lettersWithPlaces, pairAt, pairsOf } from './letters.ts'
import { foldText } from './text.ts'

describe('letters of a text', () => {
  it.each([
    ['“十四五”规划', '十四五规划'],
    ['電梯 加裝', '电梯加装'],
    ['ＡＢＣ １２３', 'abc123'],
    ['𠮷野家', '𠮷野家'],
    ['訚、虢、郄', '訚虢郄'],
    ['👨‍👩‍👧 一家', '一家'],
    ['& | ! ( ) : * < > %_\\', ''],
    ['㈱有限', '株有限'],
    ['\ud83d半', '半'],
  ])('of %s are %s', (text, letters) => {
    expect(lettersOf(text)).toBe(letters)
  })

  it('are those of the folded text, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(lettersOf(text)).toBe(foldText(text).replace(/[^\p{L}\p{N}\p{M}]/gu, ''))
      }),
      { numRuns: 500 },
    )
  })

  it('know where they came from', () => {
    const text = '在“老舊小區”加裝𠮷電梯'
    const { letters, starts, ends } = lettersWithPlaces(text)
    expect(letters).toBe('在老旧小区加装𠮷电梯')
    const at = letters.indexOf('老旧小区')
    expect(text.slice(starts[at], ends[at + 3])).toBe('老舊小區')
    const rare = letters.indexOf('𠮷')
    expect(text.slice(starts[rare], ends[rare + 1])).toBe('𠮷')
  })

  it('fold two million characters in bounded time', () => {
    const long = '城市管理工作情况'.repeat(250_000)
    const started = performance.now()
    expect(lettersOf(long)).toHaveLength(2_000_000)
    expect(lettersOf(`${long}𠮷`)).toHaveLength(2_000_002)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('make pairs that fit an integer', () => {
    expect([...pairsOf('电梯电梯')]).toEqual([pairAt('电梯', 0), pairAt('梯电', 0)])
    for (const pair of pairsOf('𠮷野家鿿鿿')) expect(pair).toBe(pair | 0)
    expect(pairsOf('桩').size).toBe(0)
  })

  it('are common or rare', () => {
    for (const one of '的水桩电a7') expect(isCommon(one)).toBe(true)
    for (const one of '訚虢郄') expect(isCommon(one)).toBe(false)
  })
})
