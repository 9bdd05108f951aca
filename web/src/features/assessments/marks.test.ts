import { expect, it } from 'vitest'
import { markOf, markProblem } from './marks.ts'

it('refuses a mark above the maximum or below the least in words, and takes what fits', () => {
  const item = { cap: 5000, floor: 0 }
  expect(markProblem(item, 999)).toBe('满分 50 分，不能填 999')
  expect(markProblem(item, 50.01)).toBe('满分 50 分，不能填 50.01')
  expect(markProblem(item, -1)).toBe('最低 0 分，不能填 -1')
  expect(markProblem(item, 50)).toBeNull()
  expect(markProblem(item, 0)).toBeNull()
  expect(markProblem(item, null)).toBeNull()
  expect(markProblem({ cap: null, floor: null }, 120)).toBeNull()
  expect(markProblem({ cap: null, floor: null }, 1e9)).toMatch(/太大/)
  expect([markOf('４．５'), markOf(' ')]).toEqual([4.5, null])
  expect(markProblem(item, markOf('4分'))).toBe('请填数字')
})
