import { performance } from 'node:perf_hooks'

/** No transaction lasts longer: the server answers within a minute or not at all. */
const withheldMs = 60_000

/** Accounts that this process changed of late: until the change is surely committed or given up, their logins are read
 *  from the database each time. One for the process, since a command does not know which server runs it. */
const withheld = new Map<string, number>()

/** To be called by whoever changes what a login is made of: account, hats or the login itself. The change counts from
 *  the next request of this process on; other processes hear of it through the database. */
export function forgetLoginsOf(accountId: string): void {
  const now = performance.now()
  for (const [id, until] of withheld) if (until < now) withheld.delete(id)
  withheld.set(accountId, now + withheldMs)
}
