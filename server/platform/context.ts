import type { Role, UnitDesk } from '#contract/accounts.ts'
import type { Database } from './database/database.ts'

/** Who acts: an account wearing one hat. */
export interface Actor {
  readonly accountId: string
  /** Name shown in histories: the member's, where somebody types for them. */
  readonly name: string
  readonly hatId: string
  readonly committeeId: string
  readonly role: Role
  /** Set for the role member only. */
  readonly memberId: string | null
  /** Set for the role unitClerk only. */
  readonly unitId: string | null
  /** Desks held within the unit; empty without one. */
  readonly desks: readonly UnitDesk[]
  /** Name of who types, when that is not the member (代录). */
  readonly delegatedBy: string | null
}

/** First argument of every command and query. `db` is the transaction of a command, and the pool for a query. */
export interface Context {
  readonly db: Database
  readonly actor: Actor
  readonly now: Date
  readonly requestId: string
}

/** What happens by itself: timed work, imports from the command line. It belongs to a committee all the same. */
export function systemActor(committeeId: string, name = '系统'): Actor {
  return {
    accountId: nobody,
    name,
    hatId: nobody,
    committeeId,
    role: 'systemAdmin',
    memberId: null,
    unitId: null,
    desks: [],
    delegatedBy: null,
  }
}

/** The account id of the system itself. */
export const nobody = '00000000-0000-0000-0000-000000000000'
