import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ballotFault, collectiveMinOf, leastOf, quotaOf, ranked, settlesTie, tally } from './rules.ts'

describe('how many may be awarded', () => {
  it.each([
    [1, 0, 0],
    [1, 12, 1],
    [1, 149, 1],
    [1, 150, 2],
    [1, 5992, 60],
    [20, 31, 6],
  ])('%d %% of %d are %d', (quotaPercent, total, quota) => {
    expect(quotaOf({ quotaPercent }, total)).toBe(quota)
  })

  it('asks for a fifth of collective proposals, and of units for none', () => {
    expect(collectiveMinOf({ collectivePercent: 20 }, 'proposals', 60)).toBe(12)
    expect(collectiveMinOf({ collectivePercent: 20 }, 'proposals', 1)).toBe(1)
    expect(collectiveMinOf({ collectivePercent: 20 }, 'units', 6)).toBe(0)
  })

  it.each([
    [{ method: 'vote', needsMajority: true }, 10, 6],
    [{ method: 'vote', needsMajority: true }, 9, 5],
    [{ method: 'vote', needsMajority: false }, 9, 1],
    [{ method: 'score', needsMajority: true }, 9, 1],
  ] as const)('%o of %d ballots needs %d', (rules, ballots, least) => {
    expect(leastOf(rules, ballots)).toBe(least)
  })
})

it('counts a name once on a ballot, and means of points in hundredths', () => {
  const votes = tally(['a', 'b'], [{ choices: ['a', 'a', 'x'] }, { choices: ['a'] }, { choices: [] }])
  expect(votes.get('a')).toEqual({ votes: 2, centipoints: 0 })
  expect(votes.get('b')).toEqual({ votes: 0, centipoints: 0 })
  const points = tally(
    ['a'],
    [
      { scores: [{ nominationId: 'a', points: [20, 15] }] },
      { scores: [{ nominationId: 'a', points: [10, 15] }] },
      { scores: [{ nominationId: 'a', points: [10, 10] }] },
    ],
  )
  expect(points.get('a')!.centipoints).toBe(2667)
})

const entry = (id: string, value: number, collective = false) => ({ id, value, collective })
const outcomesOf = (...given: Parameters<typeof ranked>) => Object.fromEntries(ranked(...given).outcomes)

