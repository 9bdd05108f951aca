/** What this device keeps between two openings of the page. Two kinds, under two beginnings:
 *  own — of the person signed in (who they are, the list of a desk, their codes): gone when they sign out or another signs in;
 *  unsent — done here and not yet known to the server: stays until it is, whoever signs in meanwhile. */

const ownPrefix = 'tongxin.own.'
const unsentPrefix = 'tongxin.unsent.'

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** The browser's store; null where it is switched off. */
function storeOf(): Store | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

function read(key: string): unknown {
  try {
    return JSON.parse(storeOf()?.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

function write(key: string, value: unknown): boolean {
  try {
    const store = storeOf()
    store?.setItem(key, JSON.stringify(value))
    return store !== null
  } catch {
    // Full, or switched off.
    return false
  }
}

function keysFrom(prefix: string): string[] {
  const store = storeOf()
  return Array.from({ length: store?.length ?? 0 }, (_, i) => store?.key(i) ?? '').filter((key) =>
    key.startsWith(prefix),
  )
}

export const readOwn = (name: string): unknown => read(ownPrefix + name)
/** @returns whether the device could keep it */
export const keepOwn = (name: string, value: unknown): boolean => write(ownPrefix + name, value)
export function forgetOwn(): void {
  for (const key of keysFrom(ownPrefix)) storeOf()?.removeItem(key)
}

/** Everything unsent below a name, each under its own key: two windows never write over one another. */
export const readUnsent = (name: string): { key: string; value: unknown }[] =>
  keysFrom(`${unsentPrefix}${name}.`).map((key) => ({ key, value: read(key) }))
/** @returns whether the device could keep it */
export const keepUnsent = (key: string, value: unknown): boolean => write(key, value)
export const unsentKey = (name: string, id: string): string => `${unsentPrefix}${name}.${id}`
export const dropUnsent = (key: string): void => storeOf()?.removeItem(key)

/** Check-ins that a desk took on this device and has not sent: of which meetings, and how many. */
export function unsentDesks(): { activityId: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const key of keysFrom(`${unsentPrefix}desk.`)) {
    const activityId = key.slice(`${unsentPrefix}desk.`.length).split('.')[0]!
    counts.set(activityId, (counts.get(activityId) ?? 0) + 1)
  }
  return [...counts].map(([activityId, count]) => ({ activityId, count }))
}
