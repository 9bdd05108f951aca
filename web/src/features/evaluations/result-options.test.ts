import { expect, it } from 'vitest'
import type { UnitResult } from '#contract/appraisals.ts'
import { resultBars } from './result-options.ts'

const dimensions = [
  { code: 'a', name: '组织领导', weight: 50, hint: '' },
  { code: 'b', name: '规范答复', weight: 50, hint: '' },
]
const unit = (name: string, total: number | null): UnitResult => ({
  unitId: name,
  name,
  proposals: 3,
  ballots: total === null ? 4 : 9,
  rank: null,
  total,
  band: null,
  dimensions: total === null ? null : [9000, 8000].map((mean) => ({ mean, levels: [] })),
  bands: null,
})

it('draws the totals of several units, and leaves out those with too few ballots', () => {
  expect(resultBars({ dimensions }, [unit('住建局', 8550), unit('财政局', null), unit('教育局', 8000)])).toEqual([
    { name: '住建局', value: 85.5 },
    { name: '教育局', value: 80 },
  ])
})

it('draws the dimensions where only one unit is to be seen', () => {
  expect(resultBars({ dimensions }, [unit('住建局', 8550)])).toEqual([
    { name: '组织领导', value: 90 },
    { name: '规范答复', value: 80 },
  ])
  expect(resultBars({ dimensions }, [unit('财政局', null)])).toEqual([])
})
