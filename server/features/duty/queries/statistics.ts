import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { DutyDimension, DutyFigures, DutyStatistics, dutyRoutes } from '#contract/duty.ts'
import { type DutyChapter, type DutyLevel, dutyKindOf, levelNames } from '#contract/duty-kinds.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { readsAll } from '../access.ts'

type Filters = z.output<typeof dutyRoutes.getDutyStatistics.query>

/** Counts of one group: of a kind, or, where `kind` is null, of all together. */
interface Counted {
  dimension: DutyDimension | 'total'
  key: string
  name: string
  kind: string | null
  acts: number
  active: number
}

/** Acts of duty that stand and were done, counted for groups of members; nobody is told apart. A member counts for the group of the
 *  day of the act. @throws DomainError access.denied */
export async function getDutyStatistics(ctx: Context, f: Filters): Promise<DutyStatistics> {
  if (!readsAll(ctx.actor)) throw accessDenied('getDutyStatistics')
  const counted = [...(await countGroups(ctx, f)), ...(await countSeatless(ctx, f)), ...(await countWhole(ctx, f))]
  const sizes = await groupSizes(ctx, f)
  const of = (dimension: Counted['dimension']) => figuresOf(counted.filter((row) => row.dimension === dimension))
  const sized = (rows: DutyFigures[]) =>
    rows.map((row) => ({ ...row, members: row.key === '' ? null : (sizes.get(row.key) ?? 0) }))
  const largest = (rows: DutyFigures[]) => rows.sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : 1))
  const years = of('year').sort((a, b) => Number(a.key) - Number(b.key))
  return {
    total: of('total')[0] ?? { key: 'total', name: '合计', members: null, active: 0, total: 0, chapters: {} },
    by: {
      sector: sized(largest(of('sector'))),
      specialCommittee: sized(largest(of('specialCommittee'))),
      group: sized(largest(of('group'))),
      level: largest(of('level')),
      year: years,
      kind: largest(of('kind')),
    },
    years: await yearsWithActs(ctx),
  }
}

/** Adds counts by kind up to the chapters of each group. Pure. */
function figuresOf(counted: readonly Counted[]): DutyFigures[] {
  const groups = new Map<string, DutyFigures>()
  for (const { key, name, kind, acts, active } of counted) {
    const group = groups.get(key) ?? { key, name, members: null, active: 0, total: 0, chapters: {} }
    groups.set(key, group)
    if (kind === null) {
      group.active = active
      continue
    }
    const chapter: DutyChapter = dutyKindOf(kind)?.chapter ?? 'activities'
    group.total += acts
    group.chapters[chapter] = (group.chapters[chapter] ?? 0) + acts
  }
  return [...groups.values()]
}

/** The acts that count, as a query of its own. */
function actsOf(ctx: Context, f: Filters) {
  const where = [
    sql<SqlBool>`e.committee_id = ${ctx.actor.committeeId}`,
    sql<SqlBool>`e.reverses_id is null`,
    sql<SqlBool>`(e.attendance is null or e.attendance in ('present', 'late', 'leftEarly'))`,
    sql<SqlBool>`not exists (
      select from duty_entries v
      where v.committee_id = e.committee_id and v.reverses_id = e.id and v.reverses_id is not null)`,
    ...(f.termId === undefined ? [] : [sql<SqlBool>`e.term_id = ${f.termId}`]),
    ...(f.year === undefined
      ? []
      : [sql<SqlBool>`e.occurred_on between ${`${f.year}-01-01`}::date and ${`${f.year}-12-31`}::date`]),
  ]
  return sql`
    select e.member_id, e.kind, coalesce(e.level, '') as level, e.occurred_on, extract(year from e.occurred_on)::int as year
    from duty_entries e
    where ${sql.join(where, sql` and `)}`
}

async function countGroups(ctx: Context, f: Filters): Promise<Counted[]> {
  const { rows } = await sql<Omit<Counted, 'dimension'> & { groupKind: string }>`
    with acts as (${actsOf(ctx, f)})
    select g.kind as "groupKind", g.id as key, g.name, a.kind, count(*)::int as acts,
      count(distinct a.member_id)::int as active
    from acts a
    join group_members s on s.committee_id = ${ctx.actor.committeeId} and s.member_id = a.member_id
      and s.starts_on <= a.occurred_on and (s.ends_on is null or s.ends_on > a.occurred_on)
    join groups g on g.committee_id = s.committee_id and g.id = s.group_id
    group by grouping sets ((g.kind, g.id, g.name, a.kind), (g.kind, g.id, g.name))`.execute(ctx.db)
  return rows.map(({ groupKind, ...row }) => ({ ...row, dimension: dimensionOf(groupKind) }))
}

/** What members did who sat in no sector that day: so that the sectors add up to all. */
async function countSeatless(ctx: Context, f: Filters): Promise<Counted[]> {
  const { rows } = await sql<Pick<Counted, 'kind' | 'acts' | 'active'>>`
    with acts as (${actsOf(ctx, f)})
    select a.kind, count(*)::int as acts, count(distinct a.member_id)::int as active
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
  const { rows } = await sql<{
    level: string | null
    year: number | null
    kind: string | null
    acts: number
    active: number
  }>`
    with acts as (${actsOf(ctx, f)})
    select a.level, a.year, a.kind, count(*)::int as acts, count(distinct a.member_id)::int as active
    from acts a
    group by grouping sets ((a.kind), (a.level, a.kind), (a.level), (a.year, a.kind), (a.year), ())`.execute(ctx.db)
  return rows.flatMap(({ level, year, kind, acts, active }): Counted[] => {
    const counts = { kind, acts, active }
    if (level !== null)
      return [{ ...counts, dimension: 'level', key: level, name: levelNames[level as DutyLevel] ?? '未分级别' }]
    if (year !== null) return [{ ...counts, dimension: 'year', key: String(year), name: `${year} 年` }]
    const total: Counted = { ...counts, dimension: 'total', key: 'total', name: '合计' }
    if (kind === null) return [total]
    const own = { dimension: 'kind' as const, key: kind, name: dutyKindOf(kind)?.label ?? kind, acts, active }
    return [total, { ...own, kind }, { ...own, kind: null }]
  })
}

/** How many sat in each group on the last day that is counted. */
async function groupSizes(ctx: Context, f: Filters): Promise<Map<string, number>> {
  const today = civilDateOf(ctx.now)
  const on = f.year !== undefined && `${f.year}-12-31` < today ? `${f.year}-12-31` : today
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
