import type { Satisfaction } from '#contract/proposals.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { authorizeProposal } from '../access.ts'
import { ratingOutcome } from '../rules-rating.ts'
import { ratingsOf, settleRating, worksForUnit } from './conclude.ts'
import type { Moved } from './examine.ts'
import { lockProposal, nextState, proposalEvent } from './load.ts'

/** A proposer changes what they gave this round, until the proposal is concluded or handled again; the earlier rating stays in
 *  the history. Where the ratings were joined already they are joined anew, so that the outcome may turn.
 *  Source: 评价后单位继续办理、委员改评（线上系统实例）；由提案者本人评价，明令不得代填.
 *  @throws DomainError rating.none-of-mine, rating.unchanged, rating.needs-words, rating.not-by-unit */
export async function changeRating(
  ctx: Context,
  id: string,
  given: { handling: Satisfaction; result: Satisfaction; words: string; note: string },
): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'changeRating')
  await nextState(ctx, p, 'changeRating', 'content')
  const { memberId } = ctx.actor
  if (memberId === null) throw accessDenied('changeRating')
  if (ctx.actor.delegatedBy !== null && (await worksForUnit(ctx, p))) throw new DomainError('rating.not-by-unit')
  const before = (await ratingsOf(ctx, p)).find((one) => one.memberId === memberId)
  if (!before) throw new DomainError('rating.none-of-mine')
  const { note, ...rating } = given
  const { handling, result } = before
  if (handling === rating.handling && result === rating.result) throw new DomainError('rating.unchanged')
  if (ratingOutcome(rating.handling, rating.result) === 'dissatisfied' && rating.words.trim() === '')
    throw new DomainError('rating.needs-words', {}, 400)
  await ctx.db
    .updateTable('ratings')
    .set({ ...rating, rated_at: ctx.now })
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('round', '=', p.round)
    .where('member_id', '=', memberId)
    .execute()
  const settled = p.state === 'replied' ? null : await settleRating(ctx, p, 'changeRating')
  const details = { ...rating, note, former: { handling, result }, round: p.round, title: p.title }
  await emit(
    ctx,
    proposalEvent(
      'proposal.ratingChanged',
      id,
      settled ? { ...details, settled: settled.rated } : { ...details, open: true },
    ),
  )
  return settled ? { state: settled.state, version: settled.version } : { state: p.state, version: p.version }
}
