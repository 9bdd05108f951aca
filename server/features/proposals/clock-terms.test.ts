import { describe, expect, it } from 'vitest'
import { handlingTerms, ratingTerms } from './clock-terms.ts'
import { proposalSetting } from './settings.ts'

const settings = proposalSetting.defaults
const words = (terms: readonly { kind: string; period: number; unit: string }[]) =>
  terms.map(({ kind, period, unit }) => `${kind} ${period} ${unit}`)

describe('how long a duty may take, by the national default', () => {
  const signing = ['accept 5 workingDays', 'return 5 workingDays']
  it.each(['lead', 'separate', 'sole'] as const)('a %s unit signs, contacts and replies', (role) => {
    expect(words(handlingTerms(settings, role))).toEqual([...signing, 'contact 15 workingDays', 'reply 3 months'])
  })
  it('a joint unit has a month and no contact of its own', () => {
    expect(words(handlingTerms(settings, 'joint'))).toEqual([...signing, 'jointOpinion 1 months'])
  })
  it('the proposer rates within three weeks', () => {
    expect(words(ratingTerms(settings))).toEqual(['rate 15 workingDays'])
  })
})
