import { type Kysely, sql } from 'kysely'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { type LogPlace, readInOrder, takeIn } from '#platform/events/read-in-order.ts'
import { newId } from '#platform/ids.ts'
import { ledgerReader } from './commands/keep-ledger.ts'

/** Takes everything told so far into the ledger at once, whatever else runs on the server. */
export async function keepUp(db: Kysely<DB>): Promise<void> {
  await transact(db, async (tx) => {
    const { rows } = await sql<LogPlace & { tx: string; type: string }>`
      select e.id, e.tx::text as tx, e.committee_id as "committeeId", e.subject_id as "subjectId", e.type
      from events e
      where (e.tx, e.id) > (
        coalesce((select tx from event_cursors where reader = ${ledgerReader.name}), '0'::xid8),
        coalesce((select event_id from event_cursors where reader = ${ledgerReader.name}), 0))
      order by e.tx, e.id`.execute(tx)
    const last = rows.at(-1)
    if (!last) return
    await takeIn(
      tx,
      ledgerReader,
      rows.filter((row) => ledgerReader.types.includes(row.type)),
    )
    const place = { tx: last.tx, event_id: last.id }
    await tx
      .insertInto('event_cursors')
      .values({ reader: ledgerReader.name, ...place })
      .onConflict((c) => c.column('reader').doUpdateSet(place))
      .execute()
  })
}

/** As the worker does it, in rounds; transactions of other databases of the server may hold it back for a moment. */
export async function readRounds(db: Kysely<DB>): Promise<void> {
  for (;;) {
    const read = await readInOrder(db, ledgerReader)
    if (read > 0) continue
    const { rows } = await sql<{ left: boolean }>`
      select exists (
        select from events e
        where (e.tx, e.id) > (
          coalesce((select tx from event_cursors where reader = ${ledgerReader.name}), '0'::xid8),
          coalesce((select event_id from event_cursors where reader = ${ledgerReader.name}), 0))) as left`.execute(db)
    if (!rows[0]!.left) return
    await new Promise((done) => setTimeout(done, 10))
  }
}

/** Until somebody waits for a lock in this database. */
export async function waitingForLock(db: Kysely<DB>): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waits: boolean }>`
      select exists (
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waits`.execute(
      db,
    )
    if (rows[0]!.waits) return
    await new Promise((done) => setTimeout(done, 10))
  }
}

/** An event as a feature would tell it, written past its commands. @returns its subject */
export async function tell(
  db: Kysely<DB>,
  given: {
    committeeId: string
    type: string
    subjectKind?: string
    subjectId?: string
    details?: Record<string, unknown>
    at?: string
  },
): Promise<string> {
  const subjectId = given.subjectId ?? newId()
  await db
    .insertInto('events')
    .values({
      committee_id: given.committeeId,
      type: given.type,
      subject_kind: given.subjectKind ?? 'activity',
      subject_id: subjectId,
      account_id: null,
      actor_name: '系统',
      actor_role: null,
      delegated_by: null,
      at: given.at ?? '2026-03-02T01:00:00Z',
      details: JSON.stringify(given.details ?? {}),
      request_id: 'test',
    })
    .execute()
  return subjectId
}

/** A member came to a meeting, or did not. @returns the activity */
export function tellAttendance(
  db: Kysely<DB>,
  given: {
    committeeId: string
    termId: string
    memberId: string
    subjectId?: string
    attendance?: string
    kind?: string
    title?: string
    heldOn?: string
  },
): Promise<string> {
  const { committeeId, subjectId, ...details } = given
  return tell(db, {
    committeeId,
    subjectId,
    type: 'activity.checkedIn',
    details: {
      kind: 'standingCommittee',
      title: '常务委员会第三次会议',
      heldOn: '2026-02-10',
      halfDays: 2,
      level: 'city',
      attendance: 'present',
      ...details,
    },
  })
}
