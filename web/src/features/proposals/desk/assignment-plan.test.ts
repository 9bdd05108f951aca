import { describe, expect, it } from 'vitest'
import { addUnit, dropUnit, planProblem, setRole } from './assignment-plan.ts'

const roles = (plan: { unitId: string; role: string }[]) => plan.map((one) => `${one.unitId}:${one.role}`).join(' ')

describe('planning who handles a proposal', () => {
  it('makes one unit handle alone, and the first of several the lead', () => {
    const one = addUnit([], 'a')
    expect(roles(one)).toBe('a:sole')
    const three = addUnit(addUnit(one, 'b'), 'c')
    expect(roles(three)).toBe('a:lead b:joint c:joint')
    expect(addUnit(three, 'b')).toEqual(three)
  })
  it('lets the last one handle alone again, and gives the lead on', () => {
    const plan = addUnit(addUnit(addUnit([], 'a'), 'b'), 'c')
    expect(roles(dropUnit(plan, 'a'))).toBe('b:lead c:joint')
    expect(roles(dropUnit(dropUnit(plan, 'a'), 'c'))).toBe('b:sole')
  })
  it('has one lead at most', () => {
    const plan = addUnit(addUnit([], 'a'), 'b')
    expect(roles(setRole(plan, 'b', 'lead'))).toBe('a:joint b:lead')
  })
  it('makes all separate at once, and back again', () => {
    const plan = addUnit(addUnit([], 'a'), 'b')
    const separate = setRole(plan, 'b', 'separate')
    expect(roles(separate)).toBe('a:separate b:separate')
    expect(roles(addUnit(separate, 'c'))).toBe('a:separate b:separate c:separate')
    expect(roles(setRole(separate, 'a', 'lead'))).toBe('a:lead b:joint')
  })
  it.each([
    [[], '请选择承办单位'],
    [[{ unitId: 'a', role: 'joint' as const }], '只有一家单位时，不能是会办'],
    [
      [
        { unitId: 'a', role: 'joint' as const },
        { unitId: 'b', role: 'joint' as const },
      ],
      '有会办单位，就要有一家主办单位',
    ],
    [
      [
        { unitId: 'a', role: 'lead' as const },
        { unitId: 'b', role: 'joint' as const },
      ],
      null,
    ],
    [
      [
        { unitId: 'a', role: 'separate' as const },
        { unitId: 'b', role: 'separate' as const },
      ],
      null,
    ],
    [[{ unitId: 'a', role: 'sole' as const }], null],
    [[{ unitId: 'a', role: 'separate' as const }], '分办至少要有两家单位'],
  ])('says what is wrong with %j', (plan, problem) => {
    expect(planProblem(plan)).toBe(problem)
  })
})
