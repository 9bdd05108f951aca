import { type AwardRules, type AwardState, awardRules } from '#contract/awards.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { authorizeRound, type RoundFacts } from '../access.ts'
import { awardWorkflow } from '../workflow.ts'

/** Takes a round for writing: ballots, closing and decisions come one after the other.
 *  @throws DomainError not-found where it is not visible, access.denied */
export async function lockRound(ctx: Context, id: string, action: keyof typeof awardWorkflow.actions) {
  const { committeeId, accountId } = ctx.actor
  const row = await ctx.db
    .selectFrom('award_rounds')
    .selectAll()
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('awardRound')
  // After the lock, never with it: whoever waited would see the voters as they were.
  const voter = await ctx.db
    .selectFrom('award_voters')
    .select('voted')
    .where('committee_id', '=', committeeId)
    .where('round_id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const rules: AwardRules = awardRules.parse(row.rules)
  const state = row.state as AwardState
  const facts: RoundFacts = { state, nominators: rules.nominators, voter: voter !== undefined }
  authorizeRound(ctx.actor, facts, action)
  return { ...row, state, rules, voted: voter?.voted ?? false }
}
export type LockedRound = Awaited<ReturnType<typeof lockRound>>

/** The state after a move. @throws DomainError award.wrong-state */
export const nextState = (round: { state: AwardState }, action: keyof typeof awardWorkflow.actions): AwardState =>
  awardWorkflow.next(round.state, action)

/** Writes columns of a locked round; each write counts its version up. */
export async function updateRound(
  ctx: Context,
  round: LockedRound,
  set: Record<string, unknown> & { state?: AwardState },
): Promise<{ state: AwardState; version: number }> {
  const moved = set.state !== undefined && set.state !== round.state
  const { version } = await ctx.db
    .updateTable('award_rounds')
    .set((eb) => ({ ...set, ...(moved ? { state_since: ctx.now } : {}), version: eb('version', '+', 1) }))
    .where('committee_id', '=', round.committee_id)
    .where('id', '=', round.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return { state: set.state ?? round.state, version }
}

/** Tells what happened to a round. */
export function told(
  ctx: Context,
  type: string,
  round: { id: string; title: string },
  details: Record<string, unknown> = {},
): Promise<void> {
  return emit(ctx, {
    type: `award.${type}`,
    subjectKind: 'awardRound',
    subjectId: round.id,
    details: { title: round.title, ...details },
  })
}

/** @throws DomainError award.not-yet for a day still to come */
export function refuseFuture(today: string, date: string): void {
  if (date > today) throw new DomainError('award.not-yet', { date }, 400)
}

/** Nominations of a round as they stand. */
export function nominationsOf(ctx: Context, roundId: string) {
  return ctx.db
    .selectFrom('award_nominations as n')
    .leftJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'n.committee_id').onRef('p.id', '=', 'n.proposal_id'),
    )
    .select([
      'n.id',
      'n.state',
      'n.outcome',
      'n.votes',
      'n.centipoints',
      'n.proposal_id',
      'n.unit_id',
      'p.kind',
      'p.title',
    ])
    .where('n.committee_id', '=', ctx.actor.committeeId)
    .where('n.round_id', '=', roundId)
    .orderBy('n.id')
    .execute()
}
