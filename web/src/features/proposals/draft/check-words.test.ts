import { describe, expect, it } from 'vitest'
import { checkWords } from './check-words.ts'

const check = { level: 'warn' as const, ok: false, count: 0, limit: 0, places: [] }

describe('what a check found', () => {
  it.each([
    [{ ...check, code: 'analysisLength' as const, count: 40, limit: 100 }, '情况分析 40 字，一般不少于 100 字'],
    [{ ...check, code: 'wholeLength' as const, count: 3000, limit: 2000 }, '全文 3000 字，一般不超过 2000 字'],
    [{ ...check, code: 'sources' as const, count: 1 }, '情况分析里的数据没有写出处'],
    [{ ...check, code: 'sources' as const }, '情况分析里没有数据或事例'],
    [{ ...check, code: 'concrete' as const }, '还没有具体建议'],
    [
      { ...check, code: 'concrete' as const, limit: 15, places: [2, 4] },
      '第 2、4 条建议不到 15 字，可以写明由谁来做、做什么、做到什么程度',
    ],
  ])('is told in words', (found, words) => {
    expect(checkWords(found)).toBe(words)
  })
})
