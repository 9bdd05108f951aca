import { expect, it } from 'vitest'
import { ordinal } from './words.ts'

it('writes numbers of terms and sessions as documents do', () => {
  expect([1, 9, 10, 11, 14, 20, 21].map(ordinal)).toEqual(['一', '九', '十', '十一', '十四', '二十', '二十一'])
})
