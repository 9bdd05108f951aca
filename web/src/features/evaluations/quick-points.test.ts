import { expect, it } from 'vitest'
import { quickPoints } from './quick-points.ts'

const bands = [
  { code: 'a', name: '优秀', from: 90 },
  { code: 'b', name: '良好', from: 75 },
  { code: 'c', name: '一般', from: 60 },
  { code: 'd', name: '较差', from: 0 },
]

it('gives the middle of each grade, so that four equal presses add up to that grade', () => {
  const quick = quickPoints(25, bands)
  expect(quick.map((one) => one.points)).toEqual([24, 21, 17, 8])
  for (const [i, { points }] of quick.entries()) {
    const total = points * 4
    expect(bands.find((band) => total >= band.from)?.name).toBe(bands[i]!.name)
  }
})
