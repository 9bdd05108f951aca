import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { DutyDimension, DutyFigures, DutyStatistics, dutyRoutes } from '#contract/duty.ts'
import { type DutyChapter, type DutyLevel, dutyKindOf, dutyLevel, levelNames } from '#contract/duty-kinds.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { readsAll } from '../access.ts'
import { came } from './entries.ts'

type Filters = z.output<typeof dutyRoutes.getDutyStatistics.query>

/** Counts of one group: of a kind, or, where `kind` is null, of all together. */
interface Counted {
  dimension: DutyDimension | 'total'
  key: string
  name: string
  kind: string | null
  acts: number
  /** A member's matters: a proposal of theirs once, whatever became of it. */
  matters: number
  /** Proposals, each once, however many signed. */
  proposals: number
  active: number
}
type Counts = Pick<Counted, 'acts' | 'matters' | 'proposals' | 'active'>

/** Acts of duty that stand and were done, counted for groups of members; nobody is told apart. A member counts for the group of the
 *  day of the act. @throws DomainError access.denied */
export async function getDutyStatistics(ctx: Context, f: Filters): Promise<DutyStatistics> {
  if (!readsAll(ctx.actor)) throw accessDenied('getDutyStatistics')
  const counted = [...(await countGroups(ctx, f)), ...(await countSeatless(ctx, f)), ...(await countWhole(ctx, f))]
  const on = lastDay(ctx, f)
  const [sizes, seats] = [await groupSizes(ctx, on), await seatsOn(ctx, on)]
  const of = (dimension: Counted['dimension']) => figuresOf(counted.filter((row) => row.dimension === dimension))
  const sized = (rows: DutyFigures[]) =>
    rows.map((row) => ({ ...row, members: row.key === '' ? seats.seatless : (sizes.get(row.key) ?? 0) }))
  // Who sits in no group stands below all groups, whatever their number.
  const largest = (rows: DutyFigures[]) =>
    rows.sort((a, b) => Number(a.key === '') - Number(b.key === '') || b.total - a.total || (a.key < b.key ? -1 : 1))
  const empty = (key: string, name: string): DutyFigures => ({
    key,
    name,
    members: null,
    active: 0,
    total: 0,
    chapters: {},
  })
  const counts = new Map(of('year').map((row) => [row.key, row]))
  const all = await yearsWithActs(ctx)
  // A year without any act stands among the others, so that the gap is seen.
  const years = all
    .map(String)
    .filter((key) => f.year === undefined || counts.has(key))
    .map((key) => counts.get(key) ?? empty(key, `${key} 年`))
    .reverse()
  return {
    total: { ...(of('total')[0] ?? empty('total', '合计')), members: seats.all },
    by: {
      sector: sized(largest(of('sector'))),
      specialCommittee: sized(largest(of('specialCommittee'))),
      group: sized(largest(of('group'))),
      level: of('level').sort((a, b) => rank(a.key) - rank(b.key)),
      year: years,
      kind: of('kind').sort((a, b) => ofKind(b) - ofKind(a) || (a.key < b.key ? -1 : 1)),
    },
    years: all,
  }
}

const chapterOf = (kind: string): DutyChapter => dutyKindOf(kind)?.chapter ?? 'activities'
/** What a kind counts: proposals each once, everything else for each member. */
const ofKind = (row: DutyFigures): number => row.chapters[chapterOf(row.key)] ?? row.total
/** 全国 first; what has no level after all levels. */
const rank = (level: string): number =>
  level === '' ? dutyLevel.options.length : dutyLevel.options.indexOf(level as DutyLevel)

/** Adds counts by kind up to the chapters of each group. Pure. */
function figuresOf(counted: readonly Counted[]): DutyFigures[] {
  const groups = new Map<string, DutyFigures>()
  for (const { dimension, key, name, kind, acts, matters, proposals, active } of counted) {
    const group = groups.get(key) ?? { key, name, members: null, active: 0, total: 0, chapters: {} }
    groups.set(key, group)
    if (kind === null) {
      group.active = active
      group.total = matters
      if (dimension === 'kind') group.chapters[chapterOf(key)] = proposals || matters
      else if (proposals > 0) group.chapters.proposals = proposals
      continue
    }
    if (dimension === 'kind') continue
    const chapter = chapterOf(kind)
    if (chapter !== 'proposals') group.chapters[chapter] = (group.chapters[chapter] ?? 0) + acts
  }
  return [...groups.values()]
}

/** The acts that count, as a query of its own. */
function actsOf(ctx: Context, f: Filters) {
  const where = [
    sql<SqlBool>`e.committee_id = ${ctx.actor.committeeId}`,
    sql<SqlBool>`e.reverses_id is null`,
    came,
    sql<SqlBool>`not exists (
      select from duty_entries v
      where v.committee_id = e.committee_id and v.reverses_id = e.id and v.reverses_id is not null)`,
    ...(f.termId === undefined ? [] : [sql<SqlBool>`e.term_id = ${f.termId}`]),
    ...(f.year === undefined
      ? []
      : [sql<SqlBool>`e.occurred_on between ${`${f.year}-01-01`}::date and ${`${f.year}-12-31`}::date`]),
  ]
  return sql`
    select e.member_id, e.subject_id, case when e.subject_kind = 'proposal' then 'proposal' else e.kind end as matter, e.kind, coalesce(e.level, '') as level, e.occurred_on, extract(year from e.occurred_on)::int as year
    from duty_entries e
    where ${sql.join(where, sql` and `)}`
}

