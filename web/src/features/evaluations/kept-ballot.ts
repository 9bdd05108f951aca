import { useState } from 'react'

/** What is ticked so far: the levels of a unit, dimension by dimension, or 'unknown' where it is not known well enough. */
export type Ticked = Record<string, (string | null)[] | 'unknown'>

/** A ballot that survives a closed page on this device and is sent nowhere before it is handed in: a draft on the server
 *  would have a name on it. */
export function useKeptBallot(key: string): [Ticked, (next: Ticked) => void, () => void] {
  const [ticked, setTicked] = useState<Ticked>(() => {
    try {
      return readBallot(localStorage.getItem(key))
    } catch {
      return {}
    }
  })
  const keep = (next: Ticked) => {
    setTicked(next)
    try {
      localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // Storage may be off: then it lives as long as the page.
    }
  }
  const forget = () => {
    setTicked({})
    try {
      localStorage.removeItem(key)
    } catch {
      // Nothing was kept then.
    }
  }
  return [ticked, keep, forget]
}

/** What was kept, without what has another shape. */
export function readBallot(text: string | null): Ticked {
  if (text === null) return {}
  try {
    const kept: unknown = JSON.parse(text)
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {}
    return Object.fromEntries(
      Object.entries(kept).filter(
        ([, value]) =>
          value === 'unknown' ||
          (Array.isArray(value) && value.every((one) => one === null || typeof one === 'string')),
      ),
    ) as Ticked
  } catch {
    return {}
  }
}

/** How far a unit is: nothing ticked, some, all, or left out. */
export function standingOf(
  given: Ticked[string] | undefined,
  dimensions: number,
): 'empty' | 'partly' | 'whole' | 'unknown' {
  if (given === undefined) return 'empty'
  if (given === 'unknown') return 'unknown'
  const count = given.filter((one) => one !== null).length
  return count === 0 ? 'empty' : count >= dimensions ? 'whole' : 'partly'
}
