import { type Kysely, sql, type Transaction } from 'kysely'
import { lockUntilCommit, transact } from '../database/database.ts'
import type { DB } from '../database/schema.generated.ts'

/** An event of a batch: what it is about, not what it says. */
export interface LogPlace {
  id: number
  committeeId: string
  subjectId: string
}

/** An event that a reader could not read: `older` was told before its facts were, `broken` lacks them. */
export interface UnreadEvent {
  id: number
  committeeId: string
  why: 'older' | 'broken'
}

/** A reader that keeps something up with the log by itself, in batches: for what a job an event would be too slow for. */
export interface LogReader {
  /** Unique and never renamed: its place in the log is kept under it. */
  name: string
  types: readonly string[]
  /** Takes the events of its types in, in the transaction that moves its place: all of the batch, or none. After a restore it may be
   *  given some again. @returns what it could not read, which is kept to be seen */
  read(db: Transaction<DB>, events: readonly LogPlace[]): Promise<readonly UnreadEvent[]>
}

/** How many events one round reads, of all types. */
export const readerRoundSize = 5_000

/** Gives the events committed since the last round to a reader, in commit order.
 *  @returns how many events were read, of all types */
export async function readInOrder(db: Kysely<DB>, reader: LogReader): Promise<number> {
  return transact(db, async (tx) => {
    await lockUntilCommit(tx, `events.reader.${reader.name}`)
    const cursor = (await tx
      .selectFrom('event_cursors')
      .selectAll()
      .where('reader', '=', reader.name)
      .executeTakeFirst()) ?? { tx: '0', event_id: 0 }
    const { rows } = await sql<LogPlace & { tx: string; type: string }>`
      select id, tx::text as tx, committee_id as "committeeId", subject_id as "subjectId", type
      from events
      where (tx, id) > (${cursor.tx}::xid8, ${cursor.event_id}::bigint)
        and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by events.tx, events.id
      limit ${sql.lit(readerRoundSize)}`.execute(tx)
    const last = rows.at(-1)
    if (!last) return 0
    const wanted = new Set(reader.types)
    const events = rows.filter((row) => wanted.has(row.type))
    if (events.length > 0) await takeIn(tx, reader, events)
    await tx
      .insertInto('event_cursors')
      .values({ reader: reader.name, tx: last.tx, event_id: last.id })
      .onConflict((c) => c.column('reader').doUpdateSet({ tx: last.tx, event_id: last.id }))
      .execute()
    return rows.length
  })
}

/** Gives a batch to a reader and keeps what it could not read; what it can read by now is no longer named. */
export async function takeIn(db: Transaction<DB>, reader: LogReader, events: readonly LogPlace[]): Promise<void> {
  const unread = await reader.read(db, events)
  await sql`
    delete from unread_events
    where reader = ${reader.name} and event_id = any(${events.map((event) => event.id)}::bigint[])`.execute(db)
  if (unread.length === 0) return
  await db
    .insertInto('unread_events')
    .values(
      unread.map(({ id, committeeId, why }) => ({ committee_id: committeeId, reader: reader.name, event_id: id, why })),
    )
    .execute()
}
