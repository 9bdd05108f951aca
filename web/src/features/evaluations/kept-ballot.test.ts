import { expect, it } from 'vitest'
import { readBallot, standingOf } from './kept-ballot.ts'

it('reads back what was kept, and nothing of another shape', () => {
  const kept = { a: ['good', null], b: 'unknown' }
  expect(readBallot(JSON.stringify(kept))).toEqual(kept)
  for (const text of [null, '', '{', '[]', '1', 'null']) expect(readBallot(text)).toEqual({})
  expect(readBallot('{"a": 1, "b": ["good", 2], "c": ["good"]}')).toEqual({ c: ['good'] })
})

it('says how far a unit is', () => {
  expect(standingOf(undefined, 2)).toBe('empty')
  expect(standingOf([null, null], 2)).toBe('empty')
  expect(standingOf(['good', null], 2)).toBe('partly')
  expect(standingOf(['good', 'fair'], 2)).toBe('whole')
  expect(standingOf('unknown', 2)).toBe('unknown')
})
