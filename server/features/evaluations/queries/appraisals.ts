import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type {
  Appraisal,
  AppraisalItem,
  AppraisalResults,
  AppraisalState,
  AppraisedUnit,
  Appraiser,
  appraisalRoutes,
  Measure,
} from '#contract/appraisals.ts'
import { groupNames, listOpenUnits } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { historyOf } from '#platform/events/emit.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { settingInForce } from '#platform/settings.ts'
import {
  type AppraisalFacts,
  appraisalActions,
  authorizeAppraisal,
  followsHandIns,
  ranks,
  readsResults,
  seesAppraisal,
} from '../access.ts'
import { type AppraisalScheme, type BallotBox, ranked, resultOf } from '../rules.ts'
import { appraisalSetting } from '../settings.ts'
import { proposalsByUnit } from './candidates.ts'
import { factsOf, standing } from './facts.ts'

const counts = [
  sql<number>`(select count(*)::int from appraised_units t where t.committee_id = a.committee_id and t.appraisal_id = a.id)`.as(
    'units',
  ),
  sql<number>`(select count(*)::int from appraisers i where i.committee_id = a.committee_id and i.appraisal_id = a.id)`.as(
    'invited_count',
  ),
  sql<number>`(select count(*)::int from ballot_hand_ins b where b.committee_id = a.committee_id and b.appraisal_id = a.id)`.as(
    'handed_in_count',
  ),
] as const

function rowsOf(ctx: Context) {
  return ctx.db
    .selectFrom('appraisals as a')
    .select(['a.id', 'a.year', 'a.title', 'a.state', 'a.opens_at as opensAt', 'a.closes_at as closesAt'])
    .select(['a.created_at as createdAt', ...counts, ...standing(ctx.actor)])
    .where('a.committee_id', '=', ctx.actor.committeeId)
}
type AppraisalRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

function itemOf(ctx: Context, row: AppraisalRow): AppraisalItem {
  const { id, year, title, opensAt, closesAt, units } = row
  const follows = followsHandIns(ctx.actor)
  const open = row.state === 'open' && ctx.now.getTime() < Date.parse(closesAt)
  return {
    ...{ id, year, title, opensAt, closesAt, units },
    state: row.state as AppraisalState,
    invited: follows ? row.invited_count : null,
    handedIn: follows ? row.handed_in_count : null,
    mine: !row.invited ? null : row.handedInMyself ? 'handedIn' : open ? 'toScore' : 'missed',
  }
}

type Filters = z.output<typeof appraisalRoutes.listAppraisals.query>
const list = 'appraisals'

/** Democratic appraisals the actor may see, newest first; the scope of `seesAppraisal` as SQL. */
export async function listAppraisals(
  ctx: Context,
  f: Filters,
): Promise<{ items: AppraisalItem[]; nextCursor: string | null }> {
  const place = readCursor(list, f.cursor, cursorValue.instant)
  const { role, memberId, unitId } = ctx.actor
  let query = rowsOf(ctx)
  if (role !== 'proposalOffice') query = query.where('a.state', '!=', 'drafted')
  if (role === 'member')
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('appraisers as i')
          .select('i.member_id')
          .whereRef('i.committee_id', '=', 'a.committee_id')
          .whereRef('i.appraisal_id', '=', 'a.id')
          .where('i.member_id', '=', memberId),
      ),
    )
  else if (role === 'unitClerk')
    query = query
      .where('a.state', 'in', ['reported', 'rectifying', 'lookedBack', 'archived'])
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('appraised_units as t')
            .select('t.unit_id')
            .whereRef('t.committee_id', '=', 'a.committee_id')
            .whereRef('t.appraisal_id', '=', 'a.id')
            .where('t.unit_id', '=', unitId),
        ),
      )
  else if (!['proposalOffice', 'leader', 'assigningOffice'].includes(role)) query = query.where(sql<SqlBool>`false`)
  if (f.year !== undefined) query = query.where('a.year', '=', f.year)
  if (f.state !== undefined) query = query.where('a.state', '=', f.state)
  if (place !== null) query = query.where((eb) => after(eb, 'a.created_at', 'a.id', place, 'desc', 'timestamptz'))
  const rows = await query
    .orderBy('a.created_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(list, rows, f.limit, (row) => ({ value: row.createdAt, id: row.id }))
  return { items: page.items.map((row) => itemOf(ctx, row)), nextCursor: page.nextCursor }
}

