import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type {
  MutualAppraisal,
  MutualAppraisalItem,
  MutualSide,
  MutualUnitFigures,
  mutualAppraisalRoutes,
  ScoreBand,
} from '#contract/mutual-appraisals.ts'
import { type CivilDate, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, invalidInput, notFound } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { settingInForce } from '#platform/settings.ts'
import { decidesCases, oversees, requireSeen, sideOf } from '../access.ts'
import { isRevealed, type MutualScheme } from '../rules.ts'
import { mutualAppraisalSetting } from '../settings.ts'

type Filters = Omit<z.output<typeof mutualAppraisalRoutes.listMutualAppraisals.query>, 'cursor' | 'limit'>

/** First and last instant of a year in Asia/Shanghai. */
const yearFrom = (year: number) => `${String(year).padStart(4, '0')}-01-01T00:00:00+08:00`

/** Revealed by what the row says or by the day it is: a job that is late hides nothing, and shows nothing too early. */
const revealedOn = (today: CivilDate) => sql<boolean>`(m.revealed_at is not null or m.closes_on < ${today}::date)`

/** The two-way appraisals of the actor: all for who follows them, their own for members and units. */
function visible(ctx: Context) {
  const { actor } = ctx
  const query = ctx.db
    .selectFrom('mutual_appraisals as m')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'm.committee_id').onRef('p.id', '=', 'm.proposal_id'),
    )
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'm.committee_id').onRef('u.id', '=', 'm.unit_id'),
    )
    .innerJoin('members as w', (join) =>
      join.onRef('w.committee_id', '=', 'm.committee_id').onRef('w.id', '=', 'm.member_id'),
    )
    .leftJoin('mutual_scores as h', (join) =>
      join
        .onRef('h.committee_id', '=', 'm.committee_id')
        .onRef('h.appraisal_id', '=', 'm.id')
        .on('h.side', '=', 'proposer'),
    )
    .leftJoin('mutual_scores as s', (join) =>
      join
        .onRef('s.committee_id', '=', 'm.committee_id')
        .onRef('s.appraisal_id', '=', 'm.id')
        .on('s.side', '=', 'unit'),
    )
    .where('m.committee_id', '=', actor.committeeId)
  if (oversees(actor)) return query
  if (actor.role === 'member') return query.where('m.member_id', '=', actor.memberId)
  if (actor.role === 'unitClerk') return query.where('m.unit_id', '=', actor.unitId)
  return query.where(sql<SqlBool>`false`)
}

const columns = [
  'm.id',
  'm.proposal_id as proposalId',
  'p.number',
  'p.title',
  'p.proposers',
  'p.state as proposalState',
  'p.merged_into as mergedInto',
  'm.member_id as memberId',
  'w.name as memberName',
  'm.unit_id as unitId',
  'u.short_name as unitName',
  'm.opened_at as openedAt',
  'm.closes_on as closesOn',
  'm.revealed_at as revealedAt',
  'm.decision',
  'm.scheme',
  'h.total as handlingTotal',
  'h.band as handlingBand',
  'h.low as handlingLow',
  's.total as proposalTotal',
  's.band as proposalBand',
  's.low as proposalLow',
] as const

/** A row as the database has it, both scores in it. Leaves this file only through `shown`. */
interface Known {
  id: string
  proposalId: string
  number: number | null
  title: string
  proposers: string
  proposalState: string
  mergedInto: string | null
  memberId: string
  memberName: string
  unitId: string
  unitName: string
  openedAt: string
  closesOn: string
  revealedAt: string | null
  decision: string | null
  scheme: unknown
  handlingTotal: number | null
  handlingBand: string | null
  handlingLow: boolean | null
  proposalTotal: number | null
  proposalBand: string | null
  proposalLow: boolean | null
}

/** What of a row the actor may know now: sealed, each side its own score, and who follows them whether there is one. */
function shown(ctx: Context, row: Known): MutualAppraisalItem {
  const revealed = isRevealed(row, civilDateOf(ctx.now))
  const mine = sideOf(ctx.actor, row)
  const { bands } = row.scheme as MutualScheme
  const score = (side: MutualSide, total: number | null, band: string | null, low: boolean | null) => {
    const readable = revealed || mine === side
    return {
      given: readable || oversees(ctx.actor) ? total !== null : null,
      total: readable ? total : null,
      band: readable ? (bands.find((one) => one.code === band)?.name ?? null) : null,
      low: readable && low === true,
    }
  }
  const actions: MutualAppraisalItem['actions'] = []
  if (!revealed && mine !== null) actions.push('score')
  if (revealed && row.handlingLow && row.decision === null && decidesCases(ctx.actor)) actions.push('decide')
  const { id, proposalId, number, title, proposers, memberName, unitId, unitName, openedAt, closesOn } = row
  return {
    ...{ id, proposalId, number, title, proposers, memberName, unitId, unitName, openedAt, closesOn },
    revealed,
    handling: score('proposer', row.handlingTotal, row.handlingBand, row.handlingLow),
    proposal: score('unit', row.proposalTotal, row.proposalBand, row.proposalLow),
    mine,
    decision: row.decision as MutualAppraisalItem['decision'],
    actions,
  }
}

/** The list under its filters. What is sealed is never found by what it says: `low` looks at revealed ones alone, and
 *  `missing` is for who follows them. */
