import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import {
  type AwardKind,
  type AwardRound,
  type AwardRoundItem,
  type AwardState,
  awardRules,
  type Nomination,
  type awardRoutes as r,
} from '#contract/awards.ts'
import { visibleProposal } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { settingInForce } from '#platform/settings.ts'
import { isOffice, openStates, readsAwards, relationsOf, seesCounts, seesRound } from '../access.ts'
import { collectiveMinOf, leastOf, quotaOf, ranked } from '../rules.ts'
import { awardSetting } from '../settings.ts'
import { awardWorkflow } from '../workflow.ts'

/** Rounds with how the actor stands to each. */
function rounds(ctx: Context) {
  const { committeeId, accountId } = ctx.actor
  return ctx.db
    .selectFrom('award_rounds as o')
    .leftJoin('award_voters as v', (join) =>
      join
        .onRef('v.committee_id', '=', 'o.committee_id')
        .onRef('v.round_id', '=', 'o.id')
        .on('v.account_id', '=', accountId),
    )
    .where('o.committee_id', '=', committeeId)
}

/** The scope of `seesRound` as SQL. */
const visible = (ctx: Context) => {
  const { role } = ctx.actor
  if (isOffice(role)) return sql<SqlBool>`true`
  if (!readsAwards(role)) return sql<SqlBool>`false`
  return sql<SqlBool>`(o.state in (${sql.join(openStates.map((state) => sql.lit(state)))})
    or (o.state = 'nominating' and o.rules -> 'nominators' ? ${role})
    or (o.state in ('voting', 'counted') and v.account_id is not null))`
}

/** A round as it lies there, if the actor may see it. @throws DomainError not-found */
export async function findRound(ctx: Context, id: string) {
  const row = await rounds(ctx)
    .selectAll('o')
    .select(sql<boolean>`v.account_id is not null`.as('voter'))
    .select(sql<boolean>`coalesce(v.voted, false)`.as('voted'))
    .where('o.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('awardRound')
  const rules = awardRules.parse(row.rules)
  if (!seesRound(ctx.actor, { state: row.state as AwardState, nominators: rules.nominators, voter: row.voter }))
    throw notFound('awardRound')
  return row
}

const list = 'award-rounds'

/** Rounds the actor may see, the newest first. */
export async function listAwardRounds(
  ctx: Context,
  f: z.output<typeof r.listAwardRounds.query>,
): Promise<{ items: AwardRoundItem[]; nextCursor: string | null }> {
  const place = readCursor(list, f.cursor, cursorValue.instant)
  const rows = await rounds(ctx)
    .select(['o.id', 'o.title', 'o.from_year', 'o.to_year', 'o.nominate_until', 'o.notice_until', 'o.awarded_at'])
    .select([
      sql<AwardKind>`o.kind`.as('kind'),
      sql<AwardState>`o.state`.as('state'),
      sql<string>`o.created_at`.as('createdAt'),
      sql<boolean>`o.state = 'voting' and v.voted is false`.as('toVote'),
      sql<number>`(select count(*)::int from award_nominations n
        where n.committee_id = o.committee_id and n.round_id = o.id and n.outcome = 'won')`.as('winners'),
    ])
    .where(visible(ctx))
    .$if(f.kind !== undefined, (query) => query.where('o.kind', '=', f.kind!))
    .$if(f.state !== undefined, (query) => query.where('o.state', '=', f.state!))
    .$if(place !== null, (query) =>
      query.where((eb) => after(eb, 'o.created_at', 'o.id', place!, 'desc', 'timestamptz')),
    )
    .orderBy('o.created_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(list, rows, f.limit, (row) => ({ value: row.createdAt, id: row.id }))
  return { items: page.items.map((row) => itemOf(ctx, row)), nextCursor: page.nextCursor }
}

function itemOf(
  ctx: Context,
  row: {
    id: string
    title: string
    kind: string
    from_year: number
    to_year: number
    state: string
    nominate_until: string | null
    notice_until: string | null
    awarded_at: string | null
    createdAt: string
    winners: number
    toVote: boolean
  },
): AwardRoundItem {
  const state = row.state as AwardState
  const public_ = openStates.includes(state) || isOffice(ctx.actor.role)
  return {
    id: row.id,
    title: row.title,
    kind: row.kind as AwardKind,
    fromYear: row.from_year,
    toYear: row.to_year,
    state,
    nominateUntil: row.nominate_until,
    noticeUntil: row.notice_until,
    createdAt: row.createdAt,
    awardedAt: row.awarded_at,
    winners: public_ ? row.winners : 0,
    toVote: row.toVote,
  }
}

/** Nominations with what the list prints, in the order of numbers and names and never of votes (不搞排名). */
function nominations(ctx: Context, roundId: string) {
  return ctx.db
    .selectFrom('award_nominations as n')
    .leftJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'n.committee_id').onRef('p.id', '=', 'n.proposal_id'),
    )
    .leftJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'n.committee_id').onRef('u.id', '=', 'n.unit_id'),
    )
    .selectAll('n')
    .select(['p.title', 'p.proposers', 'p.kind', 'p.number', 'u.name as unit'])
    .where('n.committee_id', '=', ctx.actor.committeeId)
    .where('n.round_id', '=', roundId)
    .orderBy(sql`p.number nulls last`)
    .orderBy('u.name')
    .orderBy('n.person_name')
    .orderBy('n.id')
}
type NominationRow = Awaited<ReturnType<ReturnType<typeof nominations>['execute']>>[number]

