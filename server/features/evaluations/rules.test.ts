import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ballotOf, bandOf, pointsProblem, ranked, resultOf, scored, worthOf } from './rules.ts'
import { appraisalSetting, mutualAppraisalSetting } from './settings.ts'

const mutual = mutualAppraisalSetting.defaults
const scheme = appraisalSetting.defaults
const all = (place: number) => scheme.dimensions.map(() => place).join('')
/** A box with these ballots in it. */
const box = (ballots: readonly string[]) =>
  Object.fromEntries([...new Set(ballots)].map((one) => [one, ballots.filter((other) => other === one).length]))

describe('the grade', () => {
  it.each([
    [100, '优秀'],
    [90, '优秀'],
    [89, '良好'],
    [75, '良好'],
    [74, '一般'],
    [60, '一般'],
    [59, '较差'],
    [0, '较差'],
  ])('of %i points is %s', (points, name) => {
    expect(bandOf(points, mutual.bands).name).toBe(name)
  })
})

describe('points given item by item', () => {
  const full = { contact: 25, measures: 20, reply: 15, effect: 10 }

  it('add up, with the grade and whether they are low', () => {
    expect(scored(full, mutual.handlingItems, mutual)).toEqual({ total: 70, band: 'fair', low: false })
    expect(scored({ ...full, contact: 14 }, mutual.handlingItems, mutual)).toMatchObject({ total: 59, low: true })
  })

  it.each([
    [{ contact: 25, measures: 20, reply: 15 }, 'points.effect'],
    [{ ...full, effect: 26 }, 'points.effect'],
    [{ ...full, more: 1 }, 'points'],
    [{}, 'points.contact'],
    [JSON.parse('{"__proto__": 1}'), 'points.contact'],
  ])('are refused where %j', (points, path) => {
    expect(pointsProblem(points as Record<string, number>, mutual.handlingItems)?.path).toBe(path)
  })

  it('are taken when each item has its own within its limit', () => {
    expect(pointsProblem(full, mutual.handlingItems)).toBeNull()
  })
})

describe('the result of a unit', () => {
  it('is the weighted mean of its ballots, dimension by dimension and in all, with how the ballots lie', () => {
    const result = resultOf(box([all(0), all(0), all(1), all(2), '33330']), scheme)
    // 95 95 82 67 and (50 × 4 + 95) / 5 = 59
    expect(result.total).toBe(Math.round((9500 + 9500 + 8200 + 6700 + 5900) / 5))
    expect(result.dimensions?.[0]).toEqual({
      mean: Math.round((9500 * 2 + 8200 + 6700 + 5000) / 5),
      levels: [2, 1, 1, 1],
    })
    expect(result.bands).toEqual([2, 1, 1, 1])
    expect(result.band).toBe('良好')
  })

  it('is not shown at all with fewer ballots than five: a mean of few tells who gave what', () => {
    expect(resultOf(box([all(0), all(0), all(0), all(3)]), scheme)).toEqual({
      ballots: 4,
      total: null,
      band: null,
      dimensions: null,
      bands: null,
    })
    expect(resultOf({}, scheme).total).toBeNull()
  })

  it('weighs the dimensions as the settings say', () => {
    const one = {
      ...scheme,
      dimensions: [
        { ...scheme.dimensions[0]!, weight: 70 },
        { ...scheme.dimensions[1]!, weight: 30 },
      ],
    }
    expect(worthOf('03', one)).toBe(70 * 95 + 30 * 50)
  })

  it('does not hang on the order in which ballots came, and lies between the worst and the best', () => {
    const ballot = fc.stringMatching(/^[0-3]{5}$/)
    fc.assert(
      fc.property(fc.array(ballot, { minLength: 5, maxLength: 40 }), (ballots) => {
        const result = resultOf(box(ballots), scheme)
        expect(resultOf(box(ballots.toReversed()), scheme)).toEqual(result)
        const worth = ballots.map((one) => worthOf(one, scheme))
        expect(result.total).toBeGreaterThanOrEqual(Math.min(...worth))
        expect(result.total).toBeLessThanOrEqual(Math.max(...worth))
        expect(result.bands!.reduce((a, b) => a + b, 0)).toBe(ballots.length)
      }),
    )
  })
})

it('takes a ballot only whole and of known levels', () => {
  expect(ballotOf(['excellent', 'good', 'fair', 'poor', 'good'], scheme)).toBe('01231')
  expect(ballotOf(['excellent', 'good', 'fair', 'poor'], scheme)).toBeNull()
  expect(ballotOf(['excellent', 'good', 'fair', 'poor', 'superb'], scheme)).toBeNull()
})

it('ranks equal totals alike and leaves the next rank out; whoever has no total has no rank', () => {
  const units = [{ total: 8000 }, { total: null }, { total: 9000 }, { total: 9000 }]
  expect(ranked(units)).toEqual([
    { total: 9000, rank: 1 },
    { total: 9000, rank: 1 },
    { total: 8000, rank: 3 },
    { total: null, rank: null },
  ])
})

it('asks settings to add up: points and weights to 100, grades from the best down to 0', () => {
  const bad = (change: object) => appraisalSetting.schema.safeParse({ ...scheme, ...change }).success
  expect(bad({})).toBe(true)
  expect(bad({ dimensions: scheme.dimensions.slice(1) })).toBe(false)
  expect(bad({ bands: scheme.bands.slice(0, 3) })).toBe(false)
  expect(bad({ bands: scheme.bands.toReversed() })).toBe(false)
  expect(bad({ levels: scheme.levels.toReversed() })).toBe(false)
  expect(bad({ minimumBallots: 1 })).toBe(false)
  const items = mutual.handlingItems.map((item) => ({ ...item, points: 20 }))
  expect(mutualAppraisalSetting.schema.safeParse({ ...mutual, handlingItems: items }).success).toBe(false)
})
