import { expect, it } from 'vitest'
import { against, percent, satisfaction } from './words.ts'

it('says a share with one decimal, and of nothing a dash', () => {
  expect(percent(1, 3)).toBe('33.3%')
  expect(percent(0, 0)).toBe('—')
  expect(satisfaction({ satisfied: 1, basicallySatisfied: 1, dissatisfied: 2 })).toBe('50.0%')
})

it('compares with the year before in words', () => {
  expect(against(12, 10)).toBe('比上年多 2 件（上年 10 件）')
  expect(against(9, 10)).toBe('比上年少 1 件（上年 10 件）')
  expect(against(10, 10)).toBe('与上年持平')
  expect(against(3, 0)).toBe('上年没有')
  expect(against(3, undefined)).toBeNull()
})
