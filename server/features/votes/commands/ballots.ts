import { sql } from 'kysely'
import type { z } from 'zod'
import type { voteRoutes as r, VoteResult } from '#contract/votes.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { DomainError } from '#platform/errors.ts'
import { authorizeVote } from '../access.ts'
import { boxOf, type LoadedVote, lockVote, presenceOf, voteFor } from '../queries/load.ts'
import {
  ballotFault,
  countBox,
  countHands,
  encodeBallot,
  leastSecretBallots,
  paperFault,
  quorumNeeded,
  tooFewOf,
} from '../rules.ts'
import { voteWorkflow } from '../workflow.ts'
import { type Moved, told, updateVote } from './draft.ts'

/** Opens a vote: presence, then quorum, then the right. Who has the right and is there gets a ballot, and nobody later.
 *  Opened again, nothing changes.
 *  @throws DomainError not-found, access.denied, vote.wrong-state, vote.meeting-over, vote.no-quorum, vote.too-few,
 *  vote.other-open */
export async function openVote(ctx: Context, id: string): Promise<Moved> {
  const vote = await voteFor(ctx, id, true)
  authorizeVote(vote.facts, 'open')
  if (vote.state === 'open') return { state: vote.state, version: vote.version }
  const state = voteWorkflow.next(vote.state, 'open')
  if (vote.occasion.state !== 'announced') throw new DomainError('vote.meeting-over', { state: vote.occasion.state })
  const people = await presenceOf(ctx, vote.activity_id, vote.rules.electorate)
  const present = people.filter((one) => one.present)
  const needed = quorumNeeded(vote.rules.quorum, people.length)
  if (present.length === 0 || present.length < needed)
    throw new DomainError('vote.no-quorum', { present: present.length, needed, electorate: people.length })
  if (vote.form === 'secret' && present.length < leastSecretBallots)
    throw new DomainError('vote.too-few', { least: leastSecretBallots })
  const own = { committee_id: vote.committeeId, vote_id: id }
  if (vote.form !== 'hands')
    await ctx.db
      .insertInto('vote_voters')
      .values(
        present.map(({ memberId, hasAccount }) => ({
          ...own,
          member_id: memberId,
          on_paper: vote.form === 'secret' && !hasAccount,
        })),
      )
      .execute()
  if (vote.form === 'secret')
    await ctx.db
      .insertInto('vote_boxes')
      .values({ ...own, form: 'secret', ballots: '{}' })
      .execute()
  const moved = await updateVote(ctx, vote, {
    state,
    electorate: people.length,
    issued: present.length,
    opened_at: ctx.now,
  })
  await told(ctx, 'opened', vote, {
    round: vote.round,
    electorate: people.length,
    present: present.length,
    activityId: vote.activity_id,
  })
  return moved
}

interface Cast {
  committeeId: string
  id: string
  memberId: string
}
const markCast = statement('kept', (db, v: Cast) =>
  db
    .updateTable('vote_voters')
    .set({ has_cast: true })
    .where('committee_id', '=', v.committeeId)
    .where('vote_id', '=', v.id)
    .where('member_id', '=', v.memberId)
    .where('has_cast', '=', sql.lit(false))
    .where('on_paper', '=', sql.lit(false))
    .returning('member_id'),
)
/** All ballots of an item lie in one row, alike ones counted together: neither place nor transaction tells whose one is. */
const dropIntoBox = statement('kept', (db, v: { committeeId: string; id: string; ballot: string }) =>
  db
    .updateTable('vote_boxes')
    .set({
      ballots: sql`ballots || jsonb_build_object(${v.ballot}::text, coalesce((ballots ->> ${v.ballot}::text)::int, 0) + 1)`,
    })
    .where('committee_id', '=', v.committeeId)
    .where('vote_id', '=', v.id),
)

/** Takes a vote for writing that was open when it was read. @throws DomainError vote.wrong-state when it was closed or opened anew since */
async function lockStillOpen(ctx: Context, { id, round }: LoadedVote): Promise<void> {
  const now = await lockVote(ctx, id)
  voteWorkflow.next(now.state, 'cast')
  if (now.round !== round) throw new DomainError('vote.wrong-state', { state: now.state, action: 'cast' })
}

/** Hands a ballot in, once. Of a secret one only that it was cast is kept with the voter, and no event tells of it.
 *  Source: 选举办法通例, 每人一票, 不得委托他人代投.
 *  @throws DomainError not-found, vote.own-hand, vote.wrong-state, vote.not-a-voter, vote.on-paper, vote.cast,
 *  vote.incomplete, vote.too-many */