/** One appraisal with how the actor stands to it. @throws DomainError not-found */
async function findAppraisal(ctx: Context, id: string) {
  const row = await rowsOf(ctx)
    .select([
      'a.explanation',
      'a.counts_as_duty as countsAsDuty',
      'a.scheme',
      'a.report_words as reportWords',
      'a.reported_at as reportedAt',
      'a.rectify_by as rectifyBy',
      'a.version',
    ])
    .where('a.id', '=', id)
    .executeTakeFirst()
  const facts = row ? factsOf(row) : null
  if (!row || !facts || !seesAppraisal(ctx.actor, facts)) throw notFound('appraisal')
  return { row, facts }
}

/** One appraisal as the actor may see it. @throws DomainError not-found */
export async function getAppraisal(ctx: Context, id: string): Promise<Appraisal> {
  const { row, facts } = await findAppraisal(ctx, id)
  const settings = await settingInForce(ctx, appraisalSetting)
  const scheme = (row.scheme as unknown as AppraisalScheme | null) ?? settings
  const { units: _, ...item } = itemOf(ctx, row)
  const results = readsResults(ctx.actor, facts)
  const office = followsHandIns(ctx.actor)
  return {
    ...item,
    explanation: row.explanation,
    countsAsDuty: row.countsAsDuty,
    dimensions: scheme.dimensions,
    levels: scheme.levels,
    bands: scheme.bands,
    minimumBallots: scheme.minimumBallots,
    minimumProposals: settings.minimumProposals,
    results,
    reportWords: results ? row.reportWords : '',
    reportedAt: results ? row.reportedAt : null,
    rectifyBy: results ? row.rectifyBy : null,
    units: await unitsOf(ctx, id, facts, results),
    version: row.version,
    // Within the state the times decide too: what would be refused is not offered.
    actions: appraisalActions(ctx.actor, facts).filter((action) => action !== 'handIn' || item.mine === 'toScore'),
    history: office ? await historyOf(ctx, ctx.actor.committeeId, id) : [],
  }
}

/** The appraised units: of a unit itself alone; what they rectify only for who reads results. */
async function unitsOf(ctx: Context, id: string, facts: AppraisalFacts, results: boolean): Promise<AppraisedUnit[]> {
  const { role, unitId } = ctx.actor
  let query = ctx.db
    .selectFrom('appraised_units as t')
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 't.committee_id').onRef('u.id', '=', 't.unit_id'),
    )
    .select(['t.unit_id as unitId', 'u.short_name as name', 't.proposals', 't.rectifies', 't.measures'])
    .select(['t.measures_at as measuresAt', 't.look_back as lookBack', 't.look_back_words as lookBackWords'])
    .select(['t.looked_back_on as lookedBackOn', 't.version'])
    .where('t.committee_id', '=', ctx.actor.committeeId)
    .where('t.appraisal_id', '=', id)
  if (role === 'unitClerk') query = query.where('t.unit_id', '=', unitId)
  const rows = await query.orderBy('t.proposals', 'desc').orderBy('u.short_name').orderBy('u.id').execute()
  const moves = appraisalActions(ctx.actor, facts)
  return rows.map((row): AppraisedUnit => {
    const actions: AppraisedUnit['actions'] = []
    if (moves.includes('writeMeasures') && row.rectifies && row.lookBack === null) actions.push('writeMeasures')
    if (moves.includes('lookBack') && row.rectifies) actions.push('lookBack')
    const lookBack = row.lookBack as AppraisedUnit['lookBack']
    const measures = row.measures as unknown as Measure[]
    if (results) return { ...row, measures, lookBack, actions }
    const { unitId, name, proposals, version } = row
    const nothing = { measures: [], measuresAt: null, lookBack: null, lookBackWords: '', lookedBackOn: null }
    return { unitId, name, proposals, version, rectifies: false, ...nothing, actions }
  })
}

