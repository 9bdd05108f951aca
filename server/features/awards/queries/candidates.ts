import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import {
  type AwardCandidate,
  type AwardRules,
  type AwardState,
  awardRules,
  type awardRoutes as r,
} from '#contract/awards.ts'
import { proposalSetting } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeRound } from '../access.ts'
import { findRound } from './rounds.ts'

/** What of a round says who may be nominated. */
interface Years {
  committee_id: string
  id: string
  kind: string
  from_year: number
  to_year: number
}

/** Proposals registered in the years of the round and not withdrawn since, whose handling came to a reply. */
const inYears = (round: Years) =>
  sql<SqlBool>`p.committee_id = ${round.committee_id}
    and p.registered_at >= make_timestamptz(${round.from_year}::int, 1, 1, 0, 0, 0, 'Asia/Shanghai')
    and p.registered_at < make_timestamptz(${round.to_year}::int + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')`
const standing = sql<SqlBool>`p.state not in ('withdrawn', 'draft', 'submitted', 'returned', 'declined', 'converted')`

/** The proposal whose handling this one has: its own, or of the one it was merged into (并案). */
const handledAs = sql<string>`coalesce(p.merged_into, p.id)`

export async function eligibleProposal(ctx: Context, round: Years, proposalId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('proposals as p')
    .select('p.id')
    .where(inYears(round))
    .where(standing)
    .where('p.id', '=', proposalId)
    .executeTakeFirst()
  return row !== undefined
}

/** Units that had a duty in the years of the round. */
const duties = (ctx: Context, round: Years) =>
  ctx.db
    .selectFrom('assignments as a')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'a.committee_id').onRef('p.id', '=', 'a.proposal_id'),
    )
    .where(inYears(round))
    .where('a.state', 'not in', ['returned', 'reassigned', 'ended'])

export async function eligibleUnit(ctx: Context, round: Years, unitId: string): Promise<boolean> {
  const row = await duties(ctx, round)
    .select('a.id')
    .where('a.unit_id', '=', unitId)
    .limit(sql.lit(1))
    .executeTakeFirst()
  return row !== undefined
}

/** Of how many the quota is reckoned: registered proposals, or units with duties. */
export async function countEligible(ctx: Context, round: Years): Promise<number> {
  const { n } =
    round.kind === 'proposals'
      ? await ctx.db
          .selectFrom('proposals as p')
          .select(sql<number>`count(*)::int`.as('n'))
          .where(inYears(round))
          .where(standing)
          .executeTakeFirstOrThrow()
      : await duties(ctx, round).select(sql<number>`count(distinct a.unit_id)::int`.as('n')).executeTakeFirstOrThrow()
  return n
}

type Filters = z.output<typeof r.listAwardCandidates.query>

/** Whom one may nominate, with the facts that speak for each: proposals by their number, units by their name.
 *  @throws DomainError not-found, access.denied */
export async function listAwardCandidates(
  ctx: Context,
  roundId: string,
  f: Filters,
): Promise<{ items: AwardCandidate[]; nextCursor: string | null }> {
  const round = await findRound(ctx, roundId)
  const rules: AwardRules = awardRules.parse(round.rules)
  authorizeRound(
    ctx.actor,
    { state: round.state as AwardState, nominators: rules.nominators, voter: round.voter },
    'nominate',
  )
  return round.kind === 'proposals' ? proposalsOf(ctx, round, f) : unitsOf(ctx, round, f)
}

const none = {
  number: null,
  collective: false,
  replyClass: null,
  adopted: false,
  key: false,
  led: false,
  handling: null,
  result: null,
  promised: 0,
  kept: 0,
  duties: 0,
  answered: 0,
  inTime: 0,
  satisfied: 0,
  rated: 0,
  contacts: 0,
  sentBack: 0,
}

