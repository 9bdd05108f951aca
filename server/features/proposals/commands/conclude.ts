import type { ProposalState, Satisfaction } from '#contract/proposals.ts'
import { startClocks, stopClocks } from '#features/clocks/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeProposal } from '../access.ts'
import { answeringTerms } from '../clock-terms.ts'
import { mayConclude, ratingOutcome } from '../rules.ts'
import { proposalSetting } from '../settings.ts'
import { assignmentWorkflow } from '../workflow.ts'
import type { Moved } from './examine.ts'
import {
  firstStep,
  type LockedProposal,
  lockProposal,
  nextState,
  proposalEvent,
  updateAssignment,
  updateProposal,
} from './load.ts'

/** The proposer rates handling and result apart; the unit never does (明令委员不要把账号交给部门代填).
 *  @throws DomainError rating.needs-words when dissatisfied without a word why */
export async function rateProposal(
  ctx: Context,
  id: string,
  rating: { handling: Satisfaction; result: Satisfaction; words: string },
): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'rate')
  const outcome = ratingOutcome(rating.handling, rating.result)
  const state = await nextState(ctx, p, 'rate', outcome)
  if (outcome === 'dissatisfied' && rating.words.trim() === '') throw new DomainError('rating.needs-words', {}, 400)
  if (ctx.actor.memberId === null) throw new DomainError('access.denied', { action: 'rate' }, 403)
  await ctx.db
    .insertInto('ratings')
    .values({
      committee_id: p.committee_id,
      proposal_id: p.id,
      round: p.round,
      member_id: ctx.actor.memberId,
      ...rating,
      rated_at: ctx.now,
    })
    .execute()
  await stopClocks(ctx, { matterId: p.id }, 'done')
  const version = await updateProposal(ctx, p, {
    state,
    state_since: ctx.now,
    rated_handling: rating.handling,
    rated_result: rating.result,
  })
  await emit(ctx, proposalEvent('proposal.rated', id, { ...rating, round: p.round, title: p.title }))
  return { state, version }
}

/** Has a disputed proposal handled again (重办): the same units, a new round, a new clock. */
export async function rehandleProposal(ctx: Context, id: string, note: string): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'rehandle')
  return handleAgain(ctx, p, await nextState(ctx, p, 'rehandle'), note)
}

/** Has a rated proposal handled again whose handling its proposer scored low. Whoever calls it has judged the right to.
 *  Source: 延边 2022, 双向评议. @throws DomainError proposal.wrong-state unless rated, merge.split-first */
export async function rehandleLowScored(ctx: Context, id: string, note: string): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  return handleAgain(ctx, p, await nextState(ctx, p, 'rehandleLowScored'), note)
}

async function handleAgain(ctx: Context, p: LockedProposal, state: ProposalState, note: string): Promise<Moved> {
  // Handled with another, it has no units of its own: a handling of its own begins by taking it out (撤销并案).
  if (p.merged_into !== null) throw new DomainError('merge.split-first')
  const settings = await settingInForce(ctx, proposalSetting)
  const round = p.round + 1
  const replied = await ctx.db
    .selectFrom('assignments')
    .selectAll()
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('state', '=', 'replied')
    .forUpdate()
    .execute()
  for (const a of replied) {
    const due = await startClocks(
      ctx,
      { matterId: p.id, subjectId: a.id, unitId: a.unit_id, memberId: null },
      answeringTerms(settings, 'lead'),
    )
    await updateAssignment(ctx, a, {
      state: assignmentWorkflow.next('replied', 'reopen'),
      round,
      state_since: ctx.now,
      ...firstStep(ctx),
      reply_by: due.reply,
      contact_by: due.contact,
    })
  }
  const version = await updateProposal(ctx, p, { state, state_since: ctx.now, round })
  await emit(ctx, proposalEvent('proposal.rehandled', p.id, { note, round, title: p.title }))
  return { state, version }
}

/** Concludes (办结). Against the proposer's dissatisfaction, or without a rating once its time has passed, only with a note.
 *  @throws DomainError proposal.rating-open, proposal.needs-note */
export async function concludeProposal(ctx: Context, id: string, note: string): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'conclude')
  const state = await nextState(ctx, p, 'conclude')
  if (!mayConclude({ state: p.state, dueOn: p.due_on }, civilDateOf(ctx.now)))
    throw new DomainError('proposal.rating-open', { until: p.due_on })
  if (p.state !== 'rated' && note.trim() === '') throw new DomainError('proposal.needs-note', {}, 400)
  await stopClocks(ctx, { matterId: p.id }, 'closed')
  const version = await updateProposal(ctx, p, { state, state_since: ctx.now, concluded_at: ctx.now })
  await emit(ctx, proposalEvent('proposal.concluded', id, { note, title: p.title }))
  return { state, version }
}
