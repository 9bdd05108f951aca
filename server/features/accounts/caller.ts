import type { Kysely } from 'kysely'
import type { DB } from '#platform/database/schema.generated.ts'
import type { Teller } from '#platform/events/emit.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { SmsSender } from '#platform/sms.ts'
import type { Device } from './device.ts'
import type { Login } from './queries/login.ts'

/** Who calls before an actor is known. `db` is the pool: a failed try is counted although the call itself fails. */
export interface Caller {
  readonly db: Kysely<DB>
  readonly now: Date
  readonly requestId: string
  readonly address: string
  readonly agent: string
  /** What the login cookie holds; null: none. */
  readonly token: string | null
  readonly device: Device | null
  readonly secrets: Secrets
  readonly sms: SmsSender
  onError(error: unknown): void
}

/** Somebody signed in, whatever hat they wear or lack. */
export interface SelfCaller extends Caller {
  readonly login: Login
  readonly requireTotp: boolean
}

/** Who an event of a person's own account tells of. */
export function tellerOf(login: Login): Teller {
  return {
    accountId: login.accountId,
    name: login.name,
    committeeId: login.hat?.committeeId ?? login.homeCommitteeId,
    role: login.hat?.role ?? null,
    delegatedBy: null,
  }
}
