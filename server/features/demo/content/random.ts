/** A seeded source of numbers in [0, 1); the same seed always gives the same row. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One element of a non-empty list. */
export function pick<T>(random: () => number, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T
}

/** One element by weight; weights need not add up to one. */
export function pickWeighted<T>(random: () => number, list: readonly (readonly [T, number])[]): T {
  const total = list.reduce((sum, entry) => sum + entry[1], 0)
  let left = random() * total
  for (const [value, weight] of list) {
    left -= weight
    if (left < 0) return value
  }
  return (list[list.length - 1] as readonly [T, number])[0]
}

/** A whole number from low to high, both included. */
export function between(random: () => number, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}
