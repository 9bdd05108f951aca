import { sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { nobody } from '../context.ts'
import { plannedOnce } from '../database/planned-once.ts'

/** Something that happened, told in the same transaction. `type` is `<subject>.<whatHappened>`. */
export interface NewEvent {
  type: string
  subjectKind: string
  subjectId: string
  details?: Record<string, unknown>
}

/** Who an event tells of: an actor, or an account before it wears a hat (signing in, changing its password). */
export type Teller = Pick<Actor, 'accountId' | 'name' | 'committeeId' | 'delegatedBy'> & { role: Actor['role'] | null }

/** Writes events into the log: at once the outbox, the history people read, and the audit trail. */
export async function emit(ctx: Omit<Context, 'actor'> & { actor: Teller }, ...events: NewEvent[]): Promise<void> {
  const { actor } = ctx
  const bySystem = actor.accountId === nobody
  const shared = {
    committee_id: actor.committeeId,
    account_id: bySystem ? null : actor.accountId,
    actor_name: actor.name,
    actor_role: bySystem ? null : actor.role,
    delegated_by: actor.delegatedBy,
    at: ctx.now,
    request_id: ctx.requestId,
  }
  const rows = events.map((event) => ({
    ...shared,
    type: event.type,
    subject_kind: event.subjectKind,
    subject_id: event.subjectId,
    details: JSON.stringify(event.details ?? {}),
  }))
  // 1,000 rows of 11 parameters stay well below the protocol's 65,535
  for (let at = 0; at < rows.length; at += 1000)
    await ctx.db
      .insertInto('events')
      .values(rows.slice(at, at + 1000))
      .execute()
}

/** The history of one matter, oldest first, as people read it. */
export async function historyOf(ctx: Pick<Context, 'db'>, committeeId: string, subjectId: string, limit = 500) {
  const rows = await ctx.db
    .selectFrom('events')
    .modifyFront(plannedOnce)
    .select([
      'id',
      'type',
      'at',
      'actor_name as actorName',
      'actor_role as actorRole',
      'delegated_by as delegatedBy',
      sql<Record<string, unknown>>`details`.as('details'),
    ])
    .where('committee_id', '=', committeeId)
    .where('subject_id', '=', subjectId)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows
}
