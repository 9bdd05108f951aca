import { describe, expect, it } from 'vitest'
import type { HandlingRole } from '#contract/handling.ts'
import { chineseNumber } from '#platform/chinese/numerals.ts'
import {
  handlingCanGrow,
  handlingIsWhole,
  maskPhone,
  missingParts,
  numberText,
  proposersText,
  searchWords,
} from './rules.ts'
import { proposalSetting } from './settings.ts'

const settings = proposalSetting.defaults

describe('what a proposal needs before it is handed in', () => {
  const whole = { title: '关于某事的建议', analysis: '情况', suggestions: ['建议'] }
  it.each([
    ['nothing is missing', whole, []],
    ['no title', { ...whole, title: '  ' }, ['title']],
    ['a title of 101 characters', { ...whole, title: '长'.repeat(101) }, ['titleTooLong']],
    ['a title of 100 characters beyond the basic plane', { ...whole, title: '𠮷'.repeat(100) }, []],
    ['no analysis', { ...whole, analysis: '\n' }, ['analysis']],
    ['suggestions of blanks only', { ...whole, suggestions: [' ', ''] }, ['suggestions']],
  ])('%s', (_, text, missing) => {
    expect(missingParts(text, settings)).toEqual(missing)
  })
})

describe('who proposes, as printed', () => {
  it.each([
    ['王某某', 0, null, '王某某'],
    ['王某某', 8, null, '王某某等9人'],
    [null, 0, '民进市委会', '民进市委会'],
    ['王某某', 0, '教科卫体委员会', '教科卫体委员会'],
  ])('%s with %i co-signers for %s: %s', (lead, coSigners, body, printed) => {
    expect(proposersText(lead, coSigners, body)).toBe(printed)
  })
})

describe('which units make one whole handling', () => {
  it.each<[HandlingRole[], boolean]>([
    [['sole'], true],
    [['lead'], true],
    [['lead', 'joint', 'joint'], true],
    [['separate', 'separate'], true],
    [[], false],
    [['joint'], false],
    [['sole', 'joint'], false],
    [['lead', 'lead'], false],
    [['lead', 'separate'], false],
    [['separate'], false],
    [['separate', 'separate', 'joint'], false],
  ])('%j: %s', (roles, whole) => {
    expect(handlingIsWhole(roles)).toBe(whole)
  })

  it('never lets a second lead join, nor a separate one beside a lead', () => {
    expect(handlingCanGrow(['lead'], 'joint')).toBe(true)
    expect(handlingCanGrow(['lead'], 'lead')).toBe(false)
    expect(handlingCanGrow(['sole'], 'lead')).toBe(false)
    expect(handlingCanGrow(['lead'], 'separate')).toBe(false)
    expect(handlingCanGrow([], 'lead')).toBe(true)
    expect(handlingCanGrow(['joint'], 'lead')).toBe(true)
    expect(handlingCanGrow(['separate', 'separate'], 'separate')).toBe(true)
    expect(handlingCanGrow(['separate', 'separate'], 'joint')).toBe(false)
    expect(handlingCanGrow(['separate', 'separate'], 'lead')).toBe(false)
    expect(handlingCanGrow(['sole'], 'joint')).toBe(true)
    expect(handlingCanGrow(['sole'], 'sole')).toBe(false)
    expect(handlingCanGrow([], 'sole')).toBe(true)
  })
})

describe('numbers', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [34, '三十四'],
  ])('%i is written %s', (n, written) => {
    expect(chineseNumber(n)).toBe(written)
  })

  it('are printed with term and session, or as ordinary between sessions', () => {
    expect(numberText(12, 5, 77)).toBe('第十二届五次会议第0077号')
    expect(numberText(9, null, 3)).toBe('第九届第0003号（平时）')
    expect(numberText(9, 1, null)).toBe('')
  })
})

it('masks a telephone number for those who need not call', () => {
  expect(maskPhone('13900001234')).toBe('139****1234')
  expect(maskPhone('')).toBe('')
  expect(maskPhone('120')).toBe('****')
})

it('finds a proposal by two characters of its title or of a proposer', () => {
  const words = searchWords('关于加装电梯的建议', '欧阳春等2人')
  expect(words.split(' ')).toEqual(expect.arrayContaining(['电梯', '欧阳', '阳春']))
})