const counts = sql.raw(`count(*)::int as acts,
      count(distinct (a.member_id, a.subject_id, a.matter))::int as matters,
      count(distinct a.subject_id) filter (where a.matter = 'proposal')::int as proposals,
      count(distinct a.member_id)::int as active`)

async function countGroups(ctx: Context, f: Filters): Promise<Counted[]> {
  const { rows } = await sql<Omit<Counted, 'dimension'> & { groupKind: string }>`
    with acts as (${actsOf(ctx, f)})
    select g.kind as "groupKind", g.id as key, g.name, a.kind, ${counts}
    from acts a
    join group_members s on s.committee_id = ${ctx.actor.committeeId} and s.member_id = a.member_id
      and s.starts_on <= a.occurred_on and (s.ends_on is null or s.ends_on > a.occurred_on)
    join groups g on g.committee_id = s.committee_id and g.id = s.group_id
    group by grouping sets ((g.kind, g.id, g.name, a.kind), (g.kind, g.id, g.name))`.execute(ctx.db)
  return rows.map(({ groupKind, ...row }) => ({ ...row, dimension: dimensionOf(groupKind) }))
}

/** What members did who sat in no sector that day: so that the sectors add up to all. */
async function countSeatless(ctx: Context, f: Filters): Promise<Counted[]> {
  const { rows } = await sql<Counts & Pick<Counted, 'kind'>>`
    with acts as (${actsOf(ctx, f)})
    select a.kind, ${counts}
    from acts a
    where not exists (
      select from group_members s
      join groups g on g.committee_id = s.committee_id and g.id = s.group_id and g.kind = 'sector'
      where s.committee_id = ${ctx.actor.committeeId} and s.member_id = a.member_id
        and s.starts_on <= a.occurred_on and (s.ends_on is null or s.ends_on > a.occurred_on))
    group by grouping sets ((a.kind), ())`.execute(ctx.db)
  const none = { dimension: 'sector' as const, key: '', name: '未编入界别' }
  return rows.filter((row) => row.acts > 0).map((row) => ({ ...none, ...row }))
}

const dimensionOf = (groupKind: string): DutyDimension =>
  groupKind === 'sector' || groupKind === 'specialCommittee' ? groupKind : 'group'

async function countWhole(ctx: Context, f: Filters): Promise<Counted[]> {
  const { rows } = await sql<Counts & { level: string | null; year: number | null; kind: string | null }>`
    with acts as (${actsOf(ctx, f)})
    select a.level, a.year, a.kind, ${counts}
    from acts a
    group by grouping sets ((a.kind), (a.level, a.kind), (a.level), (a.year, a.kind), (a.year), ())`.execute(ctx.db)
  return rows.flatMap(({ level, year, ...counts }): Counted[] => {
    const { kind } = counts
    if (level !== null)
      return [{ ...counts, dimension: 'level', key: level, name: levelNames[level as DutyLevel] ?? '未分级别' }]
    if (year !== null) return [{ ...counts, dimension: 'year', key: String(year), name: `${year} 年` }]
    const total: Counted = { ...counts, dimension: 'total', key: 'total', name: '合计' }
    if (kind === null) return [total]
    const own = { dimension: 'kind' as const, key: kind, name: dutyKindOf(kind)?.label ?? kind }
    return [total, { ...counts, ...own }, { ...counts, ...own, kind: null }]
  })
}

/** The last day that is counted. */
function lastDay(ctx: Context, f: Filters): string {
  const today = civilDateOf(ctx.now)
  return f.year !== undefined && `${f.year}-12-31` < today ? `${f.year}-12-31` : today
}

/** How many were members on a day, and how many of them sat in no sector. */
async function seatsOn(ctx: Context, on: string): Promise<{ all: number; seatless: number }> {
  const { rows } = await sql<{ all: number; seatless: number }>`
    with seated as (
      select distinct s.member_id
      from memberships s
      join terms t on t.committee_id = s.committee_id and t.id = s.term_id
      where s.committee_id = ${ctx.actor.committeeId} and s.joined_on <= ${on}::date
        and (s.left_on is null or s.left_on > ${on}::date) and (t.ends_on is null or t.ends_on >= ${on}::date))
    select count(*)::int as "all", count(*) filter (where not exists (
      select from group_members m
      join groups g on g.committee_id = m.committee_id and g.id = m.group_id and g.kind = 'sector'
      where m.committee_id = ${ctx.actor.committeeId} and m.member_id = seated.member_id
        and m.starts_on <= ${on}::date and (m.ends_on is null or m.ends_on > ${on}::date)))::int as seatless
    from seated`.execute(ctx.db)
  return rows[0]!
}

/** How many sat in each group on a day. */
async function groupSizes(ctx: Context, on: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; members: number }>`
    select group_id as id, count(*)::int as members
    from group_members
    where committee_id = ${ctx.actor.committeeId} and starts_on <= ${on}::date
      and (ends_on is null or ends_on > ${on}::date)
    group by group_id`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row.members]))
}

async function yearsWithActs(ctx: Context): Promise<number[]> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select extract(year from min(occurred_on))::int as first, extract(year from max(occurred_on))::int as last
    from duty_entries
    where committee_id = ${ctx.actor.committeeId}`.execute(ctx.db)
  const { first, last } = rows[0]!
  if (first === null || last === null) return []
  return Array.from({ length: last - first + 1 }, (_, i) => last - i)
}
