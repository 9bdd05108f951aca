import { sql } from 'kysely'
import type { DutyAttendance, DutyLevel, DutyPart } from '#contract/duty-kinds.ts'
import type { Context } from '#platform/context.ts'
import type { ScoredEntry } from '../rules/score-facts.ts'
import type { SpanOfTerm } from './span.ts'

type Reading = Pick<Context, 'db' | 'actor' | 'now'>

/** A member who is scored: in office at the end of the span, with what a score asks of them. */
export interface ScoredMember {
  memberId: string
  name: string
  sector: string
  strokeKey: string
  employer: string
  standing: boolean
  joinedOn: string
  earlier: { year: number; centipoints: number }[]
}

/** Who is scored, by member id; `only` one of them. A standing member is who held such a post on a day of the span,
 *  in this term: at a change of term the posts of the last one end. Ends are the first day without. */
export async function scoredMembers(
  ctx: Reading,
  span: SpanOfTerm,
  only: string | null = null,
): Promise<ScoredMember[]> {
  if (span.termId === null) return []
  const { rows } = await sql<ScoredMember>`
    with standing as (
      select distinct p.member_id
      from member_posts p
      where p.committee_id = ${ctx.actor.committeeId}
        and p.post in ('chair', 'viceChair', 'secretaryGeneral', 'standingMember')
        and p.starts_on <= ${span.to}::date
        and (p.ends_on is null or p.ends_on > greatest(${span.from}::date, ${span.termFrom}::date))
    ), sectors as (
      select gm.member_id, min(g.name) as name
      from group_members gm
      join groups g on g.committee_id = gm.committee_id and g.id = gm.group_id
      where gm.committee_id = ${ctx.actor.committeeId}
        and gm.exclusive_kind = 'sector'
        and gm.starts_on <= ${span.to}::date
        and (gm.ends_on is null or gm.ends_on > ${span.to}::date)
      group by gm.member_id
    ), earlier as (
      select s.subject_id, jsonb_agg(jsonb_build_object('year', a.year, 'centipoints', s.centipoints)) as years
      from assessment_subjects s
      join assessments a on a.committee_id = s.committee_id and a.id = s.assessment_id
      where s.committee_id = ${ctx.actor.committeeId}
        and a.kind = 'members'
        and a.state in ('approved', 'delivered', 'closed')
        and a.year < ${span.year}
        and a.year >= ${span.year - 5}
      group by s.subject_id
    )
    select m.id as "memberId", m.name, coalesce(g.name, '') as sector, m.stroke_key as "strokeKey", m.employer,
      st.member_id is not null as standing, s.joined_on as "joinedOn", coalesce(e.years, '[]'::jsonb) as earlier
    from (
      -- Who left and came back has several.
      select member_id, min(joined_on) as joined_on
      from memberships
      where committee_id = ${ctx.actor.committeeId}
        and term_id = ${span.termId}
        and joined_on <= ${span.to}::date
        and (${only}::uuid is null or member_id = ${only}::uuid)
      group by member_id
      having bool_or(left_on is null or left_on > ${span.to}::date)
    ) s
    join members m on m.committee_id = ${ctx.actor.committeeId} and m.id = s.member_id
    left join standing st on st.member_id = s.member_id
    left join sectors g on g.member_id = s.member_id
    left join earlier e on e.subject_id = s.member_id
    order by m.id`.execute(ctx.db)
  return rows
}

/** So many members' entries are read at a time: what is held in memory has a bound. */
const membersAtOnce = 500

/** The entries of each member in turn (members in the order of their ids), those kinds only that count, as the ledger stood at `asOf` (null: as it stands). A member's
 *  entries come as one text: a row of its own for each of a million costs more than reckoning with it. */
