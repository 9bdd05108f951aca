import { sql } from 'kysely'
import type { Vote, VoteForm, VoteItem, VoteKind, VoteResult, VoteState } from '#contract/votes.ts'
import { occasionFor } from '#features/attendance/index.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { historyOf } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { seesResult, seesVote, voteActions } from '../access.ts'
import { decodeBallot, quorumNeeded } from '../rules.ts'
import { voteSetting } from '../settings.ts'
import { factsOf, presenceOf, voteFor, wasShown } from './load.ts'

/** What came of it, in a few words: 通过, 未通过, 当选 3 人. */
export function outcomeOf(result: VoteResult | null): string {
  if (!result) return ''
  if (result.motion) return result.motion.passed ? '通过' : '未通过'
  const elected = result.candidates.filter((one) => one.outcome === 'elected').length
  const tied = result.candidates.filter((one) => one.outcome === 'tied').length
  return `当选 ${elected} 人${tied > 0 ? `，${tied} 人票数相同` : ''}`
}

/** Votes of a meeting the actor may see, in their order. @throws DomainError not-found */
export async function listVotes(
  ctx: Context,
  activityId: string,
): Promise<{ items: VoteItem[]; mayAdd: boolean; rules: null | Record<VoteKind, Vote['rules']> }> {
  const { occasion, facts } = await occasionFor(ctx, activityId)
  const rows = await ctx.db
    .selectFrom('votes as v')
    .leftJoin('vote_voters as o', (join) =>
      join
        .onRef('o.committee_id', '=', 'v.committee_id')
        .onRef('o.vote_id', '=', 'v.id')
        .on('o.member_id', '=', ctx.actor.memberId),
    )
    .select([
      'v.id',
      'v.activity_id as activityId',
      'v.title',
      'v.position',
      'v.result',
      'v.round',
      'v.opened_at',
      'o.has_cast as hasCast',
      'o.on_paper as onPaper',
      sql<VoteKind>`v.kind`.as('kind'),
      sql<VoteForm>`v.form`.as('form'),
      sql<VoteState>`v.state`.as('state'),
    ])
    .where('v.committee_id', '=', ctx.actor.committeeId)
    .where('v.activity_id', '=', activityId)
    .orderBy('v.position')
    .limit(200)
    .execute()
  const mayAdd = facts.runs && occasion.state === 'announced'
  return {
    items: rows
      .filter((row) =>
        seesVote(factsOf(occasion, facts, { voter: row.hasCast !== null, state: row.state, shown: wasShown(row) })),
      )
      .map(({ result, hasCast, onPaper, opened_at: _at, ...row }) => ({
        ...row,
        outcome: outcomeOf(row.state === 'closed' ? (result as VoteResult | null) : null),
        toCast: row.state === 'open' && hasCast === false && onPaper === false,
      })),
    mayAdd,
    rules: mayAdd ? await settingInForce(ctx, voteSetting) : null,
  }
}

