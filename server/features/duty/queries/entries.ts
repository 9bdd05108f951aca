import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { DutyLine, DutyObjectionState, dutyRoutes } from '#contract/duty.ts'
import { type DutyAttendance, type DutyLevel, type DutyPart, dutyKinds } from '#contract/duty-kinds.ts'
import { searchPatterns } from '#features/members/index.ts'
import { titlesOfVisible } from '#features/proposals/index.ts'
import { isCivilDate } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { cutPage, readCursor } from '#platform/lists.ts'
import { memberScope, owns, readsAll, requireLedger } from '../access.ts'
import { reversalsOf } from './reversals.ts'

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
  const own = (row: Sourced) => owns(ctx.actor, row.memberId)
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
  const reversals = await reversalsOf(
    ctx,
    rows.filter((row) => row.reversedAt !== null).map((row) => row.id),
  )
  return rows.map(({ objectionId, objectionState, reversedAt, ...row }) => {
    const stands = reversedAt === null
    const reversal = reversals.get(row.id) ?? null
    const own = owns(ctx.actor, row.memberId)
    return {
      ...row,
      opens: opens(row),
      reversal: reversal && { ...reversal, why: opens(row) ? reversal.why : '' },
      objection: objectionId && objectionState ? { id: objectionId, state: objectionState } : null,
      actions: own && stands && objectionState !== 'open' ? ['object' as const] : [],
    }
  })
}

/** An entry `e` of something done: whoever was expected, came. */
export const came = sql<SqlBool>`(e.attendance is null or e.attendance in ('present', 'late', 'leftEarly'))`

const kindsOf = (chapter: string) => dutyKinds.filter((one) => one.chapter === chapter).map((one) => one.kind)

/** What the actor may read of the ledger under these filters. `e` is an entry, `v` what takes it back.
 *  @throws DomainError access.denied, not-found */
function matching(ctx: Context, f: EntryFilters): ReturnType<typeof sql<SqlBool>>[] {
  requireLedger(ctx.actor, 'listDutyEntries')
  const memberId = memberScope(ctx.actor, f.memberId)
  const where = [
    sql<SqlBool>`e.committee_id = ${ctx.actor.committeeId}`,
    sql<SqlBool>`e.reverses_id is null`,
    memberId !== null && sql<SqlBool>`e.member_id = ${memberId}`,
    f.kind !== undefined && sql<SqlBool>`e.kind = ${f.kind}`,
    f.chapter !== undefined && sql<SqlBool>`e.kind = any(${kindsOf(f.chapter)}::text[])`,
    f.source !== undefined && sql<SqlBool>`e.subject_kind = ${f.source}`,
    f.level !== undefined && sql<SqlBool>`e.level = ${f.level}`,
    f.sector === 'none' && sql<SqlBool>`not exists (${seatsThatDay} and g.kind = 'sector' offset 0)`,
    f.sector !== undefined && f.sector !== 'none' && sat(ctx, f.sector),
    f.groupId !== undefined && sat(ctx, f.groupId),
    f.q?.trim() && said(ctx, f.q.trim()),
    f.attendance === 'came' && came,
    f.termId !== undefined && sql<SqlBool>`e.term_id = ${f.termId}`,
    f.from !== undefined && sql<SqlBool>`e.occurred_on >= ${f.from}`,
    f.to !== undefined && sql<SqlBool>`e.occurred_on <= ${f.to}`,
    f.standing === 'inForce' && sql<SqlBool>`v.id is null`,
  ]
  return where.filter((one) => typeof one === 'object')
}

/** The groups the member of an entry sat in on the day of the act: as the statistics count them. */
const seatsThatDay = sql.raw(`
      select from group_members s
      join groups g on g.committee_id = s.committee_id and g.id = s.group_id
      where s.committee_id = e.committee_id and s.member_id = e.member_id
        and s.starts_on <= e.occurred_on and (s.ends_on is null or s.ends_on > e.occurred_on)`)