export async function castBallot(
  ctx: Context,
  id: string,
  given: z.output<typeof r.castBallot.body>,
): Promise<Record<string, never>> {
  const vote = await voteFor(ctx, id)
  authorizeVote(vote.facts, 'cast')
  if (ctx.actor.delegatedBy !== null) throw new DomainError('vote.own-hand', {}, 403)
  voteWorkflow.next(vote.state, 'cast')
  if (!vote.facts.voter) {
    // Declared void between the two readings, it has no voters for a moment: then that is what is said.
    await lockStillOpen(ctx, vote)
    throw new DomainError('vote.not-a-voter', {}, 403)
  }
  if (vote.onPaper) throw new DomainError('vote.on-paper')
  if (vote.hasCast) throw new DomainError('vote.cast')
  const fault = ballotFault(vote.kind, vote.rules, vote.candidates, given)
  if (fault) throw new DomainError(fault, { seats: vote.rules.seats }, 400)
  const ballot = encodeBallot(
    vote.kind,
    vote.candidates.map((one) => one.id),
    given,
  )
  const mine = { committeeId: vote.committeeId, id, memberId: ctx.actor.memberId! }
  // Ballots and closing come one after the other; what may have changed while this one waited is looked at again.
  await lockStillOpen(ctx, vote)
  const marked = await markCast(ctx.db, mine)
  if (marked.length === 0) throw new DomainError('vote.cast')
  if (vote.form === 'secret') {
    await dropIntoBox(ctx.db, { committeeId: vote.committeeId, id, ballot })
    return {}
  }
  await ctx.db
    .insertInto('vote_ballots')
    .values({ committee_id: vote.committeeId, vote_id: id, form: 'named', member_id: mine.memberId, ballot })
    .execute()
  await told(ctx, 'cast', vote)
  return {}
}

/** Gives a voter of a secret vote who has not voted yet a ballot of paper, or takes it back: either way they vote once.
 *  @throws DomainError not-found, access.denied, vote.wrong-state, vote.not-a-voter, vote.cast */
export async function givePaper(
  ctx: Context,
  id: string,
  { memberId, onPaper }: z.output<typeof r.givePaper.body>,
): Promise<Record<string, never>> {
  const vote = await voteFor(ctx, id, true)
  authorizeVote(vote.facts, 'givePaper')
  voteWorkflow.next(vote.state, 'givePaper')
  if (vote.form !== 'secret') throw new DomainError('vote.wrong-state', { state: vote.state, action: 'givePaper' })
  const voter = await ctx.db
    .selectFrom('vote_voters')
    .select('has_cast as hasCast')
    .where('committee_id', '=', vote.committeeId)
    .where('vote_id', '=', id)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (!voter) throw new DomainError('vote.not-a-voter', {}, 403)
  if (voter.hasCast) throw new DomainError('vote.cast')
  await ctx.db
    .updateTable('vote_voters')
    .set({ on_paper: onPaper })
    .where('committee_id', '=', vote.committeeId)
    .where('vote_id', '=', id)
    .where('member_id', '=', memberId)
    .execute()
  await told(ctx, onPaper ? 'paperGiven' : 'paperTakenBack', vote, { memberId })
  return {}
}

const countOf = (vote: LoadedVote) => ({
  kind: vote.kind,
  rules: vote.rules,
  candidates: vote.candidates,
  electorate: vote.electorate ?? 0,
  present: vote.issued ?? 0,
  issued: vote.issued ?? 0,
})

async function closeWith(
  ctx: Context,
  vote: LoadedVote,
  action: 'close' | 'recordHands',
  result: VoteResult,
): Promise<Moved> {
  const state = voteWorkflow.next(vote.state, action)
  const moved = await updateVote(ctx, vote, {
    state,
    result: JSON.stringify(result),
    closed_at: ctx.now,
  })
  await told(ctx, 'closed', vote, {
    round: vote.round,
    returned: result.returned,
    passed: result.motion?.passed ?? null,
  })
  return moved
}

/** Closes a vote and counts it. Ballots wait for the lock that this takes: what came before is counted, what comes after is
 *  refused. A second closing finds it counted and changes nothing.
 *  @param paper what the scrutineers counted of those given out on paper
 *  @throws DomainError not-found, access.denied, vote.wrong-state, vote.paper-missing, vote.paper-sum, vote.too-few-ballots of
 *  a secret one */
