import { performance } from 'node:perf_hooks'
import { listen } from '#platform/database/listen.ts'
import type { Login } from './queries/login.ts'

/** How long a login is believed without asking the database again. Changes are told at once; this bounds what a message
 *  lost on a dying connection can do. */
const lifeMs = 15_000
/** Logins kept at the most: 10,000 people at once, some 5 MB. */
const capacity = 10_000
/** No transaction lasts longer: the server answers within a minute or not at all. */
const withheldMs = 60_000
const channel = 'tongxin_logins'

/** Accounts that this process changed of late: until the change is surely committed or given up, their logins are read
 *  from the database each time. One for the process, since a command does not know which server runs it. */
const withheld = new Map<string, number>()

/** To be called by whoever changes what a login is made of: account, hats or the login itself. The change counts from
 *  the next request of this process on; other processes hear of it through the database. */
export function forgetLoginsOf(accountId: string): void {
  const now = performance.now()
  for (const [id, until] of withheld) {
    if (until >= now) break
    withheld.delete(id)
  }
  withheld.delete(accountId)
  withheld.set(accountId, now + withheldMs)
}

/** Logins read a moment ago, by the hash of their token. */
export interface LoginCache {
  find(key: string): Login | null
  /** @param readAt `performance.now()` before the login was read: what was told since then is newer than it */
  keep(key: string, login: Login, readAt: number): void
  /** Whether changes are heard, and so logins kept. */
  readonly on: boolean
  stop(): Promise<void>
}

/** Never keeps anything: where nothing is heard of changes by others. */
export const noLoginCache: LoginCache = {
  find: () => null,
  keep: () => undefined,
  on: false,
  stop: async () => undefined,
}

/** A cache that hears of changes over a connection of its own, and is off while that is down. */
export function openLoginCache(url: string, onError: (error: unknown) => void): LoginCache {
  const kept = new Map<string, { login: Login; readAt: number }>()
  const changed = new Map<string, number>()
  let onSince = Number.POSITIVE_INFINITY
  const holds = (accountId: string, readAt: number) => {
    const now = performance.now()
    return (
      readAt > onSince &&
      now - readAt < lifeMs &&
      readAt > (changed.get(accountId) ?? 0) &&
      now > (withheld.get(accountId) ?? 0)
    )
  }
  const listener = listen(url, channel, {
    message(accountId) {
      const now = performance.now()
      for (const [id, at] of changed) {
        if (now - at < lifeMs) break
        changed.delete(id)
      }
      changed.delete(accountId)
      changed.set(accountId, now)
    },
    connected(connected) {
      onSince = connected ? performance.now() : Number.POSITIVE_INFINITY
      kept.clear()
    },
    error: onError,
  })
  return {
    find(key) {
      const entry = kept.get(key)
      if (!entry) return null
      kept.delete(key)
      if (!holds(entry.login.accountId, entry.readAt)) return null
      kept.set(key, entry)
      return entry.login
    },
    keep(key, login, readAt) {
      if (!holds(login.accountId, readAt)) return
      kept.set(key, { login, readAt })
      if (kept.size > capacity) kept.delete(kept.keys().next().value!)
    },
    get on() {
      return Number.isFinite(onSince)
    },
    stop: () => listener.stop(),
  }
}
