import { describe, expect, it } from 'vitest'
import {
  addAfter,
  move,
  pastePoints,
  putBack,
  remove,
  splitNumbered,
  suggestionLimit,
  toList,
  toTexts,
  withoutNumber,
  write,
} from './suggestions.ts'

const texts = ['增设路灯', '修补路面', '划定车位']

describe('the list of suggestions', () => {
  it('leaves empty lines out of what is saved, and keeps one line open', () => {
    expect(toTexts(toList([]))).toEqual([])
    expect(toList([])).toHaveLength(1)
    expect(toTexts(addAfter(toList(texts), 0))).toEqual(texts)
  })
  it('adds below the line one stands on', () => {
    expect(addAfter(toList(texts), 0, '新的一条').map((s) => s.text)).toEqual([
      '增设路灯',
      '新的一条',
      '修补路面',
      '划定车位',
    ])
  })
  it('stops at the limit', () => {
    const full = toList(Array.from({ length: suggestionLimit }, (_, i) => `第 ${i} 条`))
    expect(addAfter(full, 0)).toHaveLength(suggestionLimit)
  })
  it('keeps the key of a line through writing and moving', () => {
    const list = toList(texts)
    const second = list[1]!
    const moved = move(write(list, second.key, '修补路面与井盖'), second.key, -1)
    expect(moved[0]).toEqual({ key: second.key, text: '修补路面与井盖' })
    expect(move(moved, second.key, -1)).toEqual(moved)
    expect(toTexts(move(moved, second.key, 1))).toEqual(['增设路灯', '修补路面与井盖', '划定车位'])
  })
  it('puts a removed line back where it was', () => {
    const list = toList(texts)
    const taken = remove(list, list[1]!.key)
    expect(toTexts(taken.list)).toEqual(['增设路灯', '划定车位'])
    expect(putBack(taken.list, taken.removed!)).toEqual(list)
  })
  it('puts the only line back in place of the open one', () => {
    const list = toList(['增设路灯'])
    const taken = remove(list, list[0]!.key)
    expect(toTexts(taken.list)).toEqual([])
    expect(putBack(taken.list, taken.removed!)).toEqual(list)
  })
})

describe('a pasted numbered list', () => {
  it.each([
    ['一、增设路灯\n二、修补路面', ['增设路灯', '修补路面']],
    ['1. 增设路灯\r\n2．修补路面\n\n3、划定车位', ['增设路灯', '修补路面', '划定车位']],
    ['（一）增设路灯\n对背街小巷补齐。\n（二）修补路面', ['增设路灯\n对背街小巷补齐。', '修补路面']],
    ['增设路灯\n修补路面', null],
    ['1. 只有一条', null],
    ['2026 年全市有 12 条小巷没有路灯。', null],
  ])('reads %j', (text, points) => {
    expect(splitNumbered(text)).toEqual(points)
  })
  it('takes the place of the empty line', () => {
    const list = toList(['增设路灯', ''])
    expect(toTexts(pastePoints(list, list[1]!.key, ['甲', '乙']))).toEqual(['增设路灯', '甲', '乙'])
  })
})

describe('the number a point was typed with', () => {
  it.each([
    ['1、加快制定办法', '加快制定办法'],
    ['（二）修补路面', '修补路面'],
    ['一是摸底。', '一是摸底。'],
    ['1.5 万元的补助提到 2 万元', '1.5 万元的补助提到 2 万元'],
    ['2026 年建成', '2026 年建成'],
  ])('of %s', (text, shown) => {
    expect(withoutNumber(text)).toBe(shown)
  })
})
