import { expect, it } from 'vitest'
import { agoWords, countWords, dateWords } from './words.ts'

it('writes dates as people read them', () => {
  expect(dateWords('2026-01-03')).toBe('2026年1月3日')
})

it.each([
  ['2026-03-02', '今天'],
  ['2026-03-01', '昨天'],
  ['2026-02-20', '10 天前'],
  ['2025-12-01', '约 3 个月前'],
  ['2022-03-02', '约 4 年前'],
])('says how long ago %s is: %s', (on, words) => {
  expect(agoWords(on, '2026-03-02')).toBe(words)
})

it('says where counting stopped', () => {
  expect(countWords(37, 10_000)).toBe('37 件')
  expect(countWords(10_001, 10_000)).toBe('10000 件以上')
})
