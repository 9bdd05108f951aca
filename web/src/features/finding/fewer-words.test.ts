import { describe, expect, it } from 'vitest'
import { fewerWords } from './fewer-words.ts'

describe('what else to look for', () => {
  it.each([
    ['电梯', []],
    ['加装电梯', ['加装 电梯', '加装', '电梯']],
    ['老旧小区 电梯', ['老旧小区', '电梯']],
    ['“加装电梯” 补助', ['加装电梯 补助', '加装电梯', '补助']],
    ['', []],
    ['12345', []],
  ])('instead of %s', (q, others) => {
    expect(fewerWords(q)).toEqual(others)
  })
})
