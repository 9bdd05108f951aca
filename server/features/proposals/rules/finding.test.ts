import { describe, expect, it } from 'vitest'
import type { Piece } from '#contract/finding.ts'
import { lettersOf, pairsOf } from '#platform/chinese/letters.ts'
import {
  marked,
  marksFor,
  numeralValue,
  pairsSought,
  readQuery,
  searchable,
  snippet,
  stretches,
  timeCodes,
} from './finding.ts'

const bracketed = (pieces: readonly Piece[] | null) =>
  pieces?.map((p) => (p.hit ? `[${p.text}]` : p.text)).join('') ?? null

describe('what was typed', () => {
  it.each([
    ['77', { number: 77, term: null, session: null, alone: false }],
    ['0077', { number: 77, term: null, session: null, alone: false }],
    ['第77号', { number: 77, term: null, session: null, alone: true }],
    ['７７号', { number: 77, term: null, session: null, alone: true }],
    ['十届五次77号', { number: 77, term: 10, session: 5, alone: true }],
    ['第十届五次会议第0077号', { number: 77, term: 10, session: 5, alone: true }],
    ['第十一届第0003号（平时）', { number: 3, term: 11, session: null, alone: true }],
    ['12届2次 第8号提案', { number: 8, term: 12, session: 2, alone: true }],
    ['2019年', null],
    ['第二产业', null],
    ['1234567', null],
  ])('%s is read as a number', (typed, number) => {
    expect(readQuery(typed).number).toEqual(number)
  })

  it.each([
    ['电梯', ['电梯'], []],
    ['電梯　加裝', ['电梯', '加装'], []],
    ['“加装电梯” 补助', ['加装电梯', '补助'], ['加装电梯']],
    ['"加装 电梯"', ['加装电梯'], ['加装电梯']],
    ['“没有写完 电梯', ['没有写完', '电梯'], []],
    ['「乡村」振兴', ['乡村', '振兴'], ['乡村']],
    ['a & b | !c:* <-> (d)', ['a', 'b', 'c', 'd'], []],
    ['%_\\ .* ^$ []{}', [], []],
    ['😀🎉', [], []],
    ['', [], []],
  ])('%s holds the words', (typed, words, phrases) => {
    expect(readQuery(typed)).toEqual({ number: null, words, phrases })
  })

  it.each([
    ['五', 5],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['三十四', 34],
    ['12', 12],
    ['〇', 0],
  ])('%s as a numeral is %d', (text, value) => {
    expect(numeralValue(text)).toBe(value)
  })
})

describe('what a proposal is found by', () => {
  const found = (typed: string, title: string, ...parts: string[]) => {
    const { pairs } = searchable(title, parts)
    return pairsSought(readQuery(typed).words).every((pair) => pairs.includes(pair))
  }
  it('is every two neighbouring characters of every part', () => {
    const text = '郄某在虢镇、訚村走访，“十四五”規劃提到𠮷野家。'
    const letters = [...lettersOf(text)]
    for (let i = 0; i + 1 < letters.length; i += 1)
      expect(found(`${letters[i]}${letters[i + 1]}`, '题目', text)).toBe(true)
  })
  it.each(['訚', '虢', '郄', '𠮷', '桩'])('is the single character %s, rare or in the title', (character) => {
    expect(found(character, '充电桩', '郄某在虢镇、訚村走访𠮷野家')).toBe(true)
  })
  it('is no pair that runs from one part into the next', () => {
    expect(found('梯补', '加装电梯', '补助')).toBe(false)
  })
  it('ends where nobody reads on', () => {
    const long = Array.from({ length: 700_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20_000))).join('')
    expect(searchable('题目', [long, '再也找不到']).letters.length).toBeLessThanOrEqual(200_002)
  })
  it('never meets the numbers of time', () => {
    const codes = [
      ...timeCodes('0197-a', new Date('2026-03-01T00:00:00Z')),
      ...stretches('0197-a', new Date('2026-03-01T00:00:00Z')).flat(),
    ]
    for (const code of codes) expect(code).toBeLessThan(0x200000)
    for (const pair of pairsOf('\u4e00\u9fff0a')) expect(Math.abs(pair)).toBeGreaterThan(0x200000)
  })
  it('stands in each stretch of time that reaches back to it', () => {
    const at = new Date('2024-05-20T00:00:00Z')
    const within = (from: string) =>
      stretches('c', new Date(from)).map((codes) => codes.some((code) => timeCodes('c', at).includes(code)))
    expect(within('2024-06-01T00:00:00Z')).toEqual([true, true, true, true, true])
    expect(within('2025-01-01T00:00:00Z')).toEqual([false, true, true, true, true])
    expect(within('2028-01-01T00:00:00Z')).toEqual([false, false, false, true, true])
    expect(within('2033-01-01T00:00:00Z')).toEqual([false, false, false, false, true])
  })
})

describe('marks', () => {
  it.each([
    ['关于加装电梯的建议', ['电梯'], '关于加装[电梯]的建议'],
    ['關於加裝電梯的建議', ['电梯'], '關於加裝[電梯]的建議'],
    ['ＷｉＦｉ 覆盖', ['wifi'], '[ＷｉＦｉ] 覆盖'],
    ['“十四五”规划', ['十四五规划'], '“[十四五”规划]'],
    ['电梯电梯', ['电梯'], '[电梯电梯]'],
    ['小区电梯、区电', ['小区电梯', '区电'], '[小区电梯、区电]'],
    ['<b>电梯</b>', ['电梯'], '<b>[电梯]</b>'],
    ['𠮷野家', ['𠮷'], '[𠮷]野家'],
    ['没有', ['电梯'], '没有'],
  ])('in %s of %s', (text, words, expected) => {
    const pieces = marked(text, words)
    expect(bracketed(pieces)).toBe(expected)
    expect(pieces.map((p) => p.text).join('')).toBe(text)
  })

  it('shows the pairs of a word that nowhere stands whole', () => {
    const text = '小区里停车，难'
    expect(bracketed(marked(text, marksFor(['小区停车难'], lettersOf(text))))).toBe('[小区]里[停车，难]')
  })

  it('cuts out the place where most stands, from the beginning of its sentence', () => {
    const filler = '这里说的是别的事情。'.repeat(30)
    const text = `${filler}提到电梯一次。${filler}老旧小区加装电梯，补助不够。${filler}`
    expect(bracketed(snippet(text, ['电梯', '补助']))).toMatch(/^老旧小区加装\[电梯，补助\]不够。/)
    expect(snippet(text, ['水库'])).toBeNull()
  })

  it('never cuts a character in two', () => {
    const text = `${'😀'.repeat(200)}电梯${'𠮷'.repeat(200)}`
    for (const piece of snippet(text, ['电梯'])!) expect(piece.text.isWellFormed()).toBe(true)
  })
})
