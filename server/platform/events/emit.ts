import { type Expression, type Insertable, type Kysely, sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { nobody } from '../context.ts'
import type { DB } from '../database/schema.generated.ts'
import { statement } from '../database/statement.ts'

/** Something that happened, told in the same transaction. `type` is `<subject>.<whatHappened>`. */
export interface NewEvent {
  type: string
  subjectKind: string
  subjectId: string
  details?: Record<string, unknown>
}

/** Who an event tells of: an actor, or an account before it wears a hat (signing in, changing its password). */
export type Teller = Pick<Actor, 'accountId' | 'name' | 'committeeId' | 'delegatedBy'> & { role: Actor['role'] | null }

/** Nearly every command tells of one thing. */
const insertOne = statement('kept', (db, row: Insertable<DB['events']>) =>
  db.insertInto('events').values({
    committee_id: row.committee_id,
    account_id: row.account_id,
    actor_name: row.actor_name,
    actor_role: row.actor_role,
    delegated_by: row.delegated_by,
    at: row.at,
    request_id: row.request_id,
    type: row.type,
    subject_kind: row.subject_kind,
    subject_id: row.subject_id,
    details: row.details,
  }),
)

type Telling = Omit<Context, 'actor'> & { actor: Teller }

function rowOf({ actor, now, requestId }: Omit<Telling, 'db'>, event: NewEvent) {
  const bySystem = actor.accountId === nobody
  return {
    committee_id: actor.committeeId,
    account_id: bySystem ? null : actor.accountId,
    actor_name: actor.name,
    actor_role: bySystem ? null : actor.role,
    delegated_by: actor.delegatedBy,
    at: now,
    request_id: requestId,
    type: event.type,
    subject_kind: event.subjectKind,
    subject_id: event.subjectId,
    details: JSON.stringify(event.details ?? {}),
  }
}

/** Writes events into the log: at once the outbox, the history people read, and the audit trail. */
export async function emit(ctx: Telling, ...events: NewEvent[]): Promise<void> {
  await emitEach(
    ctx.db,
    events.map((event) => ({ by: ctx, event })),
  )
}

/** As `emit`, for what several people did in one transaction. */
export async function emitEach(
  db: Context['db'],
  told: readonly { by: Omit<Telling, 'db'>; event: NewEvent }[],
): Promise<void> {
  const rows = told.map(({ by, event }) => rowOf(by, event))
  if (rows.length === 1) {
    await insertOne(db, rows[0]!)
    return
  }
  // 1,000 rows of 11 parameters stay well below the protocol's 65,535
  for (let at = 0; at < rows.length; at += 1000)
    await db
      .insertInto('events')
      .values(rows.slice(at, at + 1000))
      .execute()
}

/** The history of one matter, oldest first, as people read it, as a query: alone or within one of the matter itself.
 *  @param committee,subject values, or references to columns of the matter */
export function historyQuery(db: Kysely<DB>, committee: Expression<string>, subject: Expression<string>) {
  return (
    db
      .selectFrom('events as h')
      .select([
        'h.id',
        'h.type',
        'h.at',
        'h.actor_name as actorName',
        'h.actor_role as actorRole',
        'h.delegated_by as delegatedBy',
        sql<Record<string, unknown>>`h.details`.as('details'),
      ])
      .where('h.committee_id', '=', committee)
      .where('h.subject_id', '=', subject)
      .orderBy('h.id')
      // More than any matter has had; written out, since a kept plan for any limit is one for many rows.
      .limit(sql.lit(5_000))
  )
}

const readHistory = statement('kept', (db, values: { committeeId: string; subjectId: string }) =>
  historyQuery(db, sql.val(values.committeeId), sql.val(values.subjectId)),
)

/** The history of one matter, oldest first, as people read it. */
export function historyOf(ctx: Pick<Context, 'db'>, committeeId: string, subjectId: string) {
  return readHistory(ctx.db, { committeeId, subjectId })
}
