import { describe, expect, it } from 'vitest'
import { placeOf, placesOf } from './places.ts'

describe('what a comment speaks of', () => {
  it('is chosen among the whole, the parts and each suggestion', () => {
    expect(placesOf(['先摸底，逐栋公布', '补助按层数给']).map((one) => one.label)).toEqual([
      '全文',
      '案由',
      '情况分析',
      '建议 1：先摸底，逐栋公布',
      '建议 2：补助按层数给',
    ])
  })

  it('is a suggestion by its number, and says when it reads otherwise now', () => {
    const thread = { part: 'suggestion', suggestion: 1, quote: '先摸底' } as const
    expect(placeOf(thread, ['先摸底，逐栋公布'])).toEqual({ label: '建议 1', quote: '先摸底' })
    expect(placeOf(thread, ['补助按层数给']).label).toBe('建议 1（文字已改）')
    expect(placeOf(thread, []).quote).toBe('当时写的是：先摸底')
  })
})
