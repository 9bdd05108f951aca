import { describe, expect, it } from 'vitest'
import type { Satisfaction } from '#contract/proposals.ts'
import { joinRatings, ratingOutcome } from './rules-rating.ts'

const grades = { 满: 'satisfied', 基: 'basicallySatisfied', 不: 'dissatisfied' } as const
/** 「满不」: satisfied with the handling, not with the result; the first one leads. */
const given = (...said: string[]) =>
  said.map((one, i) => {
    const [handling, result] = [...one].map((character) => grades[character as keyof typeof grades])
    return { memberId: String(i), handling: handling as Satisfaction, result: result as Satisfaction }
  })

describe('what several ratings come to', () => {
  it.each([
    ['leadDecides', ['满满', '不不', '不不'], '满满'],
    ['majority', ['满满', '不不', '不基'], '不基'],
    ['majority', ['满满', '不不'], '基基'],
    ['majority', ['满满', '满基', '基基'], '满基'],
    ['anyDissatisfied', ['满满', '满满', '满不'], '满不'],
    ['anyDissatisfied', ['满满', '满满', '基基'], '满满'],
  ] as const)('%s: %j is %s', (rule, said, expected) => {
    const [{ handling, result }] = given(expected) as [ReturnType<typeof given>[number]]
    expect(joinRatings(given(...said), rule, '0')).toEqual({ handling, result })
  })

  it('is what most say where the lead proposer did not rate', () => {
    expect(joinRatings(given('不不', '不不', '满满'), 'leadDecides', 'somebody else')).toEqual({
      handling: 'dissatisfied',
      result: 'dissatisfied',
    })
  })

  it('is nothing where nobody rated', () => {
    expect(joinRatings([], 'majority', '0')).toBeNull()
  })

  it('is handled again where either part is found wanting', () => {
    expect(ratingOutcome('satisfied', 'dissatisfied')).toBe('dissatisfied')
    expect(ratingOutcome('dissatisfied', 'satisfied')).toBe('dissatisfied')
    expect(ratingOutcome('basicallySatisfied', 'satisfied')).toBe('content')
  })
})
