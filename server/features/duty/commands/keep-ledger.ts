import { type SqlBool, sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { statement } from '#platform/database/statement.ts'
import type { LogPlace, LogReader, UnreadEvent } from '#platform/events/read-in-order.ts'
import { lineId } from '../line-id.ts'
import { dutyEventTypes } from '../rules/from-events.ts'
import { type Line, replay, type TimedEvent } from '../rules/replay.ts'

/** So many subjects are replayed at a time: what is held in memory has a bound. */
const subjectsAtOnce = 500
const linesAtOnce = 2_000

/** Keeps the ledger up with the log. Each subject of the batch is replayed from all its events, in the order of their numbers (they
 *  are told under the lock of the subject, while transactions are numbered in the order they begin), and what is missing of its lines
 *  is written, also those of other batches: a line may be read after what takes it back. */
export const ledgerReader: LogReader = {
  name: 'duty.ledger',
  types: dutyEventTypes,
  async read(db, events) {
    const unread: UnreadEvent[] = []
    for (const [committeeId, places] of byCommittee(events)) {
      const fresh = new Set(places.map((place) => place.id))
      const subjects = [...new Set(places.map((place) => place.subjectId))]
      for (let at = 0; at < subjects.length; at += subjectsAtOnce) {
        const part = subjects.slice(at, at + subjectsAtOnce)
        const told = await eventsOf(db, committeeId, part)
        const lines = bySubject(told).flatMap((ofSubject) =>
          replay(ofSubject, ({ id }, why) => fresh.has(id) && unread.push({ id, committeeId, why })),
        )
        await writeLines(db, committeeId, missing(lines, await eventsWritten(db, { committeeId, subjectIds: part })))
      }
    }
    return unread
  },
}

function byCommittee(events: readonly LogPlace[]): Map<string, LogPlace[]> {
  const by = new Map<string, LogPlace[]>()
  for (const event of events) {
    const held = by.get(event.committeeId)
    if (held) held.push(event)
    else by.set(event.committeeId, [event])
  }
  return by
}

/** What the ledger reads of these subjects, each in the order it was told. */
export async function eventsOf(
  db: Database,
  committeeId: string,
  subjectIds: readonly string[],
): Promise<TimedEvent[]> {
  const { rows } = await sql<TimedEvent>`
    select id, type, subject_kind as "subjectKind", subject_id as "subjectId", at, details
    from events
    where committee_id = ${committeeId}
      and subject_id = any(${subjectIds}::uuid[])
      and type = any(${dutyEventTypes}::text[])
    order by subject_id, id`.execute(db)
  return rows
}

/** Splits events in the order of their subjects into those of each. */
export function bySubject<E extends { subjectId: string }>(events: readonly E[]): E[][] {
  const groups: E[][] = []
  for (const event of events) {
    const last = groups.at(-1)
    if (last && last[0]!.subjectId === event.subjectId) last.push(event)
    else groups.push([event])
  }
  return groups
}

/** The event of each line that the ledger has of these subjects. */
const eventsWritten = statement('kept', (db, v: { committeeId: string; subjectIds: readonly string[] }) =>
  db
    .selectFrom('duty_entries')
    .select('source_event_id as eventId')
    .where('committee_id', '=', v.committeeId)
    .where(sql<SqlBool>`subject_id = any(${v.subjectIds}::uuid[])`),
)

/** Lines of events that have not all of theirs. Counted, for of a plenary 5,000 stand each time: their ids took 25 ms to reckon. */
function missing(lines: readonly Line[], written: readonly { eventId: number }[]): Line[] {
  const left = new Map<number, number>()
  for (const { sourceEventId } of lines) left.set(sourceEventId, (left.get(sourceEventId) ?? 0) + 1)
  for (const { eventId } of written) left.set(eventId, (left.get(eventId) ?? 0) - 1)
  return lines.filter(({ sourceEventId }) => left.get(sourceEventId) !== 0)
}

/** Writes lines of the ledger; those that stand there already are left. What the table refuses beside (an entry is taken back once)
 *  halts nobody's ledger: the proof names it. */
async function writeLines(db: Database, committeeId: string, lines: readonly Line[]): Promise<void> {
  for (let at = 0; at < lines.length; at += linesAtOnce) {
    const rows = lines.slice(at, at + linesAtOnce).map((line) => ({
      id: lineId(committeeId, line),
      term_id: line.termId,
      member_id: line.memberId,
      kind: line.kind,
      part: line.part,
      attendance: line.attendance,
      level: line.level,
      quantity: line.quantity,
      sharers: line.sharers,
      subject_kind: line.subjectKind,
      subject_id: line.subjectId,
      slot: line.slot,
      title: line.title,
      occurred_on: line.occurredOn,
      source_event_id: line.sourceEventId,
      reverses_id: line.reverses === null ? null : lineId(committeeId, line.reverses),
      recorded_at: line.recordedAt,
    }))
    await sql`
      insert into duty_entries (committee_id, id, term_id, member_id, kind, part, attendance, level, quantity, sharers,
        subject_kind, subject_id, slot, title, occurred_on, source_event_id, reverses_id, recorded_at)
      select ${committeeId}::uuid, r.*
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
        id uuid, term_id uuid, member_id uuid, kind text, part text, attendance text, level text, quantity integer,
        sharers integer, subject_kind text, subject_id uuid, slot text, title text, occurred_on date,
        source_event_id bigint, reverses_id uuid, recorded_at timestamptz)
      on conflict do nothing`.execute(db)
  }
}
