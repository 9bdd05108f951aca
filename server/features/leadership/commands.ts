import type { z } from 'zod'
import type { leadershipRoutes as r } from '#contract/leadership.ts'
import { dutyOfProposal, lockProposal, visibleProposal } from '#features/proposals/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, invalidInput, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { authorize, chargeActions, may } from './access.ts'

type Body<R extends { body: z.ZodType }> = z.output<R['body']>

const event = (type: string, proposalId: string, details: Record<string, unknown>) => ({
  type,
  subjectKind: 'proposal',
  subjectId: proposalId,
  details,
})

/** @throws DomainError leadership.not-yet for a day still to come */
function refuseFuture(ctx: Context, date: string): void {
  if (date > civilDateOf(ctx.now)) throw new DomainError('leadership.not-yet', { date }, 400)
}

/** Registered, and not withdrawn since: whoever waited for its lock may find that it is. */
const isOnRegister = ({ state, facts }: Awaited<ReturnType<typeof lockProposal>>): boolean =>
  facts.registered && state !== 'withdrawn'

/** Selects a registered proposal as a key one of a year (重点提案); one taken back before is selected anew.
 *  Source: 提案工作条例, 重点提案的遴选与督办.
 *  @throws DomainError not-found, access.denied, key-proposal.not-registered, key-proposal.taken */
export async function selectKeyProposal(
  ctx: Context,
  id: string,
  given: Body<typeof r.selectKeyProposal>,
): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, id)
  authorize(ctx.actor, 'select')
  if (!isOnRegister(p) || p.state === 'archived')
    throw new DomainError('key-proposal.not-registered', { state: p.state })
  const columns = {
    year: given.year,
    reason: given.reason,
    selected_at: ctx.now,
    removed_at: null,
    removal_note: '',
  }
  const row = await ctx.db
    .insertInto('key_proposals')
    .values({ committee_id: ctx.actor.committeeId, proposal_id: id, ...columns })
    .onConflict((c) =>
      c.columns(['committee_id', 'proposal_id']).doUpdateSet(columns).where('key_proposals.removed_at', 'is not', null),
    )
    .returning('proposal_id')
    .executeTakeFirst()
  if (!row) throw new DomainError('key-proposal.taken')
  const duty = await dutyOfProposal(ctx, id)
  await emit(ctx, event('keyProposal.selected', id, { year: given.year, note: given.reason, title: p.title, ...duty }))
  return {}
}

/** Takes the selection back; leaders and what they did stay on record. @throws DomainError key-proposal.none */
export async function unselectKeyProposal(ctx: Context, id: string, note: string): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, id)
  authorize(ctx.actor, 'unselect')
  const row = await ctx.db
    .updateTable('key_proposals')
    .set({ removed_at: ctx.now, removal_note: note })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('proposal_id', '=', id)
    .where('removed_at', 'is', null)
    .returning('proposal_id')
    .executeTakeFirst()
  if (!row) throw new DomainError('key-proposal.none')
  await emit(ctx, event('keyProposal.removed', id, { note, title: p.title }))
  return {}
}

/** Names a leader in charge: 领衔督办 by the committee's own leaders, 领办 by leaders of party, government or unit.
 *  @throws DomainError key-proposal.none, leadership.taken, leadership.not-a-leader */
export async function addLeadership(
  ctx: Context,
  proposalId: string,
  given: Body<typeof r.addLeadership>,
): Promise<{ id: string }> {
  const p = await visibleProposal(ctx, proposalId)
  authorize(ctx.actor, given.kind === 'lead' ? 'addLead' : 'addSupervise')
  const { committeeId } = ctx.actor
  const key = await ctx.db
    .selectFrom('key_proposals')
    .select('year')
    .where('committee_id', '=', committeeId)
    .where('proposal_id', '=', proposalId)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!key) throw new DomainError('key-proposal.none')
  if (given.accountId !== null) await requireLeader(ctx, given.accountId)
  const id = newId()
  await ctx.db
    .insertInto('leaderships')
    .values({
      committee_id: committeeId,
      id,
      proposal_id: proposalId,
      kind: given.kind,
      leader_name: given.leaderName,
      leader_post: given.leaderPost,
      account_id: given.accountId,
      assisted_by: given.assistedBy,
      plan: given.plan,
      plan_due_on: given.planDueOn,
      assigned_at: ctx.now,
      ended_at: null,
    })
    .execute()
  const { kind, leaderName, leaderPost, accountId } = given
  await emit(ctx, event('leadership.assigned', proposalId, { kind, leaderName, leaderPost, accountId, title: p.title }))
  return { id }
}

async function requireLeader(ctx: Context, accountId: string): Promise<void> {
  const hat = await ctx.db
    .selectFrom('hats')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('account_id', '=', accountId)
    .where('role', '=', 'leader')
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!hat) throw new DomainError('leadership.not-a-leader', {}, 400)
}

/** Takes a charge for writing. @throws DomainError not-found where the proposal is not visible, access.denied */
async function lockCharge(ctx: Context, id: string) {
  const row = await ctx.db
    .selectFrom('leaderships')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('leadership')
  const proposal = await visibleProposal(ctx, row.proposal_id)
  const actions = chargeActions(ctx.actor, {
    kind: row.kind as 'supervise',
    accountId: row.account_id,
    endedAt: row.ended_at,
  })
  if (!actions.includes('edit')) throw accessDenied('editLeadership')
  return { ...row, proposal, actions }
}