async function proposalsOf(ctx: Context, round: Years, f: Filters) {
  const list = `award-proposals:${round.id}`
  const place = readCursor(list, f.cursor, cursorValue.integer)
  const { replyClasses } = await settingInForce(ctx, proposalSetting)
  // 四类答复的前两类：已经解决、正在解决或列入规划
  const adopted = replyClasses.slice(0, 2).map((one) => one.code)
  const q = f.q?.trim()
  const rows = await ctx.db
    .selectFrom('proposals as p')
    .select([
      'p.id',
      'p.number',
      'p.title',
      'p.proposers',
      'p.kind',
      'p.reply_class',
      'p.rated_handling',
      'p.rated_result',
    ])
    .select([
      sql<boolean>`exists (select from key_proposals k
        where k.committee_id = p.committee_id and k.proposal_id = p.id and k.removed_at is null)`.as('key'),
      sql<boolean>`exists (select from leaderships l
        where l.committee_id = p.committee_id and l.proposal_id = p.id)`.as('led'),
      sql<boolean>`exists (select from award_nominations n
        where n.committee_id = p.committee_id and n.round_id = ${round.id} and n.proposal_id = p.id)`.as('nominated'),
      sql<number>`(select count(*)::int from reply_follow_ups u
        where u.committee_id = p.committee_id and u.proposal_id = ${handledAs} and u.state <> 'dropped')`.as(
        'promised',
      ),
      sql<number>`(select count(*)::int from reply_follow_ups u
        where u.committee_id = p.committee_id and u.proposal_id = ${handledAs} and u.state = 'done')`.as('kept'),
    ])
    .where(inYears(round))
    .where(standing)
    .where('p.submitted_at', 'is not', null)
    .$if(f.collective === 'true', (query) => query.where('p.kind', '=', 'collective'))
    .$if(f.good === 'true', (query) =>
      query
        .where('p.reply_class', 'in', adopted)
        .where(sql<SqlBool>`p.rated_handling = 'satisfied' and p.rated_result = 'satisfied'`),
    )
    .$if(f.key === 'true', (query) =>
      query.where(
        sql<SqlBool>`exists (select from key_proposals k
          where k.committee_id = p.committee_id and k.proposal_id = p.id and k.removed_at is null)`,
      ),
    )
    .$if(Boolean(q), (query) =>
      query.where((eb) =>
        eb.or([
          sql<SqlBool>`strpos(p.title, ${q}) > 0`,
          sql<SqlBool>`strpos(p.proposers, ${q}) > 0`,
          ...(/^\d{1,6}$/.test(q!) ? [eb('p.number', '=', Number(q))] : []),
        ]),
      ),
    )
    .$if(place !== null, (query) =>
      query.where((eb) => after(eb, 'coalesce(p.number, 0)', 'p.id', place!, 'asc', 'integer')),
    )
    .orderBy(sql`coalesce(p.number, 0)`)
    .orderBy('p.id')
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(list, rows, f.limit, (row) => ({ value: String(row.number ?? 0), id: row.id }))
  return {
    items: page.items.map(
      (row): AwardCandidate => ({
        ...none,
        id: row.id,
        kind: 'proposal',
        number: row.number,
        name: row.title,
        about: row.proposers,
        collective: row.kind === 'collective',
        nominated: row.nominated,
        replyClass: row.reply_class,
        adopted: row.reply_class !== null && adopted.includes(row.reply_class),
        key: row.key,
        led: row.led,
        handling: row.rated_handling as AwardCandidate['handling'],
        result: row.rated_result as AwardCandidate['result'],
        promised: row.promised,
        kept: row.kept,
      }),
    ),
    nextCursor: page.nextCursor,
  }
}

async function unitsOf(ctx: Context, round: Years, f: Filters) {
  const list = `award-units:${round.id}`
  const place = readCursor(list, f.cursor, cursorValue.text)
  const q = f.q?.trim()
  const own = ctx.actor.role === 'unitClerk' ? ctx.actor.unitId : null
  const rows = await ctx.db
    .with('d', () =>
      duties(ctx, round).select([
        'a.id',
        'a.unit_id',
        'a.role',
        'a.reply_by',
        'p.rated_result',
        sql<string | null>`(select min(r.delivered_at) from replies r
          where r.committee_id = a.committee_id and r.assignment_id = a.id)`.as('replied_at'),
        sql<number>`(select count(*)::int from replies r
          where r.committee_id = a.committee_id and r.assignment_id = a.id and r.sent_back_at is not null)`.as(
          'sent_back',
        ),
        sql<number>`(select count(*)::int from contacts c
          where c.committee_id = a.committee_id and c.assignment_id = a.id and c.confirmed_at is not null)`.as(
          'confirmed',
        ),
      ]),
    )
    .selectFrom('units as u')
    .innerJoin('d', 'd.unit_id', 'u.id')
    .select(['u.id', 'u.name'])
    .select([
      sql<number>`count(*)::int`.as('duties'),
      sql<number>`count(*) filter (where d.replied_at is not null)::int`.as('answered'),
      sql<number>`count(*) filter (where (d.replied_at at time zone 'Asia/Shanghai')::date <= d.reply_by)::int`.as(
        'inTime',
      ),
      sql<number>`count(*) filter (where d.role <> 'joint' and d.rated_result in ('satisfied', 'basicallySatisfied'))::int`.as(
        'satisfied',
      ),
      sql<number>`count(*) filter (where d.role <> 'joint' and d.rated_result is not null)::int`.as('rated'),
      sql<number>`sum(d.confirmed)::int`.as('contacts'),
      sql<number>`sum(d.sent_back)::int`.as('sentBack'),
      sql<boolean>`exists (select from award_nominations n
        where n.committee_id = u.committee_id and n.round_id = ${round.id} and n.unit_id = u.id)`.as('nominated'),
    ])
    .where('u.committee_id', '=', round.committee_id)
    .$if(own !== null, (query) => query.where('u.id', '=', own!))
    .$if(Boolean(q), (query) => query.where(sql<SqlBool>`strpos(u.name, ${q}) > 0`))
    .$if(place !== null, (query) => query.where((eb) => after(eb, 'u.name', 'u.id', place!, 'asc', 'text')))
    .groupBy(['u.committee_id', 'u.id', 'u.name'])
    .orderBy('u.name')
    .orderBy('u.id')
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(list, rows, f.limit, (row) => ({ value: row.name, id: row.id }))
  return {
    items: page.items.map((row): AwardCandidate => ({ ...none, ...row, kind: 'unit', about: '' })),
    nextCursor: page.nextCursor,
  }
}
