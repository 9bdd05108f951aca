import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database/schema.generated.ts'
import { newId } from '#platform/ids.ts'
import type { MemberFacts, ScoredEntry, ScoredSpan } from './rules/score-facts.ts'

let made = 0
/** An entry of the ledger; what is left out is one whole act of a lead, alone, in March. */
export function buildEntry(kind: string, given: Partial<ScoredEntry> = {}): ScoredEntry {
  made++
  const id = `entry-${String(made).padStart(6, '0')}`
  return {
    id,
    kind,
    part: kind.startsWith('meeting.') || kind.startsWith('activity.') ? 'participant' : 'lead',
    attendance: kind.startsWith('meeting.') || kind.startsWith('activity.') ? 'present' : null,
    level: null,
    quantity: 1,
    sharers: 1,
    subjectId: `subject-${made}`,
    occurredOn: '2026-03-10',
    reversesId: null,
    ...given,
  }
}

export const buildFacts = (given: Partial<MemberFacts> = {}): MemberFacts => ({
  standing: false,
  joinedOn: '2022-01-10',
  judged: {},
  vetoes: [],
  earlier: [],
  ...given,
})

export const year2026: ScoredSpan = {
  year: 2026,
  from: '2026-01-01',
  to: '2026-12-31',
  end: '2026-12-31',
  running: false,
  termFrom: '2022-01-10',
  termEnded: false,
}

/** Writes acts of members into the ledger as its reader would. @returns the ids of the entries */
export async function writeLedger(
  db: Kysely<DB>,
  where: { id: string; termId: string },
  entries: readonly (Partial<ScoredEntry> & { memberId: string; kind: string; title?: string; recordedAt?: string })[],
): Promise<string[]> {
  const rows = entries.map(({ memberId, title, recordedAt, kind, ...given }) => {
    const entry = buildEntry(kind, given)
    return {
      id: newId(),
      term_id: where.termId,
      member_id: memberId,
      kind,
      part: entry.part,
      attendance: entry.attendance,
      level: entry.level,
      quantity: entry.quantity,
      sharers: entry.sharers,
      subject_id: given.subjectId ?? newId(),
      title: title ?? '一件事',
      occurred_on: entry.occurredOn,
      reverses_id: entry.reversesId,
      recorded_at: recordedAt ?? `${entry.occurredOn}T08:00:00Z`,
    }
  })
  await sql`
    insert into duty_entries (committee_id, id, term_id, member_id, kind, part, attendance, level, quantity, sharers,
      subject_kind, subject_id, slot, title, occurred_on, source_event_id, reverses_id, recorded_at)
    select ${where.id}::uuid, r.id, r.term_id, r.member_id, r.kind, r.part, r.attendance, r.level, r.quantity,
      r.sharers, 'activity', r.subject_id, r.id::text, r.title, r.occurred_on, 1, r.reverses_id, r.recorded_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, term_id uuid, member_id uuid, kind text, part text, attendance text, level text, quantity integer,
      sharers integer, subject_id uuid, title text, occurred_on date, reverses_id uuid, recorded_at timestamptz)`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
