import { expect, it } from 'vitest'
import { gather } from './gather.ts'

const rounds: number[][] = []
const square = gather<number, number>(3, async (items) => {
  rounds.push([...items])
  await new Promise((done) => setTimeout(done, 5))
  if (items.includes(13)) throw new Error('thirteen')
  return items.map((n) => n * n)
})

it('does the first at once, what comes meanwhile together, and gives each its own answer', async () => {
  expect(await Promise.all([1, 2, 3, 4, 5].map((n) => square('a', n)))).toEqual([1, 4, 9, 16, 25])
  expect(rounds).toEqual([[1], [2, 3, 4], [5]])
})

it('keeps keys apart, and one that fails spoils no other of its round', async () => {
  rounds.length = 0
  const all = await Promise.allSettled([square('a', 1), square('b', 2), square('a', 13), square('a', 4)])
  expect(all.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual([
    1,
    4,
    'thirteen',
    16,
  ])
  expect(rounds).toEqual([[1], [2], [13, 4], [13], [4]])
  expect(await square('a', 6)).toBe(36)
})
