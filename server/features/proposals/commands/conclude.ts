import { sql } from 'kysely'
import type { ProposalState, Satisfaction } from '#contract/proposals.ts'
import { startClocks, stopClocks } from '#features/clocks/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeProposal } from '../access.ts'
import { answeringTerms, ratingTerms } from '../clock-terms.ts'
import { ratingSetting } from '../rating-settings.ts'
import { mayConclude, ratingTimeIsOver } from '../rules.ts'
import { type GivenRating, joinRatings, type Rated, ratingOutcome } from '../rules-rating.ts'
import { proposalSetting } from '../settings.ts'
import { assignmentWorkflow, proposalWorkflow } from '../workflow.ts'
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

/** What is rated, as much of it as the rating asks. */
export type Answered = Pick<LockedProposal, 'id' | 'lead_member_id' | 'contact_member_id' | 'round'>

/** The reply is complete: the proposers are asked to rate it, the lead with a clock, the co-signers where the committee says so,
 *  of a body its contact person.
 *  @returns which of them besides the lead are asked. Source: 所有联名委员上网做满意度评价（线上系统实例） */
export async function askToRate(ctx: Context, p: Answered): Promise<string[]> {
  const committee_id = ctx.actor.committeeId
  const settings = await settingInForce(ctx, proposalSetting)
  const holder = { matterId: p.id, subjectId: p.id, unitId: null, memberId: p.lead_member_id ?? p.contact_member_id }
  await startClocks(ctx, holder, ratingTerms(settings))
  if (p.contact_member_id !== null) return [await askContact(ctx, p.id, p.round, p.contact_member_id)]
  const { raters } = await settingInForce(ctx, ratingSetting)
  if (raters === 'leadProposer') return []
  const asked = await ctx.db
    .insertInto('rating_requests')
    .columns(['committee_id', 'proposal_id', 'round', 'member_id', 'asked_at'])
    .expression((eb) =>
      eb
        .selectFrom('co_signers')
        .select([
          'committee_id',
          'proposal_id',
          sql<number>`${p.round}::integer`.as('round'),
          'member_id',
          sql<string>`${ctx.now}::timestamptz`.as('asked_at'),
        ])
        .where('committee_id', '=', committee_id)
        .where('proposal_id', '=', p.id)
        .where('state', '=', 'accepted')
        .where('left_at', 'is', null),
    )
    .onConflict((c) => c.doNothing())
    .returning('member_id')
    .execute()
  return asked.map((row) => row.member_id)
}

/** Asks who speaks for the body behind a collective proposal. */
export async function askContact(ctx: Context, proposalId: string, round: number, memberId: string): Promise<string> {
  await ctx.db
    .insertInto('rating_requests')
    .values({
      committee_id: ctx.actor.committeeId,
      proposal_id: proposalId,
      round,
      member_id: memberId,
      asked_at: ctx.now,
      excused_at: null,
    })
    .onConflict((c) =>
      c.columns(['committee_id', 'proposal_id', 'round', 'member_id']).doUpdateSet({ excused_at: null }),
    )
    .execute()
  return memberId
}

/** A proposer rates handling and result apart; the unit never does (明令委员不要把账号交给部门代填).
 *  @throws DomainError rating.needs-words when dissatisfied without a word why; rating.already; rating.not-by-unit where
 *  whoever types for the member also works for a unit that handles it */
export async function rateProposal(
  ctx: Context,
  id: string,
  rating: { handling: Satisfaction; result: Satisfaction; words: string },
): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'rate')
  await nextState(ctx, p, 'rate', 'content')
  const outcome = ratingOutcome(rating.handling, rating.result)
  if (outcome === 'dissatisfied' && rating.words.trim() === '') throw new DomainError('rating.needs-words', {}, 400)
  const { memberId } = ctx.actor
  if (memberId === null) throw accessDenied('rate')
  if (ctx.actor.delegatedBy !== null && (await worksForUnit(ctx, p))) throw new DomainError('rating.not-by-unit')
  const before = await ratingsOf(ctx, p)
  if (before.some((one) => one.memberId === memberId)) throw new DomainError('rating.already')
  await ctx.db
    .insertInto('ratings')
    .values({
      committee_id: p.committee_id,
      proposal_id: p.id,
      round: p.round,
      member_id: memberId,
      ...rating,
      rated_at: ctx.now,
    })
    .execute()
  const settled = (await stillToRate(ctx, p)).length === 0 ? await settleRating(ctx, p) : null
  const details = { ...rating, round: p.round, title: p.title }
  await emit(
    ctx,
    proposalEvent('proposal.rated', id, settled ? { ...details, settled: settled.rated } : { ...details, open: true }),
  )
  return settled ? { state: settled.state, version: settled.version } : { state: p.state, version: p.version }
}

/** Joins the ratings there are once the time is over: who did not rate is not waited for any longer.
 *  @throws DomainError rating.still-open, rating.none */
export async function closeRating(ctx: Context, id: string): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'closeRating')
  await nextState(ctx, p, 'closeRating', 'content')
  if (!ratingTimeIsOver({ dueOn: p.due_on }, civilDateOf(ctx.now)))
    throw new DomainError('rating.still-open', { until: p.due_on })
  const open = await stillToRate(ctx, p)
  const settled = await settleRating(ctx, p)
  if (!settled) throw new DomainError('rating.none')
  await emit(
    ctx,
    proposalEvent('proposal.ratingClosed', id, {
      ...settled.rated,
      round: p.round,
      unrated: open.length,
      title: p.title,
    }),
  )
  return { state: settled.state, version: settled.version }
}

