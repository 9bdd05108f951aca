import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { bySubject, ledgerReader } from './commands/keep-ledger.ts'
import { lineId } from './line-id.ts'
import { dutyEventTypes, type Unread } from './rules/from-events.ts'
import { type Line, replay, type TimedEvent } from './rules/replay.ts'

/** What the replay of all events says of the ledger. */
export interface LedgerProof {
  events: number
  entries: number
  /** Lines of events that the ledger has not come to yet. */
  pending: number
  differences: number
  /** Events of the table whose facts cannot be read: they make no entry, and the ledger may lack what they told. */
  unread: number
  /** Events told before their facts were, by name of what was told: they make no entry and never will. */
  older: Record<string, number>
  /** The first of what differs or cannot be read, in words. */
  examples: string[]
}

const eventsAtOnce = 10_000
const shown = 5
const first = '00000000-0000-0000-0000-000000000000'
const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

interface Place {
  committeeId: string
  subjectId: string
}
type LoggedLine = TimedEvent & Place & { unread: boolean }
type Row = Place & { id: string; text: string }

/** Everything a line says, as one text: so that two are compared at once. */
const said = sql<string>`concat_ws(' ', member_id, term_id, kind, part, attendance, level, quantity, sharers, subject_kind, slot, occurred_on, source_event_id, reverses_id, title)`
function textOf(committeeId: string, line: Line): string {
  const { memberId, termId, kind, part, attendance, level, quantity, sharers, subjectKind, slot, occurredOn } = line
  const reverses = line.reverses === null ? null : lineId(committeeId, line.reverses)
  return [
    ...[memberId, termId, kind, part, attendance, level, quantity, sharers, subjectKind, slot, occurredOn],
    ...[line.sourceEventId, reverses, line.title],
  ]
    .filter((value) => value !== null)
    .join(' ')
}

/** Replays all events from nothing and holds the ledger against what they give, subject by subject, with no more in memory than a
 *  batch of events. Give a transaction, that both are of one moment. */
export async function proveLedger(db: Database, onProgress?: (events: number) => void): Promise<LedgerProof> {
  const proof: LedgerProof = { events: 0, entries: 0, pending: 0, differences: 0, unread: 0, older: {}, examples: [] }
  let done: Place = { committeeId: first, subjectId: first }
  let held: LoggedLine[] = []
  for (;;) {
    const page = await nextEvents(db, held.at(-1) ?? null, done)
    proof.events += page.length
    const ended = page.length < eventsAtOnce
    held = [...held, ...page]
    const end = held.at(-1)
    // The last subject of a page may go on in the next one.
    const whole = ended ? held : held.filter((event) => !sameSubject(event, end!))
    held = ended ? [] : held.filter((event) => sameSubject(event, end!))
    const until = ended ? { committeeId: last, subjectId: last } : whole.at(-1)
    if (until) {
      compare(proof, whole, await entriesBetween(db, done, until))
      done = { committeeId: until.committeeId, subjectId: until.subjectId }
    }
    onProgress?.(proof.events)
    if (ended) return proof
  }
}

const sameSubject = (a: Place, b: Place) => a.subjectId === b.subjectId && a.committeeId === b.committeeId

async function nextEvents(db: Database, after: LoggedLine | null, done: Place): Promise<LoggedLine[]> {
  const { committeeId, subjectId, id } = after ?? { ...done, id: Number.MAX_SAFE_INTEGER }
  const { rows } = await sql<LoggedLine>`
    select e.committee_id as "committeeId", e.id, e.type, e.subject_kind as "subjectKind", e.subject_id as "subjectId",
      e.at, e.details, (e.tx, e.id) > (c.tx, c.event_id) as unread
    from events e
    cross join (select coalesce(max(tx), '0'::xid8) as tx, coalesce(max(event_id), 0) as event_id
                from event_cursors where reader = ${ledgerReader.name}) c
    where (e.committee_id, e.subject_id, e.id) > (${committeeId}::uuid, ${subjectId}::uuid, ${id}::bigint)
      and e.type = any(${dutyEventTypes}::text[])
    order by e.committee_id, e.subject_id, e.id
    limit ${eventsAtOnce}`.execute(db)
  return rows
}

async function entriesBetween(db: Database, from: Place, until: Place): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select committee_id as "committeeId", subject_id as "subjectId", id, ${said} as text
    from duty_entries
    where (committee_id, subject_id) > (${from.committeeId}::uuid, ${from.subjectId}::uuid)
      and (committee_id, subject_id) <= (${until.committeeId}::uuid, ${until.subjectId}::uuid)`.execute(db)
  return rows
}

function compare(proof: LedgerProof, events: readonly LoggedLine[], rows: readonly Row[]): void {
  const stand = new Map(rows.map((row) => [row.id, row.text]))
  proof.entries += rows.length
  const name = (words: string) => proof.examples.length < shown && proof.examples.push(words)
  const report = (words: string) => {
    proof.differences++
    name(words)
  }
  const onUnread = ({ id, type, details }: LoggedLine, why: Unread) => {
    if (why === 'older') {
      proof.older[type] = (proof.older[type] ?? 0) + 1
      return
    }
    proof.unread++
    const title = (details as { title?: unknown } | null)?.title
    name(`读不出：事件 ${id}（${type}）${typeof title === 'string' ? title : ''}`)
  }
  for (const ofSubject of bySubject(events)) {
    const { committeeId } = ofSubject[0]!
    const unread = new Set(ofSubject.filter((event) => event.unread).map((event) => event.id))
    for (const line of replay(ofSubject, onUnread)) {
      const id = lineId(committeeId, line)
      const text = stand.get(id)
      stand.delete(id)
      if (text === undefined && unread.has(line.sourceEventId)) proof.pending++
      else if (text === undefined) report(`缺少：${line.title}（${line.kind}，事件 ${line.sourceEventId}）`)
      else if (text !== textOf(committeeId, line))
        report(`与事件 ${line.sourceEventId} 不符：${line.title}（${line.kind}）`)
    }
  }
  for (const [id, text] of stand) report(`没有来源：${id}（${text.slice(0, 120)}）`)
}
