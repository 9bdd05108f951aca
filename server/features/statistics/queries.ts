import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { Statistics, StatisticsDimension, StatisticsGroup, statisticsRoutes } from '#contract/statistics.ts'
import { proposalSetting, seesRegister } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'
import { type Database, transact } from '#platform/database/database.ts'
import { accessDenied } from '#platform/errors.ts'
import { settingInForce } from '#platform/settings.ts'
import { type Counted, figuresOf, noFigures, sumOf } from './rules.ts'
import { statisticsSetting } from './settings.ts'

type Filters = z.output<typeof statisticsRoutes.getProposalStatistics.query>

/** Column of each dimension; the order of the grouping sets below. */
const dimensions = {
  kind: sql.ref('p.kind'),
  category: sql.ref('p.category'),
  unit: sql.ref('p.lead_unit_id'),
  sector: sql.ref('p.sector_id'),
  year: sql.ref('p.submitted_year'),
} as const
const names = Object.keys(dimensions) as StatisticsDimension[]

const kindNames: Record<string, string> = { individual: '个人提案', joint: '联名提案', collective: '集体提案' }

/** Counts of what was handed in, by every dimension in one reading. Of 200,000 the sets are sorted in memory: 194 ms of
 *  processor time; with the 4 MB a query has otherwise, on disk: 496. */
function count(ctx: Context, f: Filters): Promise<Record<StatisticsDimension, Counted[]>> {
  const inMemory = async (db: Database) => {
    await sql`set local work_mem = '64MB'`.execute(db)
    return countWith({ ...ctx, db }, f)
  }
  return ctx.db.isTransaction ? inMemory(ctx.db) : transact(ctx.db, inMemory)
}

async function countWith(ctx: Context, f: Filters): Promise<Record<StatisticsDimension, Counted[]>> {
  const where = [
    sql<SqlBool>`p.committee_id = ${ctx.actor.committeeId}`,
    sql<SqlBool>`p.submitted_at is not null`,
    ...(f.year === undefined ? [] : [sql<SqlBool>`p.submitted_year = ${f.year}`]),
    ...(f.termId === undefined ? [] : [sql<SqlBool>`p.term_id = ${f.termId}`]),
    ...(f.sessionId === undefined ? [] : [sql<SqlBool>`p.session_id = ${f.sessionId}`]),
  ]
  const columns = names.map((name) => dimensions[name])
  const sets = columns.map((column) => sql`(${column}, p.outcome, p.reply_class)`)
  const { rows } = await sql<{
    which: number
    key: string | null
    outcome: number
    replyClass: string | null
    count: number
  }>`
    select grouping(${sql.join(columns)}) as which,
      coalesce(${sql.join(columns.map((column) => sql`${column}::text`))}) as key,
      p.outcome, p.reply_class as "replyClass", count(*)::int as count
    from proposals p
    where ${sql.join(where, sql` and `)}
    group by grouping sets (${sql.join(sets)})`.execute(ctx.db)
  const by = Object.fromEntries(names.map((name) => [name, [] as Counted[]])) as Record<StatisticsDimension, Counted[]>
  // grouping() is a bit for each column, set where the column is not grouped by; the last one is bit 0.
  const everything = 2 ** names.length - 1
  for (const { which, key, ...row } of rows) {
    const at = names.length - 1 - Math.log2(everything - which)
    by[names[at]!].push({ ...row, key: key ?? '' })
  }
  return by
}

/** What the groups are called, in the order they are shown. */
async function namesOf(ctx: Context): Promise<Record<StatisticsDimension, Map<string, string>>> {
  const { committeeId } = ctx.actor
  const units = await ctx.db
    .selectFrom('units')
    .select(['id', 'short_name as name'])
    .where('committee_id', '=', committeeId)
    .execute()
  const sectors = await ctx.db
    .selectFrom('groups')
    .select(['id', 'name'])
    .where('committee_id', '=', committeeId)
    .where('kind', '=', 'sector')
    .execute()
  const map = (rows: { id: string; name: string }[]) => new Map(rows.map((row) => [row.id, row.name]))
  return {
    kind: new Map(Object.entries(kindNames)),
    category: new Map(),
    unit: map(units),
    sector: map(sectors),
    year: new Map(),
  }
}

/** Answers given before, with the committee's last event then: as long as nothing happened they are right. */
const kept = new Map<string, { lastEvent: number; answer: Statistics }>()
const keptAtMost = 200

async function lastEventOf(ctx: Context): Promise<number> {
  const row = await ctx.db
    .selectFrom('events')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .orderBy('id', 'desc')
    .limit(sql.lit(1))
    .executeTakeFirst()
  return row?.id ?? 0
}

/** Statistics of the proposals of the actor's committee. @throws DomainError access.denied for whoever reads no register */
export async function getProposalStatistics(ctx: Context, f: Filters): Promise<Statistics> {
  if (!seesRegister(ctx.actor.role)) throw accessDenied('getProposalStatistics')
  const lastEvent = await lastEventOf(ctx)
  const key = `${ctx.actor.committeeId} ${JSON.stringify(f)}`
  const held = kept.get(key)
  if (held?.lastEvent === lastEvent) return held.answer
  const answer = await reckon(ctx, f)
  kept.delete(key)
  kept.set(key, { lastEvent, answer })
  if (kept.size > keptAtMost) kept.delete(kept.keys().next().value!)
  return answer
}

async function reckon(ctx: Context, f: Filters): Promise<Statistics> {
  const settings = await settingInForce(ctx, statisticsSetting)
  const { replyClasses } = await settingInForce(ctx, proposalSetting)
  const codes = replyClasses.map((one) => one.code)
  const counted = await count(ctx, f)
  const called = await namesOf(ctx)
  const by = Object.fromEntries(
    names.map((name) => {
      const groups = [...figuresOf(counted[name], codes, settings)].map(
        ([key, figures]): StatisticsGroup => ({ ...figures, key, name: called[name].get(key) ?? key }),
      )
      const inOrder = (a: StatisticsGroup, b: StatisticsGroup) =>
        name === 'year' ? Number(a.key) - Number(b.key) : b.received - a.received || (a.key < b.key ? -1 : 1)
      return [name, groups.sort(inOrder)]
    }),
  ) as Statistics['by']
  const before =
    f.year === undefined
      ? null
      : (figuresOf((await count(ctx, { ...f, year: f.year - 1 })).year, codes, settings).get(String(f.year - 1)) ??
        noFigures(codes.length))
  return {
    total: sumOf(by.year, codes.length),
    before,
    replyClasses: replyClasses.map(({ code, name }) => ({ code, name })),
    by,
  }
}
