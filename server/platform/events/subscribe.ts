import { type Kysely, sql, type Transaction } from 'kysely'
import { type Database, lockUntilCommit, transact } from '../database/database.ts'
import type { DB } from '../database/schema.generated.ts'

/** An event as a subscriber receives it. */
export interface LoggedEvent {
  id: number
  committeeId: string
  type: string
  subjectKind: string
  subjectId: string
  accountId: string | null
  actorName: string
  at: string
  details: Record<string, unknown>
}

/** A reaction of one feature to events of others. Runs at least once, its writes count once. */
export interface Subscriber {
  /** Unique and never renamed: it marks what was done. */
  name: string
  types: readonly string[]
  handle(db: Transaction<DB>, event: LoggedEvent, now: Date): Promise<void>
}

/** How many events one round hands out. */
const roundSize = 500

/** Finds events committed since the last round and gives each to `enqueue`, in the transaction that moves the cursor.
 *  @returns how many events were read */
export async function dispatchEvents(
  db: Kysely<DB>,
  subscribers: readonly Subscriber[],
  enqueue: (db: Database, jobs: { eventId: number; subscriber: string }[]) => Promise<void>,
): Promise<number> {
  return transact(db, async (tx) => {
    await lockUntilCommit(tx, 'events.dispatch')
    const cursor = (await tx
      .selectFrom('event_cursors')
      .selectAll()
      .where('reader', '=', 'dispatch')
      .executeTakeFirst()) ?? { tx: '0', event_id: 0 }
    const { rows } = await sql<{ id: number; tx: string; type: string }>`
      select id, tx::text as tx, type
      from events
      where (tx, id) > (${cursor.tx}::xid8, ${cursor.event_id}::bigint)
        and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by events.tx, events.id
      limit ${roundSize}`.execute(tx)
    const last = rows.at(-1)
    if (!last) return 0
    const jobs = rows.flatMap((row) =>
      subscribers.filter((s) => s.types.includes(row.type)).map((s) => ({ eventId: row.id, subscriber: s.name })),
    )
    if (jobs.length > 0) await enqueue(tx, jobs)
    await tx
      .insertInto('event_cursors')
      .values({ reader: 'dispatch', tx: last.tx, event_id: last.id })
      .onConflict((c) => c.column('reader').doUpdateSet({ tx: last.tx, event_id: last.id }))
      .execute()
    return rows.length
  })
}

/** Carries one reaction out, unless it was done before. */
export async function deliverEvent(db: Kysely<DB>, subscriber: Subscriber, eventId: number, now: Date): Promise<void> {
  await transact(db, async (tx) => {
    const mark = await tx
      .insertInto('event_deliveries')
      .values({ event_id: eventId, subscriber: subscriber.name, delivered_at: now })
      .onConflict((c) => c.doNothing())
      .returning('event_id')
      .executeTakeFirst()
    if (!mark) return
    const row = await tx
      .selectFrom('events')
      .select([
        'id',
        'committee_id as committeeId',
        'type',
        'subject_kind as subjectKind',
        'subject_id as subjectId',
        'account_id as accountId',
        'actor_name as actorName',
        'at',
        sql<Record<string, unknown>>`details`.as('details'),
      ])
      .where('id', '=', eventId)
      .executeTakeFirstOrThrow()
    await subscriber.handle(tx, row, now)
  })
}