/** One vote as the actor may see it. @throws DomainError not-found */
export async function getVote(ctx: Context, id: string): Promise<Vote> {
  const vote = await voteFor(ctx, id)
  const { facts, occasion } = vote
  const { committeeId } = vote
  const presence =
    facts.hosts && vote.state === 'drafted' ? await presenceOf(ctx, vote.activity_id, vote.rules.electorate) : null
  const present = presence?.filter((one) => one.present).length ?? 0
  const needed = quorumNeeded(vote.rules.quorum, presence?.length ?? 0)
  const counted = await ctx.db
    .selectFrom('vote_voters')
    .select([
      sql<number>`(count(*) filter (where has_cast))::int`.as('n'),
      sql<number>`(count(*) filter (where on_paper))::int`.as('onPaper'),
    ])
    .where('committee_id', '=', committeeId)
    .where('vote_id', '=', id)
    .executeTakeFirstOrThrow()
  const ids = vote.candidates.map((one) => one.id)
  const named =
    vote.form === 'named' && seesResult(facts)
      ? await ctx.db
          .selectFrom('vote_voters as o')
          .innerJoin('members as m', (join) =>
            join.onRef('m.committee_id', '=', 'o.committee_id').onRef('m.id', '=', 'o.member_id'),
          )
          .leftJoin('vote_ballots as b', (join) =>
            join
              .onRef('b.committee_id', '=', 'o.committee_id')
              .onRef('b.vote_id', '=', 'o.vote_id')
              .onRef('b.member_id', '=', 'o.member_id'),
          )
          .select(['o.member_id as memberId', 'm.name', 'b.ballot'])
          .where('o.committee_id', '=', committeeId)
          .where('o.vote_id', '=', id)
          .orderBy('m.stroke_key')
          .orderBy('m.id')
          .execute()
      : []
  return {
    id,
    activityId: vote.activity_id,
    kind: vote.kind,
    form: vote.form,
    title: vote.title,
    state: vote.state,
    position: vote.position,
    activity: {
      id: occasion.id,
      title: occasion.title,
      startsAt: occasion.startsAt,
      place: occasion.place,
    },
    words: vote.words,
    rules: vote.rules,
    candidates: vote.candidates,
    chiefScrutineer: vote.chief_scrutineer,
    scrutineers: vote.scrutineers,
    round: vote.round,
    openedAt: vote.opened_at,
    closedAt: vote.closed_at,
    presence: presence && {
      electorate: presence.length,
      present,
      withoutAccount: presence.filter((one) => one.present && !one.hasAccount).length,
      needed,
      reached: present > 0 && present >= needed,
    },
    issued: vote.issued ?? 0,
    issuedOnPaper: facts.hosts ? counted.onPaper : null,
    returned: facts.hosts ? counted.n : null,
    mine: !facts.voter ? 'none' : vote.onPaper ? 'paper' : vote.hasCast ? 'cast' : 'toCast',
    result: seesResult(facts) ? (vote.result as VoteResult | null) : null,
    named: named.map((one) => ({
      memberId: one.memberId,
      name: one.name,
      ballot: one.ballot === null ? null : decodeBallot(vote.kind, ids, one.ballot),
    })),
    voided: vote.voided as Vote['voided'],
    version: vote.version,
    actions: voteActions(facts, {
      form: vote.form,
      cast: vote.hasCast,
      onPaper: vote.onPaper,
      meetingOver: occasion.state !== 'announced',
    }),
    // Named ballots are shown above; who handed in when is nobody's business, and who got paper is for who hands it out.
    history: (await historyOf(ctx, committeeId, id)).filter(
      (one) => one.type !== 'vote.cast' && (facts.hosts || !one.type.startsWith('vote.paper')),
    ),
  }
}

const readOpen = statement('kept', (db, v: { committeeId: string; memberId: string }) =>
  db
    .selectFrom('vote_voters as o')
    .innerJoin('votes as v', (join) =>
      join.onRef('v.committee_id', '=', 'o.committee_id').onRef('v.id', '=', 'o.vote_id'),
    )
    .select(['v.id', 'v.title', 'v.opened_at as since'])
    .where('o.committee_id', '=', v.committeeId)
    .where('o.member_id', '=', v.memberId)
    .where('o.has_cast', '=', sql.lit(false))
    .where('o.on_paper', '=', sql.lit(false))
    .where('v.state', '=', sql.lit('open'))
    .orderBy('v.opened_at')
    .limit(sql.lit(mostTodos)),
)
const mostTodos = 20

/** Ballots that wait for the actor, for the workbench. */
export async function listVoteTodos(ctx: Context) {
  const { memberId, committeeId } = ctx.actor
  if (memberId === null) return []
  const rows = await readOpen(ctx.db, { committeeId, memberId })
  if (rows.length === 0) return []
  const kind = 'vote.toCast'
  return [
    {
      kind,
      count: rows.length,
      countLimit: mostTodos,
      items: rows.slice(0, 5).map((row) => ({
        kind,
        subjectKind: 'vote' as const,
        subjectId: row.id,
        title: row.title,
        note: '',
        since: row.since ?? '',
        dueOn: null,
      })),
    },
  ]
}