/** Writes plan and effects, ends a charge or takes it up again. @throws DomainError version.stale with both texts */
export async function editLeadership(
  ctx: Context,
  id: string,
  given: Body<typeof r.editLeadership>,
): Promise<{ version: number }> {
  const charge = await lockCharge(ctx, id)
  if (charge.version !== given.version) {
    const { leader_post, assisted_by, plan, plan_due_on, effects, ended_at } = charge
    const current = {
      leaderPost: leader_post,
      assistedBy: assisted_by,
      plan,
      planDueOn: plan_due_on,
      effects,
      ended: ended_at !== null,
    }
    throw new DomainError('version.stale', { current, currentVersion: charge.version, yours: given })
  }
  if (given.ended && given.effects.trim() === '') throw invalidInput('effects', '结束时请写明成效')
  const version = given.version + 1
  await ctx.db
    .updateTable('leaderships')
    .set({
      leader_post: given.leaderPost,
      assisted_by: given.assistedBy,
      plan: given.plan,
      plan_due_on: given.planDueOn,
      effects: given.effects,
      ended_at: given.ended ? (charge.ended_at ?? ctx.now) : null,
      version,
    })
    .where('committee_id', '=', charge.committee_id)
    .where('id', '=', id)
    .execute()
  const ended = given.ended && charge.ended_at === null
  await emit(
    ctx,
    event(ended ? 'leadership.ended' : 'leadership.edited', charge.proposal_id, {
      leaderName: charge.leader_name,
      title: charge.proposal.title,
    }),
  )
  return { version }
}

/** Records what the leader did (走访、调研、办理协商、批示). @throws DomainError leadership.ended, leadership.not-yet */
export async function recordLeadershipAct(
  ctx: Context,
  id: string,
  given: Body<typeof r.recordLeadershipAct>,
): Promise<{ id: string }> {
  const charge = await lockCharge(ctx, id)
  if (!charge.actions.includes('recordAct')) throw new DomainError('leadership.ended')
  refuseFuture(ctx, given.heldOn)
  const actId = newId()
  await ctx.db
    .insertInto('leadership_acts')
    .values({
      committee_id: charge.committee_id,
      id: actId,
      leadership_id: id,
      proposal_id: charge.proposal_id,
      kind: given.kind,
      held_on: given.heldOn,
      place: given.place,
      persons: given.persons,
      words: given.words,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })
    .execute()
  await emit(
    ctx,
    event(given.kind === 'instruction' ? 'leadership.instructed' : 'leadership.acted', charge.proposal_id, {
      kind: given.kind,
      heldOn: given.heldOn,
      leaderName: charge.leader_name,
      title: charge.proposal.title,
    }),
  )
  return { id: actId }
}

/** Records that a registered proposal was carried to the level above. @throws DomainError key-proposal.not-registered, leadership.not-yet */
export async function addReferral(
  ctx: Context,
  proposalId: string,
  given: Body<typeof r.addReferral>,
): Promise<{ id: string }> {
  const p = await lockProposal(ctx, proposalId)
  authorize(ctx.actor, 'refer')
  if (!isOnRegister(p)) throw new DomainError('key-proposal.not-registered', { state: p.state })
  refuseFuture(ctx, given.referredOn)
  const id = newId()
  await ctx.db
    .insertInto('referrals')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      proposal_id: proposalId,
      level: given.level,
      way: given.way,
      carried_by: given.carriedBy,
      referred_on: given.referredOn,
      state: 'sent',
      note: given.note,
      updated_at: ctx.now,
    })
    .execute()
  const { level, way } = given
  const duty = { ...(await dutyOfProposal(ctx, proposalId)), on: given.referredOn }
  await emit(ctx, event('proposal.referred', proposalId, { referralId: id, level, way, title: p.title, ...duty }))
  return { id }
}

/** Records what became of it there. @throws DomainError not-found, access.denied, version.stale with both texts */
export async function editReferral(
  ctx: Context,
  id: string,
  given: Body<typeof r.editReferral>,
): Promise<{ version: number }> {
  const row = await ctx.db
    .selectFrom('referrals')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('referral')
  const p = await visibleProposal(ctx, row.proposal_id)
  if (!may(ctx.actor, 'refer')) throw accessDenied('editReferral')
  if (row.version !== given.version) {
    const { state, number_there, carried_by, referred_on, note } = row
    const current = { state, numberThere: number_there, carriedBy: carried_by, referredOn: referred_on, note }
    throw new DomainError('version.stale', { current, currentVersion: row.version, yours: given })
  }
  refuseFuture(ctx, given.referredOn)
  const version = given.version + 1
  await ctx.db
    .updateTable('referrals')
    .set({
      state: given.state,
      number_there: given.numberThere,
      carried_by: given.carriedBy,
      referred_on: given.referredOn,
      note: given.note,
      updated_at: ctx.now,
      version,
    })
    .where('committee_id', '=', row.committee_id)
    .where('id', '=', id)
    .execute()
  if (given.state !== row.state)
    await emit(
      ctx,
      event('proposal.referralMoved', row.proposal_id, {
        referralId: id,
        level: row.level,
        from: row.state,
        to: given.state,
        title: p.title,
      }),
    )
  return { version }
}
