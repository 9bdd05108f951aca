import { sql } from 'kysely'
import type { z } from 'zod'
import type { AwardState, awardRoutes as r } from '#contract/awards.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { countEligible } from '../queries/candidates.ts'
import { voterBodies } from '../queries/voters.ts'
import {
  ballotFault,
  type Choice,
  collectiveMinOf,
  leastOf,
  leastSecretBallots,
  quotaOf,
  ranked,
  settlesTie,
  tally,
} from '../rules.ts'
import { type LockedRound, lockRound, nextState, nominationsOf, told, updateRound } from './load.ts'

type Moved = { state: AwardState; version: number }

/** Names the voters and opens the ballot; the quota is reckoned now and stays.
 *  @throws DomainError award.nothing-admitted, award.unexamined, award.not-a-voter, award.too-few-voters, award.wrong-state */
export async function openVoting(ctx: Context, id: string, accountIds: readonly string[]): Promise<Moved> {
  const round = await lockRound(ctx, id, 'openVoting')
  const state = nextState(round, 'openVoting')
  const nominations = await nominationsOf(ctx, id)
  if (nominations.some((one) => one.state === 'proposed')) throw new DomainError('award.unexamined')
  if (!nominations.some((one) => one.state === 'admitted')) throw new DomainError('award.nothing-admitted')
  const known = new Map(
    (await voterBodies(ctx)).flatMap((body) => body.accounts.map((one) => [one.accountId, one.name])),
  )
  const voters = [...new Set(accountIds)]
  if (voters.some((one) => !known.has(one))) throw new DomainError('award.not-a-voter', {}, 400)
  if (round.secret && voters.length < leastSecretBallots)
    throw new DomainError('award.too-few-voters', { least: leastSecretBallots }, 400)
  await ctx.db
    .insertInto('award_voters')
    .values(
      voters.map((account_id) => ({
        committee_id: round.committee_id,
        round_id: id,
        account_id,
        name: known.get(account_id)!,
      })),
    )
    .execute()
  const total = await countEligible(ctx, round)
  const moved = await updateRound(ctx, round, { state, total, quota: quotaOf(round.rules, total) })
  await told(ctx, 'votingOpened', round, { voters: voters.length })
  return moved
}

/** Casts a ballot, once. Of a secret one only that it was cast is kept with the voter.
 *  Points are sorted by nomination, so that their order is nobody's own.
 *  @throws DomainError ballot.taken, ballot.too-many, ballot.incomplete, award.wrong-state */
export async function vote(
  ctx: Context,
  id: string,
  given: z.output<typeof r.vote.body>,
): Promise<Record<string, never>> {
  const round = await lockRound(ctx, id, 'vote')
  nextState(round, 'vote')
  // Who types for somebody else would know the ballot.
  if (round.secret && ctx.actor.delegatedBy !== null) throw accessDenied('vote')
  if (round.voted) throw new DomainError('ballot.taken')
  const candidates = new Set(
    (await nominationsOf(ctx, id)).filter((one) => one.state === 'admitted').map((one) => one.id),
  )
  const fault = ballotFault(round.rules, candidates, round.quota ?? 0, given)
  if (fault) throw new DomainError(fault, { quota: round.quota }, 400)
  const choice: Choice =
    round.rules.method === 'vote'
      ? { choices: [...new Set(given.choices)].toSorted() }
      : {
          scores: given.scores
            .map(({ nominationId, points }) => ({ nominationId, points }))
            .toSorted((a, b) => (a.nominationId < b.nominationId ? -1 : 1)),
        }
  await ctx.db
    .updateTable('award_voters')
    .set({ voted: true })
    .where('committee_id', '=', round.committee_id)
    .where('round_id', '=', id)
    .where('account_id', '=', ctx.actor.accountId)
    .execute()
  if (round.secret) {
    await dropIntoBox(ctx, round, choice)
    return {}
  }
  await ctx.db
    .insertInto('award_ballots')
    .values({
      committee_id: round.committee_id,
      round_id: id,
      secret: false,
      account_id: ctx.actor.accountId,
      choice: JSON.stringify(choice),
    })
    .execute()
  await told(ctx, 'voted', round)
  return {}
}

/** All ballots of a round lie in one row, sorted by what they say: neither place nor transaction tells whose one is. The
 *  row of the round is locked, so they come in one after the other. No event is told: it would bear the transaction. */