describe('who is within the quota', () => {
  it('takes the best, and nobody without a vote or without the majority', () => {
    const entries = [entry('a', 5), entry('b', 4), entry('c', 0)]
    expect(outcomesOf(entries, { quota: 3, collectiveMin: 0, least: 1 })).toEqual({ a: 'won', b: 'won', c: 'lost' })
    expect(outcomesOf(entries, { quota: 3, collectiveMin: 0, least: 5 })).toEqual({ a: 'won', b: 'lost', c: 'lost' })
  })

  it('picks nobody among those that tie for the last place', () => {
    const entries = [entry('a', 5), entry('b', 3), entry('c', 3), entry('d', 1)]
    const { outcomes, seats } = ranked(entries, { quota: 2, collectiveMin: 0, least: 1 })
    expect(Object.fromEntries(outcomes)).toEqual({ a: 'won', b: 'tied', c: 'tied', d: 'lost' })
    expect([...seats]).toEqual([[3, 1]])
    // Where all of them fit there is no tie.
    expect(outcomesOf(entries, { quota: 3, collectiveMin: 0, least: 1 })).toEqual({
      a: 'won',
      b: 'won',
      c: 'won',
      d: 'lost',
    })
  })

  it('keeps places for collective proposals before a better single one', () => {
    const entries = [entry('a', 9), entry('b', 8), entry('c', 2, true), entry('d', 1, true)]
    expect(outcomesOf(entries, { quota: 2, collectiveMin: 1, least: 1 })).toEqual({
      a: 'won',
      b: 'lost',
      c: 'won',
      d: 'lost',
    })
  })

  it('gives the places to others where there are no collective ones', () => {
    const entries = [entry('a', 9), entry('b', 8)]
    expect(outcomesOf(entries, { quota: 2, collectiveMin: 1, least: 1 })).toEqual({ a: 'won', b: 'won' })
  })

  it('does not let a single one tie with the last collective one that must be there', () => {
    const entries = [entry('a', 5), entry('b', 3, true), entry('c', 3)]
    expect(outcomesOf(entries, { quota: 2, collectiveMin: 1, least: 1 })).toEqual({ a: 'won', b: 'won', c: 'lost' })
  })

  it('is decided by exactly as many as there are places', () => {
    const bounds = { quota: 2, collectiveMin: 0, least: 1 }
    const entries = [
      { ...entry('a', 5), outcome: 'won' as const },
      { ...entry('b', 3), outcome: 'tied' as const },
      { ...entry('c', 3), outcome: 'tied' as const },
      { ...entry('d', 1), outcome: 'lost' as const },
    ]
    const settles = (...ids: string[]) => settlesTie(entries, new Set(ids), bounds)
    expect(settles('b')).toBe(true)
    for (const wrong of [[], ['b', 'c'], ['d'], ['a'], ['b', 'd']]) expect(settles(...wrong)).toBe(false)
  })

  it('never awards more than the quota, never a worse one before a better of its kind, for any counts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ value: fc.nat(6), collective: fc.boolean() }), { maxLength: 14 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 3 }),
        (given, quota, collectiveMin) => {
          const entries = given.map((one, i) => ({ ...one, id: String(i) }))
          const bounds = { quota, collectiveMin: Math.min(quota, collectiveMin), least: 1 }
          const { outcomes, seats } = ranked(entries, bounds)
          const of = (outcome: string) => entries.filter((one) => outcomes.get(one.id) === outcome)
          const places = [...seats.values()].reduce((sum, n) => sum + n, 0)
          expect(of('won').length + places).toBeLessThanOrEqual(quota)
          expect(of('tied').length === 0 || places > 0).toBe(true)
          for (const winner of of('won'))
            for (const loser of of('lost'))
              if (winner.collective === loser.collective) expect(winner.value).toBeGreaterThan(loser.value)
        },
      ),
    )
  })
})

describe('a ballot', () => {
  const rules = {
    criteria: [
      { name: '一', points: 20 },
      { name: '二', points: 10 },
    ],
  }
  const candidates = new Set(['a', 'b'])
  const of = (method: 'vote' | 'score', ballot: Partial<Parameters<typeof ballotFault>[3]>) =>
    ballotFault({ ...rules, method }, candidates, 1, { choices: [], scores: [], ...ballot })
  it.each([
    ['vote', { choices: ['a'] }, null],
    ['vote', {}, null],
    ['vote', { choices: ['a', 'a'] }, null],
    ['vote', { choices: ['a', 'b'] }, 'ballot.too-many'],
    ['vote', { choices: ['x'] }, 'ballot.incomplete'],
    ['vote', { scores: [{ nominationId: 'a', points: [1, 1] }] }, 'ballot.incomplete'],
    [
      'score',
      {
        scores: [
          { nominationId: 'a', points: [20, 0] },
          { nominationId: 'b', points: [0, 10] },
        ],
      },
      null,
    ],
    ['score', { scores: [{ nominationId: 'a', points: [20, 0] }] }, 'ballot.incomplete'],
    [
      'score',
      {
        scores: [
          { nominationId: 'a', points: [21, 0] },
          { nominationId: 'b', points: [0, 0] },
        ],
      },
      'ballot.incomplete',
    ],
    [
      'score',
      {
        scores: [
          { nominationId: 'a', points: [1] },
          { nominationId: 'b', points: [0, 0] },
        ],
      },
      'ballot.incomplete',
    ],
    ['score', { choices: ['a'] }, 'ballot.incomplete'],
  ] as const)('%s %o: %s', (method, ballot, fault) => {
    expect(of(method, ballot as never)).toBe(fault)
  })
})