/** Of whoever was in the group that day; asked of its members first, so that a small group is not looked for among all entries. */
const sat = (ctx: Context, groupId: string) => sql<SqlBool>`e.member_id = any(array(
      select member_id from group_members where committee_id = ${ctx.actor.committeeId} and group_id = ${groupId}))
    and exists (${seatsThatDay} and g.id = ${groupId} offset 0)`

/** A word in the matter; for who reads everybody's also in the name, Latin letters as its pinyin. */
function said(ctx: Context, word: string) {
  const inTitle = sql<SqlBool>`strpos(lower(e.title), lower(${word}::text)) > 0`
  if (!readsAll(ctx.actor)) return inTitle
  const named = /^[a-z\s]+$/i.test(word)
    ? sql<SqlBool>`n.search_text like any(${searchPatterns(word)}::text[])`
    : sql<SqlBool>`strpos(n.name, ${word}::text) > 0`
  return sql<SqlBool>`(${inTitle} or e.member_id = any(array(
      select n.id from members n where n.committee_id = ${ctx.actor.committeeId} and ${named})))`
}

/** What takes an entry back. Where those that stand are asked for, it is looked up entry by entry (`limit`): joined as a whole, the
 *  newest page of 400,000 entries took 9.5 s in the place of 4 ms. */
const reversing = (f: EntryFilters) =>
  sql.raw(
    f.standing === 'reversed'
      ? 'join duty_entries v on v.committee_id = e.committee_id and v.reverses_id = e.id and v.reverses_id is not null'
      : `left join lateral (
      select x.id, x.recorded_at from duty_entries x
      where x.committee_id = e.committee_id and x.reverses_id = e.id and x.reverses_id is not null
      limit 1
    ) v on true`,
  )

/** At most `limit` rows of the ledger behind the cursor. @throws DomainError access.denied, not-found */
export async function readEntries(
  ctx: Context,
  f: EntryFilters,
  cursor: string | undefined,
  limit: number,
): Promise<Row[]> {
  const where = matching(ctx, f)
  const place = readCursor(listName, cursor, isCivilDate)
  if (place !== null) where.push(sql<SqlBool>`(e.occurred_on, e.id) < (${place.value}::date, ${place.id}::uuid)`)
  const { rows } = await sql<Row>`
    select e.id, e.term_id as "termId", e.member_id as "memberId", coalesce(m.name, '') as "memberName", e.kind, e.part,
      e.attendance, e.level, e.quantity, e.sharers, e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.title,
      e.occurred_on as "occurredOn", e.recorded_at as "recordedAt", v.recorded_at as "reversedAt",
      o.id as "objectionId", o.state as "objectionState"
    from duty_entries e
    left join members m on m.committee_id = e.committee_id and m.id = e.member_id
    ${reversing(f)}
    left join lateral (
      select x.id, x.state
      from duty_objections x
      where x.committee_id = e.committee_id and x.entry_id = e.id
      order by x.raised_at desc, x.id desc
      limit 1
    ) o on true
    where ${sql.join(where, sql` and `)}
    order by e.occurred_on desc, e.id desc
    limit ${sql.lit(limit)}`.execute(ctx.db)
  return rows
}

/** Beyond this many a count says no more than that there are more: it takes 64 ms. */
const mostCounted = 10_000

/** How many entries the list has. @throws DomainError access.denied, not-found */
export async function countDutyEntries(ctx: Context, f: EntryFilters): Promise<{ total: number; more: boolean }> {
  const { rows } = await sql<{ counted: number }>`
    select count(*)::int as counted
    from (
      select from duty_entries e
      ${reversing(f)}
      where ${sql.join(matching(ctx, f), sql` and `)}
      limit ${sql.lit(mostCounted + 1)}
    ) as found`.execute(ctx.db)
  const { counted } = rows[0]!
  return { total: Math.min(counted, mostCounted), more: counted > mostCounted }
}
