import { type Kysely, sql, type Transaction } from 'kysely'
import { lockUntilCommit, transact } from '../database/database.ts'
import type { DB } from '../database/schema.generated.ts'

/** An event of a batch: what it is about, not what it says. */
export interface LogPlace {
  id: number
  committeeId: string
  subjectId: string
}

/** A reader that keeps something up with the log by itself, in batches: for what a job an event would be too slow for. */
export interface LogReader {
  /** Unique and never renamed: its place in the log is kept under it. */
  name: string
  types: readonly string[]
  /** Takes the events of its types in, in the transaction that moves its place: all of the batch, or none. After a restore it may be
   *  given some again. */
  read(db: Transaction<DB>, events: readonly LogPlace[]): Promise<void>
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
    if (events.length > 0) await reader.read(tx, events)
    await tx
      .insertInto('event_cursors')
      .values({ reader: reader.name, tx: last.tx, event_id: last.id })
      .onConflict((c) => c.column('reader').doUpdateSet({ tx: last.tx, event_id: last.id }))
      .execute()
    return rows.length
  })
}
