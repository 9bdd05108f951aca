import { expect, it } from 'vitest'
import { marksOn, redacted } from '#contract/redaction.ts'
import { passagesOf, stretchesOf } from './passages.ts'

const parts = [
  { key: 'title', label: '案由', text: '关于幽兰巷的建议' },
  { key: 'analysis', label: '情况分析', text: '幽兰巷积水，幽兰巷的住户电话 2123456。' },
]

it('lists each passage once, with all its places', () => {
  const marks = [...marksOn(parts, '幽兰巷', '某巷'), ...marksOn(parts, '2123456')]
  expect(passagesOf(parts, marks).map(({ text, instead, marks: at }) => [text, instead, at.length])).toEqual([
    ['幽兰巷', '某巷', 3],
    ['2123456', '', 1],
  ])
  expect(redacted(parts, marks).map((part) => part.text)).toEqual([
    '关于某巷的建议',
    '某巷积水，某巷的住户电话 （略）。',
  ])
})

it('cuts a text where something begins and ends, and loses no character', () => {
  const suggestion = { ...marksOn(parts, '2123456')[0]!, kind: 'phone' as const }
  const stretches = stretchesOf(parts[1]!, marksOn(parts, '幽兰巷'), [suggestion])
  expect(stretches.map((one) => one.text).join('')).toBe(parts[1]!.text)
  expect(stretches.map((one) => one.look)).toEqual(['taken', 'plain', 'taken', 'plain', 'suggested', 'plain'])
  expect(stretchesOf({ key: 'closing', label: '', text: '' }, [], [])).toEqual([])
})