async function dropIntoBox(ctx: Context, round: LockedRound, choice: Choice): Promise<void> {
  const box = (await ballotsOf(ctx, round)).map((one) => JSON.stringify(one))
  const ballots = `[${[...box, JSON.stringify(choice)].toSorted().join(',')}]`
  await ctx.db
    .insertInto('award_boxes')
    .values({ committee_id: round.committee_id, round_id: round.id, secret: true, ballots })
    .onConflict((c) => c.columns(['committee_id', 'round_id']).doUpdateSet({ ballots }))
    .execute()
}

/** Entries as the rules rank them, by votes or points. */
function entriesOf(round: LockedRound, nominations: Awaited<ReturnType<typeof nominationsOf>>) {
  return nominations
    .filter((one) => one.state === 'admitted')
    .map((one) => ({
      id: one.id,
      collective: one.kind === 'collective',
      value: (round.rules.method === 'vote' ? one.votes : one.centipoints) ?? 0,
      outcome: one.outcome as 'won' | 'tied' | 'lost' | null,
    }))
}

const boundsOf = (round: LockedRound, ballots: number) => ({
  quota: round.quota ?? 0,
  collectiveMin: collectiveMinOf(round.rules, round.kind as 'proposals', round.quota ?? 0),
  least: leastOf(round.rules, ballots),
})

async function ballotsOf(ctx: Context, round: LockedRound): Promise<Choice[]> {
  if (round.secret) {
    const box = await ctx.db
      .selectFrom('award_boxes')
      .select('ballots')
      .where('committee_id', '=', round.committee_id)
      .where('round_id', '=', round.id)
      .executeTakeFirst()
    return (box?.ballots ?? []) as Choice[]
  }
  const rows = await ctx.db
    .selectFrom('award_ballots')
    .select('choice')
    .where('committee_id', '=', round.committee_id)
    .where('round_id', '=', round.id)
    .execute()
  return rows.map((row) => row.choice as Choice)
}

/** Closes the ballot and counts. A second closing finds it counted and changes nothing.
 *  @throws DomainError award.no-ballots, award.too-few-ballots, award.wrong-state */
export async function closeVoting(ctx: Context, id: string): Promise<Moved> {
  const round = await lockRound(ctx, id, 'closeVoting')
  if (round.state === 'counted') return { state: round.state, version: round.version }
  const state = nextState(round, 'closeVoting')
  const ballots = await ballotsOf(ctx, round)
  if (ballots.length === 0) throw new DomainError('award.no-ballots')
  if (round.secret && ballots.length < leastSecretBallots)
    throw new DomainError('award.too-few-ballots', { least: leastSecretBallots })
  const nominations = await nominationsOf(ctx, id)
  const counted = tally(
    nominations.filter((one) => one.state === 'admitted').map((one) => one.id),
    ballots,
  )
  const entries = entriesOf(
    round,
    nominations.map((one) => ({ ...one, ...counted.get(one.id) })),
  )
  const { outcomes } = ranked(entries, boundsOf(round, ballots.length))
  for (const one of entries)
    await ctx.db
      .updateTable('award_nominations')
      .set({ ...counted.get(one.id)!, outcome: outcomes.get(one.id)! })
      .where('committee_id', '=', round.committee_id)
      .where('id', '=', one.id)
      .execute()
  const moved = await updateRound(ctx, round, { state })
  await told(ctx, 'counted', round, { ballots: ballots.length })
  return moved
}

/** Decides between those that tie, with the reason: exactly as many as there are places.
 *  @throws DomainError award.no-tie, award.tie-seats, award.wrong-state */
export async function decideTie(ctx: Context, id: string, given: z.output<typeof r.decideTie.body>): Promise<Moved> {
  const round = await lockRound(ctx, id, 'decideTie')
  const state = nextState(round, 'decideTie')
  const entries = entriesOf(round, await nominationsOf(ctx, id)).map((one) => ({
    ...one,
    outcome: one.outcome ?? ('lost' as const),
  }))
  if (!entries.some((one) => one.outcome === 'tied')) throw new DomainError('award.no-tie')
  const bounds = boundsOf(round, (await ballotsOf(ctx, round)).length)
  const chosen = new Set(given.winnerIds)
  if (!settlesTie(entries, chosen, bounds)) throw new DomainError('award.tie-seats', {}, 400)
  const tied = entries.filter((one) => one.outcome === 'tied').map((one) => one.id)
  await ctx.db
    .updateTable('award_nominations')
    .set({ outcome: sql`case when id = any(${[...chosen]}::uuid[]) then 'won' else 'lost' end` })
    .where('committee_id', '=', round.committee_id)
    .where('id', 'in', tied)
    .execute()
  const moved = await updateRound(ctx, round, { state, tie_reason: given.reason })
  await told(ctx, 'tieDecided', round, { note: given.reason, places: chosen.size })
  return moved
}