/** The committee's units with how many proposals each handled in the year of the draft. @throws DomainError access.denied */
export async function listAppraisalCandidates(ctx: Context, id: string) {
  const { row, facts } = await findAppraisal(ctx, id)
  authorizeAppraisal(ctx.actor, facts, 'edit')
  const proposals = await proposalsByUnit(ctx, row.year)
  const chosen = new Set((await unitsOf(ctx, id, facts, false)).map((unit) => unit.unitId))
  const units = (await listOpenUnits(ctx)).map((unit) => ({
    unitId: unit.id,
    name: unit.shortName,
    proposals: proposals.get(unit.id) ?? 0,
    chosen: chosen.has(unit.id),
  }))
  return { units: units.sort((a, b) => b.proposals - a.proposals) }
}

/** Who is invited and who has handed in, by pinyin. @throws DomainError not-found, access.denied */
export async function listAppraisers(ctx: Context, id: string): Promise<{ items: Appraiser[] }> {
  await findAppraisal(ctx, id)
  if (!followsHandIns(ctx.actor)) throw accessDenied('listAppraisers')
  const today = civilDateOf(ctx.now)
  const rows = await ctx.db
    .selectFrom('appraisers as i')
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'i.committee_id').onRef('m.id', '=', 'i.member_id'),
    )
    .leftJoin('group_members as seat', (join) =>
      join
        .onRef('seat.committee_id', '=', 'm.committee_id')
        .onRef('seat.member_id', '=', 'm.id')
        .on('seat.exclusive_kind', '=', 'sector')
        .on('seat.starts_on', '<=', today)
        .on((eb) => eb.or([eb('seat.ends_on', 'is', null), eb('seat.ends_on', '>', today)])),
    )
    .leftJoin('ballot_hand_ins as b', (join) =>
      join
        .onRef('b.committee_id', '=', 'i.committee_id')
        .onRef('b.appraisal_id', '=', 'i.appraisal_id')
        .onRef('b.member_id', '=', 'i.member_id'),
    )
    .select(['i.member_id as memberId', 'm.name', 'seat.group_id as sectorId'])
    .select([
      sql<boolean>`b.member_id is not null`.as('handedIn'),
      sql<boolean>`m.account_id is not null`.as('hasAccount'),
    ])
    .where('i.committee_id', '=', ctx.actor.committeeId)
    .where('i.appraisal_id', '=', id)
    .orderBy('m.pinyin_key')
    .orderBy('m.id')
    .execute()
  const sectors = await groupNames(
    ctx,
    rows.flatMap((row) => row.sectorId ?? []),
  )
  return {
    items: rows.map(({ sectorId, ...row }) => ({ ...row, sector: sectorId ? (sectors.get(sectorId) ?? null) : null })),
  }
}

/** The figures as the actor may read them: of all units for the offices and leaders, of its own for a unit, ranked for the
 *  office alone. @throws DomainError not-found, access.denied before they may be read */
export async function getAppraisalResults(ctx: Context, id: string): Promise<AppraisalResults> {
  const { row, facts } = await findAppraisal(ctx, id)
  if (!readsResults(ctx.actor, facts)) throw accessDenied('getAppraisalResults')
  const scheme = row.scheme as unknown as AppraisalScheme
  const boxes = await ctx.db
    .selectFrom('ballot_boxes')
    .select(['unit_id as unitId', 'ballots'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('appraisal_id', '=', id)
    .execute()
  const ballots = new Map(boxes.map((box) => [box.unitId, box.ballots as unknown as BallotBox]))
  const units = (await unitsOf(ctx, id, facts, true)).map(({ unitId, name, proposals }) => ({
    ...{ unitId, name, proposals },
    ...resultOf(ballots.get(unitId) ?? {}, scheme),
  }))
  const inOrder = ranks(ctx.actor)
  return {
    invited: row.invited_count,
    handedIn: row.handed_in_count,
    ranked: inOrder,
    units: inOrder ? ranked(units) : units.map((unit) => ({ ...unit, rank: null })),
  }
}