function filtered(ctx: Context, f: Filters) {
  const revealed = revealedOn(civilDateOf(ctx.now))
  if (f.missing !== undefined && !oversees(ctx.actor)) throw invalidInput('query.missing', '对方是否已评，公开前不能查')
  let query = visible(ctx)
  if (f.year !== undefined)
    query = query.where('m.opened_at', '>=', yearFrom(f.year)).where('m.opened_at', '<', yearFrom(f.year + 1))
  if (f.unitId !== undefined) query = query.where('m.unit_id', '=', f.unitId)
  if (f.proposalId !== undefined) query = query.where('m.proposal_id', '=', f.proposalId)
  if (f.state !== undefined) query = query.where(f.state === 'revealed' ? revealed : sql<SqlBool>`not ${revealed}`)
  if (f.missing !== undefined)
    query = query
      .where(sql<SqlBool>`not ${revealed}`)
      .where(f.missing === 'proposer' ? 'h.total' : 's.total', 'is', null)
  if (f.low !== undefined) query = query.where(revealed).where(f.low === 'handling' ? 'h.low' : 's.low', '=', true)
  return query
}

const list = 'mutual-appraisals'

/** Two-way appraisals, newest first. */
export async function listMutualAppraisals(
  ctx: Context,
  f: Filters & { cursor?: string; limit: number },
): Promise<{ items: MutualAppraisalItem[]; nextCursor: string | null }> {
  const place = readCursor(list, f.cursor, cursorValue.instant)
  const rows = await filtered(ctx, f)
    .select(columns)
    .$if(place !== null, (q) => q.where((eb) => after(eb, 'm.opened_at', 'm.id', place!, 'desc', 'timestamptz')))
    .orderBy('m.opened_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(list, rows as Known[], f.limit, (row) => ({ value: row.openedAt, id: row.id }))
  return { items: page.items.map((row) => shown(ctx, row)), nextCursor: page.nextCursor }
}

/** One two-way appraisal as the actor may see it. @throws DomainError not-found */
export async function getMutualAppraisal(ctx: Context, id: string): Promise<MutualAppraisal> {
  const row = await visible(ctx)
    .select(columns)
    .select(['m.decision_note as decisionNote', 'm.decided_at as decidedAt'])
    .where('m.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('mutualAppraisal')
  requireSeen(ctx.actor, row)
  const item = shown(ctx, row as Known)
  const { handlingItems, proposalItems, bands, lowBelow } = row.scheme as unknown as MutualScheme
  const readable = (['proposer', 'unit'] as const).filter((side) => item.revealed || item.mine === side)
  const scores =
    readable.length === 0
      ? []
      : await ctx.db
          .selectFrom('mutual_scores')
          .select(['side', 'points', 'total', 'band', 'words', 'given_at as givenAt', 'version'])
          .where('committee_id', '=', ctx.actor.committeeId)
          .where('appraisal_id', '=', id)
          .where('side', 'in', readable)
          .execute()
  const scoreOf = (side: MutualSide) => {
    const found = scores.find((score) => score.side === side)
    if (!found) return null
    const { side: _, points, band, ...rest } = found
    const name = bands.find((one) => one.code === band)?.name ?? ''
    return { ...rest, points: points as Record<string, number>, band: name }
  }
  return {
    ...item,
    handlingItems,
    proposalItems,
    bands,
    lowBelow,
    handlingScore: scoreOf('proposer'),
    proposalScore: scoreOf('unit'),
    decisionNote: row.decisionNote,
    decidedAt: row.decidedAt,
    canRehandle:
      item.actions.includes('decide') &&
      (row.proposalState === 'rated' || row.proposalState === 'concluded') &&
      row.mergedInto === null,
  }
}

/** How far they are and what came of them, unit by unit. Means and grades count what is revealed only.
 *  @throws DomainError access.denied for who does not follow them */
export async function getMutualFigures(
  ctx: Context,
  { year }: { year?: number },
): Promise<{ bands: ScoreBand[]; units: MutualUnitFigures[] }> {
  if (!oversees(ctx.actor)) throw accessDenied('getMutualFigures')
  const { bands } = await settingInForce(ctx, mutualAppraisalSetting)
  const revealed = revealedOn(civilDateOf(ctx.now))
  const count = (condition: ReturnType<typeof sql<SqlBool>>) => sql<number>`(count(*) filter (where ${condition}))::int`
  const mean = (column: string) =>
    sql<number | null>`round(100 * avg(${sql.ref(column)}) filter (where ${revealed}))::int`
  const rows = await filtered(ctx, { year })
    .select(['m.unit_id as unitId', 'u.short_name as name'])
    .select([
      sql<number>`count(*)::int`.as('opened'),
      count(sql`h.total is not null`).as('handlingGiven'),
      count(sql`s.total is not null`).as('proposalGiven'),
      count(sql`${revealed}`).as('revealed'),
      mean('h.total').as('handlingMean'),
      mean('s.total').as('proposalMean'),
      count(sql`${revealed} and h.low`).as('low'),
      sql<Record<string, number>>`coalesce((
        select jsonb_object_agg(g.band, g.n)
        from (select x.band, count(*)::int as n from unnest(array_agg(h.band) filter (where ${revealed} and h.band is not null)) as x(band) group by x.band) g
      ), '{}')`.as('grades'),
    ])
    .groupBy(['m.unit_id', 'u.short_name'])
    .orderBy('opened', 'desc')
    .orderBy('u.short_name')
    .execute()
  return {
    bands,
    units: rows.map(({ grades, ...row }) => ({ ...row, handlingBands: bands.map(({ code }) => grades[code] ?? 0) })),
  }
}