function nominationOf(ctx: Context, row: NominationRow, state: AwardState, mine: boolean): Nomination {
  const office = isOffice(ctx.actor.role)
  const counts = seesCounts(ctx.actor)
  const numbered = row.number === null ? '' : `第 ${row.number} 号 `
  return {
    id: row.id,
    proposalId: row.proposal_id,
    unitId: row.unit_id,
    name: row.title !== null ? `${numbered}${row.title}` : row.person_name || (row.unit ?? ''),
    about: row.proposers ?? (row.person_name ? [row.unit, row.person_post].filter(Boolean).join(' ') : ''),
    collective: row.kind === 'collective',
    reason: row.reason,
    nominatedBy: office || state === 'nominating' ? row.nominated_by : '',
    state: row.state as Nomination['state'],
    note: office ? row.note : '',
    votes: counts ? row.votes : null,
    centipoints: counts ? row.centipoints : null,
    outcome: office || openStates.includes(state) ? (row.outcome as Nomination['outcome']) : null,
    mine,
  }
}

/** One round as this viewer sees it: from the notice on only who is commended, before that the office all and the others
 *  what they nominate or vote on. @throws DomainError not-found */
export async function getAwardRound(ctx: Context, id: string): Promise<AwardRound> {
  const row = await findRound(ctx, id)
  const state = row.state as AwardState
  const kind = row.kind as AwardKind
  const rules = awardRules.parse(row.rules)
  const office = isOffice(ctx.actor.role)
  const own = { committeeId: ctx.actor.committeeId, id }
  const named = row.secret
    ? null
    : await ctx.db
        .selectFrom('award_ballots')
        .select('choice')
        .where('committee_id', '=', own.committeeId)
        .where('round_id', '=', id)
        .where('account_id', '=', ctx.actor.accountId)
        .executeTakeFirst()
  const chosen = new Set((named?.choice as { choices?: string[] } | undefined)?.choices ?? [])
  const all = await nominations(ctx, id).execute()
  const shown = all.filter((one) => {
    if (office) return true
    if (state === 'nominating') return true
    if (openStates.includes(state)) return one.outcome === 'won'
    return one.state === 'admitted'
  })
  const voters = await ctx.db
    .selectFrom('award_voters')
    .select(['account_id as accountId', 'name', 'voted'])
    .where('committee_id', '=', own.committeeId)
    .where('round_id', '=', id)
    .orderBy('name')
    .orderBy('account_id')
    .execute()
  const objections = office
    ? await ctx.db
        .selectFrom('award_objections')
        .select([
          'id',
          'nomination_id as nominationId',
          'from_whom as fromWhom',
          'words',
          'received_on as receivedOn',
          'decision',
          'decided_at as decidedAt',
        ])
        .where('committee_id', '=', own.committeeId)
        .where('round_id', '=', id)
        .orderBy('recorded_at')
        .orderBy('id')
        .execute()
    : []
  const quota = row.quota ?? quotaOf(rules, row.total ?? 0)
  const collectiveMin = collectiveMinOf(rules, kind, quota)
  const votedCount = voters.filter((one) => one.voted).length
  const entries = all
    .filter((one) => one.state === 'admitted')
    .map((one) => ({
      id: one.id,
      collective: one.kind === 'collective',
      value: (rules.method === 'vote' ? one.votes : one.centipoints) ?? 0,
    }))
  const open = all.some((one) => one.outcome === 'tied')
  const { seats } = ranked(entries, { quota, collectiveMin, least: leastOf(rules, votedCount) })
  const actions = awardWorkflow
    .actionsFor(state, relationsOf(ctx.actor, { state, nominators: rules.nominators, voter: row.voter }))
    .filter((action) => {
      if (action === 'vote') return !row.voted && !(row.secret && ctx.actor.delegatedBy !== null)
      if (action === 'decideTie') return open
      if (action === 'approve') return !open
      return true
    })
  return {
    ...itemOf(ctx, {
      ...row,
      createdAt: row.created_at,
      winners: all.filter((one) => one.outcome === 'won').length,
      toVote: state === 'voting' && row.voter && !row.voted,
    }),
    version: row.version,
    rules,
    quota,
    total: row.total ?? 0,
    collectiveMin,
    nominations: shown.map((one) => nominationOf(ctx, one, state, chosen.has(one.id))),
    voters: office ? voters : [],
    voterCount: voters.length,
    votedCount: office ? votedCount : 0,
    tiedSeats: office && open ? [...seats.values()].reduce((sum, n) => sum + n, 0) : 0,
    tieReason: office ? row.tie_reason : '',
    approval:
      row.approved_on === null
        ? null
        : { by: row.approved_by, on: row.approved_on, note: office ? row.approval_note : '' },
    noticeFrom: row.notice_from,
    objections,
    cancelReason: row.cancel_reason,
    published: row.published_at === null ? null : { at: row.published_at, contact: row.public_contact },
    actions: actions as AwardRound['actions'],
  }
}