type Rateable = Pick<
  LockedProposal,
  'committee_id' | 'id' | 'round' | 'state' | 'lead_member_id' | 'lead_left_at' | 'title'
>

/** Somebody who was still to rate is no longer asked: where nobody else is waited for, what was given decides. */
export async function excuseFromRating(ctx: Context, p: Rateable, memberId: string): Promise<void> {
  await ctx.db
    .updateTable('rating_requests')
    .set({ excused_at: ctx.now })
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('member_id', '=', memberId)
    .where('excused_at', 'is', null)
    .execute()
  if (p.state !== 'replied' || (await stillToRate(ctx, p)).length > 0) return
  const settled = await settleRating(ctx, p)
  if (!settled) return
  const details = { ...settled.rated, round: p.round, unrated: 0, title: p.title }
  await emit(ctx, proposalEvent('proposal.ratingClosed', p.id, details))
}

/** The ratings given this round. */
export async function ratingsOf(ctx: Context, p: Rateable) {
  const rows = await ctx.db
    .selectFrom('ratings')
    .select(['member_id as memberId', 'handling', 'result'])
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('round', '=', p.round)
    .execute()
  return rows as GivenRating[]
}

/** Members who are asked to rate this round and have not. */
async function stillToRate(ctx: Context, p: Rateable): Promise<string[]> {
  const asked = await ctx.db
    .selectFrom('rating_requests')
    .select('member_id')
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('round', '=', p.round)
    .where('excused_at', 'is', null)
    .execute()
  const rated = new Set((await ratingsOf(ctx, p)).map((one) => one.memberId))
  const lead = p.lead_member_id !== null && p.lead_left_at === null ? [p.lead_member_id] : []
  return [...lead, ...asked.map((row) => row.member_id)].filter((one) => !rated.has(one))
}

/** Writes what the ratings come to by the committee's rule; null where there are none. */
export async function settleRating(
  ctx: Context,
  p: Rateable,
  action: 'rate' | 'changeRating' = 'rate',
): Promise<(Moved & { rated: Rated }) | null> {
  const { rule } = await settingInForce(ctx, ratingSetting)
  const rated = joinRatings(await ratingsOf(ctx, p), rule, p.lead_member_id)
  if (!rated) return null
  const state = proposalWorkflow.next(p.state, action, ratingOutcome(rated.handling, rated.result))
  await stopClocks(ctx, { matterId: p.id }, 'done')
  const version = await updateProposal(ctx, p, {
    state,
    state_since: ctx.now,
    rated_handling: rated.handling,
    rated_result: rated.result,
  })
  return { state, version, rated }
}

/** Whether the account that types for the member also works for a unit with a duty on the proposal. */
export async function worksForUnit(ctx: Context, p: LockedProposal): Promise<boolean> {
  const hat = await ctx.db
    .selectFrom('hats as h')
    .innerJoin('assignments as a', (join) =>
      join.onRef('a.committee_id', '=', 'h.committee_id').onRef('a.unit_id', '=', 'h.unit_id'),
    )
    .select('h.id')
    .where('h.account_id', '=', ctx.actor.accountId)
    .where('h.committee_id', '=', p.committee_id)
    .where('h.revoked_at', 'is', null)
    .where('a.proposal_id', '=', p.merged_into ?? p.id)
    .limit(1)
    .executeTakeFirst()
  return hat !== undefined
}

/** Has a disputed proposal handled again (重办): the same units, a new round, a new clock. */
export async function rehandleProposal(ctx: Context, id: string, note: string): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'rehandle')
  return handleAgain(ctx, p, await nextState(ctx, p, 'rehandle'), note)
}

/** Has a proposal handled again whose handling its proposer scored low: rated, or concluded and not in the archive yet, since
 *  the scores are often opened after the conclusion. Whoever calls it has judged the right to.
 *  Source: 延边 2022, 双向评议. @throws DomainError proposal.wrong-state unless rated or concluded, merge.split-first */
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
  const version = await updateProposal(ctx, p, { state, state_since: ctx.now, round, concluded_at: null })
  await emit(ctx, proposalEvent('proposal.rehandled', p.id, { note, round, title: p.title }))
  return { state, version }
}

/** Concludes (办结). Against the proposer's dissatisfaction, or without a rating once its time has passed, only with a note.
 *  @throws DomainError proposal.rating-open, rating.close-first, proposal.needs-note */
export async function concludeProposal(ctx: Context, id: string, note: string): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'conclude')
  const state = await nextState(ctx, p, 'conclude')
  const ratingsGiven = p.state === 'replied' ? (await ratingsOf(ctx, p)).length : 0
  if (!mayConclude({ state: p.state, dueOn: p.due_on, ratingsGiven }, civilDateOf(ctx.now)))
    throw ratingsGiven > 0 && ratingTimeIsOver({ dueOn: p.due_on }, civilDateOf(ctx.now))
      ? new DomainError('rating.close-first')
      : new DomainError('proposal.rating-open', { until: p.due_on })
  if (p.state !== 'rated' && note.trim() === '') throw new DomainError('proposal.needs-note', {}, 400)
  await stopClocks(ctx, { matterId: p.id }, 'closed')
  const version = await updateProposal(ctx, p, { state, state_since: ctx.now, concluded_at: ctx.now })
  await emit(ctx, proposalEvent('proposal.concluded', id, { note, title: p.title }))
  return { state, version }
}

/** Keeps with proposals that they were commended, for lists. Told by the event of the award itself; their text and version stay. */
export async function markAwarded(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await ctx.db
    .updateTable('proposals')
    .set({ awarded_at: ctx.now })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', 'in', ids)
    .execute()
}