export async function* entriesByMember<Member extends { memberId: string }>(
  ctx: Reading,
  members: readonly Member[],
  given: { kinds: readonly string[]; from: string; to: string; asOf: string | null },
): AsyncGenerator<{ member: Member; entries: ScoredEntry[] }> {
  const batches: Member[][] = []
  for (let at = 0; at < members.length; at += membersAtOnce) batches.push(members.slice(at, at + membersAtOnce))
  const sorts = new Map<string, Sort>()
  // A transaction is one connection and has one statement under way.
  const readAhead = ctx.db.isTransaction ? 1 : 2
  const reading: ReturnType<typeof readBatch>[] = []
  const readOn = (place: number) => {
    const batch = batches[place]
    if (!batch) return
    const next = readBatch(ctx, batch, given)
    // It is awaited in its turn and fails there; until then it must not count as unhandled.
    next.catch(() => undefined)
    reading.push(next)
  }
  for (let i = 0; i < readAhead; i++) readOn(i)
  for (const [i, batch] of batches.entries()) {
    const rows = await reading.shift()!
    // The database reads the next members while these are reckoned with.
    readOn(i + readAhead)
    const texts = new Map(rows.map((row) => [row.memberId, row.entries]))
    for (const member of batch) {
      const text = texts.get(member.memberId)
      yield { member, entries: text === undefined ? [] : readEntries(text, sorts) }
    }
  }
}

async function readBatch(
  ctx: Reading,
  batch: readonly { memberId: string }[],
  { kinds, from, to, asOf }: { kinds: readonly string[]; from: string; to: string; asOf: string | null },
): Promise<{ memberId: string; entries: string }[]> {
  const { rows } = await sql<{ memberId: string; entries: string }>`
    select member_id as "memberId",
      string_agg(concat_ws(',', id, subject_id, occurred_on, coalesce(reverses_id::text, ''),
        concat_ws('|', kind, part, coalesce(attendance, ''), coalesce(level, ''), quantity, sharers)), ';') as entries
    from duty_entries
    where committee_id = ${ctx.actor.committeeId}
      and member_id between ${batch[0]!.memberId}::uuid and ${batch.at(-1)!.memberId}::uuid
      and occurred_on between ${from}::date and ${to}::date
      and kind = any(${kinds}::text[])
      and (${asOf}::timestamptz is null or recorded_at <= ${asOf}::timestamptz)
    group by member_id`.execute(ctx.db)
  return rows
}

/** What thousands of entries have in common is read once. */
type Sort = Omit<ScoredEntry, 'id' | 'subjectId' | 'occurredOn' | 'reversesId'>

function readSort(text: string): Sort {
  const [kind, part, attendance, level, quantity, sharers] = text.split('|') as [string, ...string[]]
  return {
    kind,
    part: part as DutyPart,
    attendance: (attendance || null) as DutyAttendance | null,
    level: (level || null) as DutyLevel | null,
    quantity: Number(quantity),
    sharers: Number(sharers),
  }
}

const uuidLength = 36
const dateLength = 10

/** Entries as `readBatch` writes them. Cut at known lengths: to split 200,000 entries at their commas took three times as long. */
function readEntries(text: string, sorts: Map<string, Sort>): ScoredEntry[] {
  const entries: ScoredEntry[] = []
  for (let at = 0; at < text.length; ) {
    const subjectAt = at + uuidLength + 1
    const dayAt = subjectAt + uuidLength + 1
    const reversesAt = dayAt + dateLength + 1
    const sortAt = text.indexOf(',', reversesAt) + 1
    const semicolon = text.indexOf(';', sortAt)
    const end = semicolon === -1 ? text.length : semicolon
    const words = text.slice(sortAt, end)
    let sort = sorts.get(words)
    if (!sort) {
      sort = readSort(words)
      sorts.set(words, sort)
    }
    const { kind, part, attendance, level, quantity, sharers } = sort
    entries.push({
      id: text.slice(at, subjectAt - 1),
      kind,
      part,
      attendance,
      level,
      quantity,
      sharers,
      subjectId: text.slice(subjectAt, dayAt - 1),
      occurredOn: text.slice(dayAt, reversesAt - 1),
      reversesId: sortAt - 1 === reversesAt ? null : text.slice(reversesAt, sortAt - 1),
    })
    at = end + 1
  }
  return entries
}