/** What a new round of each kind begins with. @throws DomainError access.denied */
export async function getAwardDefaults(ctx: Context) {
  if (!isOffice(ctx.actor.role)) throw accessDenied('getAwardDefaults')
  return settingInForce(ctx, awardSetting)
}

/** What a proposal the actor may see was commended as. @throws DomainError not-found */
export async function getProposalAwards(ctx: Context, proposalId: string) {
  await visibleProposal(ctx, proposalId)
  const items = await ctx.db
    .selectFrom('award_nominations as n')
    .innerJoin('award_rounds as o', (join) =>
      join.onRef('o.committee_id', '=', 'n.committee_id').onRef('o.id', '=', 'n.round_id'),
    )
    .select(['o.id as roundId', 'o.title', 'o.from_year as fromYear', 'o.to_year as toYear'])
    .select(sql<string>`o.awarded_at`.as('awardedAt'))
    .where('n.committee_id', '=', ctx.actor.committeeId)
    .where('n.proposal_id', '=', proposalId)
    .where('n.outcome', '=', 'won')
    .where('o.state', '=', 'awarded')
    .orderBy('o.awarded_at')
    .execute()
  return { items }
}

const ballotsWaiting = statement('kept', (db, mine: { committeeId: string; accountId: string }) =>
  db
    .selectFrom('award_voters as v')
    .innerJoin('award_rounds as o', (join) =>
      join.onRef('o.committee_id', '=', 'v.committee_id').onRef('o.id', '=', 'v.round_id'),
    )
    .select(['o.id', 'o.title', 'o.state_since as since'])
    .where('v.committee_id', '=', mine.committeeId)
    .where('v.account_id', '=', mine.accountId)
    .where('v.voted', '=', sql.lit(false))
    .where('o.state', '=', sql.lit('voting'))
    .orderBy('o.state_since')
    .limit(sql.lit(20)),
)

/** Ballots that wait for the actor, for the workbench. */
export async function listAwardTodos(ctx: Context) {
  const rows = await ballotsWaiting(ctx.db, ctx.actor)
  if (rows.length === 0) return []
  const kind = 'award.toVote'
  return [
    {
      kind,
      count: rows.length,
      countLimit: 20,
      items: rows.slice(0, 5).map((row) => ({
        kind,
        subjectKind: 'awardRound' as const,
        subjectId: row.id,
        title: row.title,
        note: '',
        since: row.since,
        dueOn: null,
      })),
    },
  ]
}
