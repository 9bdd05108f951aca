import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { LogPlace, LogReader, UnreadEvent } from '#platform/events/read-in-order.ts'
import { lineId } from '../line-id.ts'
import { dutyEventTypes } from '../rules/from-events.ts'
import { type Line, replay, type TimedEvent } from '../rules/replay.ts'

/** So many subjects are replayed at a time: what is held in memory has a bound. */
const subjectsAtOnce = 500
const linesAtOnce = 2_000

/** Keeps the ledger up with the log. Each subject of the batch is replayed from all its events, in the order of their numbers (they
 *  are told under the lock of the subject, while transactions are numbered in the order they begin), and the lines whose event is in
 *  the batch are written. A line written before is met again by its id and left. */
export const ledgerReader: LogReader = {
  name: 'duty.ledger',
  types: dutyEventTypes,
  async read(db, events) {
    const unread: UnreadEvent[] = []
    for (const [committeeId, places] of byCommittee(events)) {
      const fresh = new Set(places.map((place) => place.id))
      const subjects = [...new Set(places.map((place) => place.subjectId))]
      for (let at = 0; at < subjects.length; at += subjectsAtOnce) {
        const told = await eventsOf(db, committeeId, subjects.slice(at, at + subjectsAtOnce))
        const lines = bySubject(told).flatMap((ofSubject) =>
          replay(ofSubject, ({ id }, why) => fresh.has(id) && unread.push({ id, committeeId, why })),
        )
        await writeLines(
          db,
          committeeId,
          lines.filter((line) => fresh.has(line.sourceEventId)),
        )
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

/** Writes lines of the ledger; those that stand there already are left. */
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
      on conflict (committee_id, id) do nothing`.execute(db)
  }
}
