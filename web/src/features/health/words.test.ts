import { expect, it } from 'vitest'
import { agoWords, cronWords, sizeWords } from './words.ts'

it.each([
  [0, '0 KB'],
  [12_345, '12.3 KB'],
  [999_999_999, '1000 MB'],
  [1_234_000_000, '1.2 GB'],
  [512_000_000_000, '512 GB'],
])('says %s bytes as %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words)
})

it('says how long ago, up to an hour', () => {
  const now = '2026-03-02T01:00:00.000Z'
  expect(agoWords('2026-03-02T00:59:48.000Z', now)).toBe('12 秒前')
  expect(agoWords('2026-03-02T01:00:02.000Z', now)).toBe('0 秒前')
  expect(agoWords('2026-03-02T00:30:30.000Z', now)).toBe('29 分钟前')
  expect(agoWords('2026-03-01T23:59:00.000Z', now)).toBeNull()
})

it('says set times as people do', () => {
  expect(cronWords('5 0 * * *')).toBe('每天 00:05')
  expect(cronWords('*/5 * * * *')).toBe('*/5 * * * *')
  expect(cronWords(null)).toBe('随到随办')
})
