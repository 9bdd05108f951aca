import { markActed, stopClocks, unmarkActed } from '#features/clocks/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { answersContacts } from '../access.ts'
import { assignmentWorkflow } from '../workflow.ts'
import { lockAssignment, lockProposal, proposalEvent, updateAssignment } from './load.ts'

type Done = Record<string, never>

/** Signs for an assignment (签收). */
export async function acceptAssignment(ctx: Context, id: string): Promise<Done> {
  const { proposal, assignment } = await lockAssignment(ctx, id, 'accept')
  const state = assignmentWorkflow.next(assignment.state, 'accept')
  await updateAssignment(ctx, assignment, { state, state_since: ctx.now, accepted_at: ctx.now })
  await stopClocks(ctx, { matterId: proposal.id, subjectId: id, kinds: ['accept'] }, 'done')
  await emit(
    ctx,
    proposalEvent('assignment.accepted', proposal.id, {
      assignmentId: id,
      unit: assignment.unit_name,
      title: proposal.title,
    }),
  )
  return {}
}

/** Asks to give an assignment back (退办) within its window. @throws DomainError assignment.too-late */
export async function requestReturn(ctx: Context, id: string, note: string): Promise<Done> {
  const { proposal, assignment } = await lockAssignment(ctx, id, 'requestReturn')
  const state = assignmentWorkflow.next(assignment.state, 'requestReturn')
  if (civilDateOf(ctx.now) > assignment.return_by)
    throw new DomainError('assignment.too-late', { returnBy: assignment.return_by })
  await updateAssignment(ctx, assignment, {
    state,
    state_since: ctx.now,
    return_reason: note,
    return_decision_note: '',
  })
  await markActed(ctx, { matterId: proposal.id, subjectId: id })
  await emit(
    ctx,
    proposalEvent('assignment.returnRequested', proposal.id, {
      assignmentId: id,
      unit: assignment.unit_name,
      note,
      title: proposal.title,
    }),
  )
  return {}
}

/** The office's answer to a request to return; until it is given the unit may not drop the matter (改派前不得拒办). */
export async function decideReturn(ctx: Context, id: string, accept: boolean, note: string): Promise<Done> {
  const action = accept ? 'approveReturn' : 'refuseReturn'
  const { proposal, assignment } = await lockAssignment(ctx, id, action)
  const state = assignmentWorkflow.next(
    assignment.state,
    action,
    assignment.accepted_at === null ? 'unsigned' : 'signed',
  )
  await updateAssignment(ctx, assignment, { state, state_since: ctx.now, return_decision_note: note })
  const clocks = { matterId: proposal.id, subjectId: id }
  if (accept) await stopClocks(ctx, clocks, 'returned')
  else await unmarkActed(ctx, clocks)
  await emit(
    ctx,
    proposalEvent(accept ? 'assignment.returnApproved' : 'assignment.returnRefused', proposal.id, {
      assignmentId: id,
      unit: assignment.unit_name,
      unitId: assignment.unit_id,
      note,
      title: proposal.title,
    }),
  )
  return {}
}

/** Records a contact with the proposer (面商); it counts as agreed once the proposer has confirmed it. @throws DomainError contact.in-future */
export async function recordContact(
  ctx: Context,
  assignmentId: string,
  given: { phase: string; way: string; heldOn: string; persons: string; notes: string },
): Promise<{ id: string }> {
  const { proposal, assignment } = await lockAssignment(ctx, assignmentId, 'recordContact')
  assignmentWorkflow.next(assignment.state, 'recordContact')
  if (given.heldOn > civilDateOf(ctx.now)) throw new DomainError('contact.in-future', { heldOn: given.heldOn }, 400)
  const id = newId()
  await ctx.db
    .insertInto('contacts')
    .values({
      committee_id: proposal.committee_id,
      id,
      assignment_id: assignmentId,
      proposal_id: proposal.id,
      round: assignment.round,
      phase: given.phase,
      way: given.way,
      held_on: given.heldOn,
      persons: given.persons,
      notes: given.notes,
      recorded_by: ctx.actor.accountId,
      recorded_at: ctx.now,
      confirmed_at: null,
      disputed_at: null,
    })
    .execute()
  // Until the proposer has said that it took place so, it is done by the unit's word only.
  await markActed(ctx, { matterId: proposal.id, subjectId: assignmentId, kinds: ['contact'] })
  await emit(
    ctx,
    proposalEvent('contact.recorded', proposal.id, {
      contactId: id,
      unit: assignment.unit_name,
      way: given.way,
      phase: given.phase,
      heldOn: given.heldOn,
      title: proposal.title,
    }),
  )
  return { id }
}

/** The proposer's word on a contact: it took place so, or it did not (note says how). @throws DomainError contact.answered */
export async function answerContact(
  ctx: Context,
  contactId: string,
  answer: { confirm: true } | { confirm: false; note: string },
): Promise<Done> {
  const { committeeId } = ctx.actor
  const found = await ctx.db
    .selectFrom('contacts as c')
    .innerJoin('assignments as a', (join) =>
      join.onRef('a.committee_id', '=', 'c.committee_id').onRef('a.id', '=', 'c.assignment_id'),
    )
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .select(['c.proposal_id', 'c.assignment_id', 'u.name', 'u.id as unit_id'])
    .where('c.committee_id', '=', committeeId)
    .where('c.id', '=', contactId)
    .executeTakeFirst()
  if (!found) throw notFound('contact')
  const proposal = await lockProposal(ctx, found.proposal_id)
  if (!answersContacts(ctx.actor, proposal.facts))
    throw new DomainError('access.denied', { action: 'answerContact' }, 403)
  const changed = await ctx.db
    .updateTable('contacts')
    .set(answer.confirm ? { confirmed_at: ctx.now } : { disputed_at: ctx.now, dispute_note: answer.note })
    .where('committee_id', '=', committeeId)
    .where('id', '=', contactId)
    .where('confirmed_at', 'is', null)
    .where('disputed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new DomainError('contact.answered')
  const clock = { matterId: proposal.id, subjectId: found.assignment_id, kinds: ['contact'] as const }
  if (answer.confirm) await stopClocks(ctx, clock, 'done')
  else await unmarkActed(ctx, clock)
  await emit(
    ctx,
    proposalEvent(answer.confirm ? 'contact.confirmed' : 'contact.disputed', proposal.id, {
      contactId,
      unit: found.name,
      unitId: found.unit_id,
      ...(answer.confirm ? {} : { note: answer.note }),
      title: proposal.title,
    }),
  )
  return {}
}

/** A joint unit's opinion, addressed to the lead unit. */
export async function giveOpinion(ctx: Context, id: string, text: string): Promise<Done> {
  const { proposal, assignment } = await lockAssignment(ctx, id, 'giveOpinion')
  const state = assignmentWorkflow.next(assignment.state, 'giveOpinion')
  await updateAssignment(ctx, assignment, { state, state_since: ctx.now, opinion: text, opinion_given_at: ctx.now })
  await stopClocks(ctx, { matterId: proposal.id, subjectId: id }, 'done')
  await emit(
    ctx,
    proposalEvent('opinion.given', proposal.id, {
      assignmentId: id,
      unit: assignment.unit_name,
      title: proposal.title,
    }),
  )
  return {}
}
