/** How fast tries may follow each other. Tries fill a bucket that leaks; above `free` each next one waits twice as long. */
export interface Pace {
  /** Tries without any wait. */
  free: number
  firstWaitSeconds: number
  longestWaitSeconds: number
  /** In this time one try is forgotten. */
  forgetSeconds: number
}

/** One name from one address: five honest mistakes, then 2, 4, 8 … seconds up to a quarter of an hour, that is a hundred
 *  guesses a day. Source: OWASP Authentication Cheat Sheet (exponential wait instead of a lock). */
export const nameFromAddress: Pace = { free: 5, firstWaitSeconds: 2, longestWaitSeconds: 900, forgetSeconds: 900 }

/** One address, all names: a whole plenary (500 people, one in five mistyping within a quarter of an hour) signs in
 *  behind one address without a wait. Waits stay short, for others may sit behind it too. */
export const address: Pace = { free: 100, firstWaitSeconds: 1, longestWaitSeconds: 60, forgetSeconds: 6 }

/** A device on which the person signed in before (OWASP device cookies): its own tries only, whatever others do. */
export const knownDevice: Pace = { free: 10, firstWaitSeconds: 2, longestWaitSeconds: 900, forgetSeconds: 300 }

/** The authenticator's code, once the password was right, from devices not known before: three of a million codes are
 *  right at a time, so whoever has the password gets a hundred tries a day, from however many addresses. */
export const secondStep: Pace = { free: 5, firstWaitSeconds: 2, longestWaitSeconds: 900, forgetSeconds: 900 }

/** SMS asked for from one address: a plenary again; each costs money and somebody's quiet. */
export const codesForAddress: Pace = { free: 200, firstWaitSeconds: 20, longestWaitSeconds: 900, forgetSeconds: 20 }

/** SMS to one phone, besides one a minute: nobody is rung a hundred times, and a code of six digits bears 5 tries each. */
export const codesForPhone: Pace = { free: 10, firstWaitSeconds: 60, longestWaitSeconds: 600, forgetSeconds: 600 }

/** What a bucket holds `elapsedSeconds` after its last try. */
export function levelAfter(pace: Pace, level: number, elapsedSeconds: number): number {
  return Math.max(0, level - Math.max(0, elapsedSeconds) / pace.forgetSeconds)
}

/** Whole seconds until the next try is taken, given what the bucket held after the last one; 0: now. */
export function secondsToWait(pace: Pace, level: number, elapsedSeconds: number): number {
  const above = Math.round(level) - pace.free
  if (above < 0) return 0
  // 2^30 waits are longer than any longest one; beyond, the number would lose its meaning
  const wait = Math.min(pace.longestWaitSeconds, pace.firstWaitSeconds * 2 ** Math.min(above, 30))
  return Math.max(0, Math.ceil(wait - Math.max(0, elapsedSeconds)))
}

/** Who is behind an address as far as throttling goes: an IPv4 address, or the /64 of an IPv6 one, which one household or
 *  office has to itself. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  if (!address.includes(':')) return address.slice(0, 64)
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail ? tail.split(':') : []
  const gap = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length)
  const groups = [...front, ...Array<string>(gap).fill('0'), ...back]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
    .slice(0, 64)
}