export async function closeVote(
  ctx: Context,
  id: string,
  { paper }: z.output<typeof r.closeVote.body> = {},
): Promise<Moved> {
  const vote = await voteFor(ctx, id, true)
  authorizeVote(vote.facts, 'close')
  if (vote.state === 'closed') return { state: vote.state, version: vote.version }
  if (vote.form === 'hands') throw new DomainError('vote.wrong-state', { state: vote.state, action: 'close' })
  const box = await boxOf(ctx, vote)
  if (vote.state === 'open') {
    const given = await paperOf(ctx, vote)
    if (given > 0 && !paper) throw new DomainError('vote.paper-missing', { given })
    if (paperFault(vote, paper ?? null, given)) throw new DomainError('vote.paper-sum', { given }, 400)
  }
  const result = countBox(countOf(vote), box, paper)
  const few = vote.state === 'open' && vote.form === 'secret' ? tooFewOf(result) : null
  if (few) throw new DomainError('vote.too-few-ballots', { least: leastSecretBallots, of: few })
  return closeWith(ctx, vote, 'close', result)
}

/** How many were given out on paper. */
async function paperOf(ctx: Context, vote: LoadedVote): Promise<number> {
  const { n } = await ctx.db
    .selectFrom('vote_voters')
    .select(sql<number>`(count(*) filter (where on_paper))::int`.as('n'))
    .where('committee_id', '=', vote.committeeId)
    .where('vote_id', '=', vote.id)
    .executeTakeFirstOrThrow()
  return n
}

/** Records a show of hands as the scrutineers counted it. @throws DomainError not-found, access.denied, vote.wrong-state, vote.hands-sum */
export async function recordHands(
  ctx: Context,
  id: string,
  hands: z.output<typeof r.recordHands.body>,
): Promise<Moved> {
  const vote = await voteFor(ctx, id, true)
  authorizeVote(vote.facts, 'recordHands')
  if (vote.form !== 'hands') throw new DomainError('vote.wrong-state', { state: vote.state, action: 'recordHands' })
  const result = countHands(countOf(vote), hands)
  if (vote.state === 'open' && !result) throw new DomainError('vote.hands-sum', { present: vote.issued }, 400)
  return closeWith(ctx, vote, 'recordHands', result!)
}

/** Destroys what was handed in. */
async function emptyBox(ctx: Context, vote: LoadedVote): Promise<void> {
  for (const table of ['vote_ballots', 'vote_boxes', 'vote_voters'] as const)
    await ctx.db.deleteFrom(table).where('committee_id', '=', vote.committeeId).where('vote_id', '=', vote.id).execute()
}

/** Declares the round void, with the reason, and prepares a new one; its result stays on record beside the reason. Once the
 *  meeting is over no new one could be held, and what was decided stands.
 *  Source: 选举办法通例, 收回的选票多于发出的，选举无效，重新选举.
 *  @throws DomainError not-found, access.denied, vote.wrong-state, vote.meeting-over */
export async function reopenVote(ctx: Context, id: string, reason: string): Promise<Moved> {
  const vote = await voteFor(ctx, id, true)
  authorizeVote(vote.facts, 'reopen')
  const state = voteWorkflow.next(vote.state, 'reopen')
  if (vote.occasion.state !== 'announced') throw new DomainError('vote.meeting-over', { state: vote.occasion.state })
  await emptyBox(ctx, vote)
  const entry = { round: vote.round, reason, at: ctx.now.toISOString(), result: vote.result }
  const moved = await updateVote(ctx, vote, {
    state,
    round: vote.round + 1,
    result: null,
    electorate: null,
    issued: null,
    opened_at: null,
    closed_at: null,
    voided: JSON.stringify([...(vote.voided as unknown[]), entry]),
  })
  await told(ctx, 'voided', vote, { round: vote.round, note: reason })
  return moved
}

/** Takes an item off; ballots handed in are destroyed. @throws DomainError not-found, access.denied, vote.wrong-state */
export async function withdrawVote(ctx: Context, id: string, reason: string): Promise<Moved> {
  const vote = await voteFor(ctx, id, true)
  authorizeVote(vote.facts, 'withdraw')
  const state = voteWorkflow.next(vote.state, 'withdraw')
  await emptyBox(ctx, vote)
  const entry = { round: vote.round, reason, at: ctx.now.toISOString(), result: null }
  const moved = await updateVote(ctx, vote, { state, voided: JSON.stringify([...(vote.voided as unknown[]), entry]) })
  await told(ctx, 'withdrawn', vote, { note: reason })
  return moved
}
