import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BallotBody, Mark } from '#contract/votes.ts'
import { countBox, decodeBallot, electedOf, encodeBallot, neededOf, quorumNeeded } from './rules.ts'
import { voteSetting } from './settings.ts'

const ids = ['a', 'b', 'c']
const candidates = ids.map((id) => ({ id, name: id.toUpperCase() }))
const marks: Mark[] = ['for', 'against', 'abstain']
const anyBallot = fc.record({
  marks: fc
    .tuple(...ids.map(() => fc.constantFrom(...marks)))
    .map((given) => given.map((mark, i) => ({ candidateId: ids[i]!, mark }))),
  writeIns: fc.uniqueArray(fc.constantFrom('张三', '李四'), { maxLength: 2 }),
}) as fc.Arbitrary<BallotBody>

describe('the majority', () => {
  it.each([
    [{ numerator: 1, denominator: 2, over: true }, 100, 51],
    [{ numerator: 1, denominator: 2, over: true }, 101, 51],
    [{ numerator: 1, denominator: 2, over: false }, 101, 51],
    [{ numerator: 2, denominator: 3, over: false }, 100, 67],
    [{ numerator: 2, denominator: 3, over: false }, 99, 66],
    [{ numerator: 2, denominator: 3, over: true }, 99, 67],
    [{ numerator: 1, denominator: 2, over: true }, 0, 1],
  ])('%o of %i is %i', (share, base, needed) => {
    expect(neededOf({ of: 'all', ...share }, base)).toBe(needed)
  })

  it('needs two thirds to be there: 2,237 members, 1,492 of them', () => {
    // 全国十二届一次：应到 2237，实到 2194.
    expect(quorumNeeded({ numerator: 2, denominator: 3 }, 2237)).toBe(1492)
  })
})

describe('who is elected', () => {
  it.each([
    [[9, 8, 7], 2, 5, ['elected', 'elected', 'notElected']],
    [[9, 8, 8], 2, 5, ['elected', 'tied', 'tied']],
    [[9, 4, 3], 2, 5, ['elected', 'notElected', 'notElected']],
    [[8, 8, 8], 3, 5, ['elected', 'elected', 'elected']],
    [[8, 8, 8], 2, 5, ['tied', 'tied', 'tied']],
    [[], 2, 5, []],
  ] as const)('of the votes %j for %i seats with %i needed: %j', (votes, seats, needed, outcomes) => {
    expect(electedOf(votes, seats, needed)).toEqual(outcomes)
  })

  it('is never more than there are seats', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(20),
        (votes, seats, needed) => {
          const outcomes = electedOf(votes, seats, needed)
          expect(outcomes.filter((one) => one === 'elected').length).toBeLessThanOrEqual(seats)
          if (outcomes.includes('tied'))
            expect(outcomes.filter((one) => one !== 'notElected').length).toBeGreaterThan(seats)
        },
      ),
    )
  })
})

describe('the box', () => {
  it('gives each ballot back as it was cast, and adds up to what was handed in', () => {
    const rules = { ...voteSetting.defaults.election, seats: 2, contested: true }
    fc.assert(
      fc.property(fc.array(anyBallot, { maxLength: 40 }), (ballots) => {
        const box: Record<string, number> = {}
        for (const ballot of ballots) {
          const text = encodeBallot('election', ids, ballot)
          expect(encodeBallot('election', ids, decodeBallot('election', ids, text))).toBe(text)
          box[text] = (box[text] ?? 0) + 1
        }
        const given = { kind: 'election' as const, rules, candidates, electorate: 60, present: 50, issued: 50 }
        const result = countBox(given, box)
        expect(result.returned).toBe(ballots.length)
        expect(result.valid + result.invalid).toBe(ballots.length)
        for (const one of result.candidates.filter((tally) => tally.id !== null))
          expect(one.for + one.against + one.abstain).toBe(result.valid)
      }),
    )
  })
})
