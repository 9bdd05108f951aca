import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { DutyLine, DutyObjectionState, dutyRoutes } from '#contract/duty.ts'
import { type DutyAttendance, type DutyLevel, type DutyPart, dutyKinds } from '#contract/duty-kinds.ts'
import { titlesOfVisible } from '#features/proposals/index.ts'
import { isCivilDate } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { cutPage, readCursor } from '#platform/lists.ts'
import { memberScope, objectionRelations, requireLedger } from '../access.ts'

type ListQuery = z.output<typeof dutyRoutes.listDutyEntries.query>
export type EntryFilters = Omit<ListQuery, 'cursor' | 'limit'>
const listName = 'duty.entries'

/** Kinds whose entries come from an activity: a reader of the ledger may open those of their own and of the office. */
const opensAlways = new Set(['activity', 'dutyRecord', 'dutyReport'])
/** Lists of proposals leave out what is not on the register; its proposers read it all the same. */
const opensOwn = new Set(['proposal', 'appraisal'])

interface Row {
  id: string
  termId: string
  memberId: string
  memberName: string
  kind: string
  part: DutyPart
  attendance: DutyAttendance | null
  level: DutyLevel | null
  quantity: number
  sharers: number
  subjectKind: string
  subjectId: string
  title: string
  occurredOn: string
  reversesId: string | null
  recordedAt: string
  reversedAt: string | null
  objectionId: string | null
  objectionState: DutyObjectionState | null
}

/** The ledger that the actor may read, newest act first. @throws DomainError access.denied, not-found */
export async function listDutyEntries(
  ctx: Context,
  { cursor, limit, ...filters }: ListQuery,
): Promise<{ items: DutyLine[]; nextCursor: string | null }> {
  const rows = await readEntries(ctx, filters, cursor, limit + 1)
  const page = cutPage(listName, rows, limit, (row) => ({ value: row.occurredOn, id: row.id }))
  return { ...page, items: await withSources(ctx, page.items) }
}

type Sourced = Pick<Row, 'memberId' | 'subjectKind' | 'subjectId'>

/** Tells of these lines which sources open for the actor: what is one's own always does. */
export async function opensFor(ctx: Context, rows: readonly Sourced[]): Promise<(row: Sourced) => boolean> {
  const own = (row: Sourced) => objectionRelations(ctx.actor, row.memberId).has('member')
  const others = rows.filter((row) => row.subjectKind === 'proposal' && !own(row)).map((row) => row.subjectId)
  const visible = await titlesOfVisible(ctx, [...new Set(others)])
  return (row) =>
    opensAlways.has(row.subjectKind) ||
    (own(row) && opensOwn.has(row.subjectKind)) ||
    (row.subjectKind === 'proposal' && visible.has(row.subjectId))
}

/** Lines with whether their source opens for the actor, and what may be done with them. */
export async function withSources(ctx: Context, rows: readonly Row[]): Promise<DutyLine[]> {
  const opens = await opensFor(ctx, rows)
  return rows.map(({ objectionId, objectionState, ...row }) => {
    const stands = row.reversesId === null && row.reversedAt === null
    const own = objectionRelations(ctx.actor, row.memberId).has('member')
    return {
      ...row,
      opens: opens(row),
      objection: objectionId && objectionState ? { id: objectionId, state: objectionState } : null,
      actions: own && stands && objectionState !== 'open' ? ['object' as const] : [],
    }
  })
}

const kindsOf = (chapter: string) => dutyKinds.filter((one) => one.chapter === chapter).map((one) => one.kind)

/** At most `limit` rows of the ledger behind the cursor. @throws DomainError access.denied, not-found */
export async function readEntries(
  ctx: Context,
  f: EntryFilters,
  cursor: string | undefined,
  limit: number,
): Promise<Row[]> {
  requireLedger(ctx.actor, 'listDutyEntries')
  const memberId = memberScope(ctx.actor, f.memberId)
  const place = readCursor(listName, cursor, isCivilDate)
  const where: (ReturnType<typeof sql<SqlBool>> | false)[] = [
    sql<SqlBool>`e.committee_id = ${ctx.actor.committeeId}`,
    memberId !== null && sql<SqlBool>`e.member_id = ${memberId}`,
    f.kind !== undefined && sql<SqlBool>`e.kind = ${f.kind}`,
    f.chapter !== undefined && sql<SqlBool>`e.kind = any(${kindsOf(f.chapter)}::text[])`,
    f.source !== undefined && sql<SqlBool>`e.subject_kind = ${f.source}`,
    f.termId !== undefined && sql<SqlBool>`e.term_id = ${f.termId}`,
    f.from !== undefined && sql<SqlBool>`e.occurred_on >= ${f.from}`,
    f.to !== undefined && sql<SqlBool>`e.occurred_on <= ${f.to}`,
    f.standing === 'inForce' && sql<SqlBool>`e.reverses_id is null and v.id is null`,
    f.standing === 'reversed' && sql<SqlBool>`(e.reverses_id is not null or v.id is not null)`,
    place !== null && sql<SqlBool>`(e.occurred_on, e.id) < (${place.value}::date, ${place.id}::uuid)`,
  ]
  const { rows } = await sql<Row>`
    select e.id, e.term_id as "termId", e.member_id as "memberId", coalesce(m.name, '') as "memberName", e.kind, e.part,
      e.attendance, e.level, e.quantity, e.sharers, e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.title,
      e.occurred_on as "occurredOn", e.reverses_id as "reversesId", e.recorded_at as "recordedAt",
      v.recorded_at as "reversedAt", o.id as "objectionId", o.state as "objectionState"
    from duty_entries e
    left join members m on m.committee_id = e.committee_id and m.id = e.member_id
    left join duty_entries v on v.committee_id = e.committee_id and v.reverses_id = e.id and v.reverses_id is not null
    left join lateral (
      select x.id, x.state
      from duty_objections x
      where x.committee_id = e.committee_id and x.entry_id = e.id
      order by x.raised_at desc, x.id desc
      limit 1
    ) o on true
    where ${sql.join(
      where.filter((one) => one !== false),
      sql` and `,
    )}
    order by e.occurred_on desc, e.id desc
    limit ${sql.lit(limit)}`.execute(ctx.db)
  return rows
}
