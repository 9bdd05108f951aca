import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { address, knownDevice, levelAfter, nameFromAddress, networkOf, type Pace, secondsToWait } from './pace.ts'

const paces = { nameFromAddress, address, knownDevice }

/** Tries at the given moments (seconds), as the database would keep them; tells which were taken. */
function run(pace: Pace, moments: readonly number[]): boolean[] {
  let level = 0
  let last = 0
  return moments.map((moment) => {
    if (secondsToWait(pace, level, moment - last) > 0) return false
    level = levelAfter(pace, level, moment - last) + 1
    last = moment
    return true
  })
}

const inOrder = fc
  .array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 300 })
  .map((m) => m.toSorted((a, b) => a - b))

describe.each(Object.entries(paces))('%s', (_, pace) => {
  it('takes the free tries at once and then makes one wait twice as long each time', () => {
    const free = Array.from({ length: pace.free + 1 }, () => 0)
    expect(run(pace, free)).toEqual([...free.slice(1).map(() => true), false])
    expect(secondsToWait(pace, pace.free, 0)).toBe(pace.firstWaitSeconds)
    expect(secondsToWait(pace, pace.free + 1, 0)).toBe(Math.min(2 * pace.firstWaitSeconds, pace.longestWaitSeconds))
  })

  it('never makes anybody wait longer than the longest, whatever was tried before', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.double({ min: -10, max: 1e9, noNaN: true }),
        (level, elapsed) => {
          const wait = secondsToWait(pace, level, elapsed)
          expect(wait).toBeGreaterThanOrEqual(0)
          expect(wait).toBeLessThanOrEqual(pace.longestWaitSeconds)
        },
      ),
    )
  })

  it('takes no more tries in any stretch of time than it is meant to', () => {
    fc.assert(
      fc.property(inOrder, (moments) => {
        const taken = moments.filter((_, at) => run(pace, moments)[at])
        const span = (taken.at(-1) ?? 0) - (taken[0] ?? 0)
        // the free ones, what leaked meanwhile, and the few whose wait was still short
        const doubling = Math.ceil(Math.log2(pace.longestWaitSeconds / pace.firstWaitSeconds)) + 1
        const most = pace.free + span / pace.forgetSeconds + doubling + span / pace.longestWaitSeconds + 1
        expect(taken.length).toBeLessThanOrEqual(Math.ceil(most))
      }),
      { numRuns: 50 },
    )
  })

  it('forgets everything in time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (level) => {
        expect(levelAfter(pace, level, level * pace.forgetSeconds)).toBe(0)
      }),
    )
  })
})

it.each([
  ['10.0.0.7', '10.0.0.7'],
  ['::ffff:10.0.0.7', '10.0.0.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['unknown', 'unknown'],
  ['x'.repeat(500), 'x'.repeat(64)],
])('counts %s as network %s', (given, network) => {
  expect(networkOf(given)).toBe(network)
})

it('puts any two addresses of one /64 together', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16))
  const four = fc.tuple(group, group, group, group)
  fc.assert(
    fc.property(four, four, four, (front, a, b) => {
      expect(networkOf([...front, ...a].join(':'))).toBe(networkOf([...front, ...b].join(':')))
    }),
  )
})
