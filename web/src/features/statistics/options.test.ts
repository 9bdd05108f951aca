import { describe, expect, it } from 'vitest'
import { legendHeight } from './options.ts'

describe('the legend of a drawing', () => {
  it('takes as many lines as its names need', () => {
    const names = ['A 类', 'B 类', 'C 类', 'D 类', '立案未办复', '未立案']
    const lineOf = (fontSize: number) => fontSize * 1.3 + 10
    expect(legendHeight(names, { fontSize: 14, width: 900 })).toBe(lineOf(14))
    expect(legendHeight(names, { fontSize: 20, width: 328 })).toBe(2 * lineOf(20))
  })
})
