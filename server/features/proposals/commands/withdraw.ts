import type { ProposalState } from '#contract/proposals.ts'
import { stopClocks } from '#features/clocks/index.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { authorizeProposal } from '../access.ts'
import { withdrawalIsFree } from '../rules.ts'
import { assignmentWorkflow } from '../workflow.ts'
import type { Moved } from './examine.ts'
import { dropFollowUps } from './follow-ups.ts'
import {
  type LockedProposal,
  lockProposal,
  nextState,
  proposalEvent,
  updateAssignment,
  updateProposal,
} from './load.ts'
import { lockMerged, passOnMerged } from './merge.ts'

/** The state of the one a proposal is handled with. */
async function mainState(ctx: Context, p: LockedProposal): Promise<ProposalState | null> {
  if (p.state !== 'merged') return null
  const main = await ctx.db
    .selectFrom('proposals')
    .select('state')
    .where('committee_id', '=', p.committee_id)
    .where('id', '=', p.merged_into)
    .executeTakeFirst()
  return (main?.state ?? null) as ProposalState | null
}

/** Withdraws (撤案) with a reason, before it is assigned.
 *  @throws DomainError withdrawal.needs-consent for one handled with another that was assigned */
export async function withdrawProposal(ctx: Context, id: string, note: string): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'withdraw')
  const state = await nextState(ctx, p, 'withdraw')
  if (!withdrawalIsFree(p.state, await mainState(ctx, p))) throw new DomainError('withdrawal.needs-consent')
  await passOnMerged(ctx, p)
  return leave(ctx, p, state, note, [])
}

async function leave(
  ctx: Context,
  p: LockedProposal,
  state: ProposalState,
  note: string,
  units: { unitId: string; name: string }[],
): Promise<Moved> {
  await stopClocks(ctx, { matterId: p.id }, 'closed')
  const version = await updateProposal(ctx, p, {
    state,
    state_since: ctx.now,
    due_on: null,
    withdrawal_requested_at: null,
    merged_into: null,
    merged_at: null,
  })
  await emit(
    ctx,
    proposalEvent('proposal.withdrawn', p.id, { note, title: p.title, ...(units.length > 0 ? { units } : {}) }),
  )
  return { state, version }
}

/** Asks to withdraw what a unit handles already: the office decides, until then the handling goes on.
 *  @throws DomainError withdrawal.free where no consent is needed; withdrawal.asked */
export async function requestWithdrawal(ctx: Context, id: string, note: string): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'requestWithdrawal')
  const state = await nextState(ctx, p, 'requestWithdrawal')
  if (withdrawalIsFree(p.state, await mainState(ctx, p))) throw new DomainError('withdrawal.free')
  if (p.withdrawal_requested_at !== null) throw new DomainError('withdrawal.asked')
  const version = await updateProposal(ctx, p, { withdrawal_requested_at: ctx.now, withdrawal_note: note })
  await emit(ctx, proposalEvent('proposal.withdrawalRequested', id, { note, title: p.title }))
  return { state, version }
}

/** Consents to a withdrawal: every unit's duty ends with it.
 *  @throws DomainError withdrawal.not-asked; merge.leads-others while others are handled with it */
export async function allowWithdrawal(ctx: Context, id: string, note: string): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'allowWithdrawal')
  const state = await nextState(ctx, p, 'allowWithdrawal')
  if (p.withdrawal_requested_at === null) throw new DomainError('withdrawal.not-asked')
  if ((await lockMerged(ctx, id)).some((follower) => follower.state === 'merged'))
    throw new DomainError('merge.leads-others')
  const units = await endDuties(ctx, p)
  return leave(ctx, p, state, note, units)
}

/** Refuses a withdrawal with the reason; the handling goes on. @throws DomainError withdrawal.not-asked */
export async function refuseWithdrawal(ctx: Context, id: string, note: string): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'refuseWithdrawal')
  const state = await nextState(ctx, p, 'refuseWithdrawal')
  if (p.withdrawal_requested_at === null) throw new DomainError('withdrawal.not-asked')
  const version = await updateProposal(ctx, p, { withdrawal_requested_at: null })
  await emit(ctx, proposalEvent('proposal.withdrawalRefused', id, { note, title: p.title }))
  return { state, version }
}

/** Ends the duties that are still open. @returns whose they were */
async function endDuties(ctx: Context, p: LockedProposal): Promise<{ unitId: string; name: string }[]> {
  const open = await ctx.db
    .selectFrom('assignments as a')
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .select(['a.committee_id', 'a.id', 'a.state', 'a.unit_id as unitId', 'u.name'])
    .where('a.committee_id', '=', p.committee_id)
    .where('a.proposal_id', '=', p.id)
    .where('a.state', 'in', assignmentWorkflow.actions.end.from)
    .forUpdate('a')
    .execute()
  for (const duty of open) {
    const state = assignmentWorkflow.next(duty.state as keyof typeof assignmentWorkflow.states, 'end')
    await updateAssignment(ctx, duty, { state, state_since: ctx.now })
  }
  await dropFollowUps(ctx, { committee_id: p.committee_id, proposal_id: p.id })
  return open.map(({ unitId, name }) => ({ unitId, name }))
}
