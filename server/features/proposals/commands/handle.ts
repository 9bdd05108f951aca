import { markActed, stopClocks, unmarkActed } from '#features/clocks/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { answersContacts } from '../access.ts'
import { clerkOf, type DutyFacts, desksFilled, passedTo, peopleAt, turnInUnit } from '../access-unit.ts'
import { returnIsOpen } from '../rules.ts'
import { type UnitStep, unitWorkflow } from '../workflow.ts'
import {
  answeredContact,
  firstStep,
  lockAssignment,
  lockProposal,
  nextAssignmentState,
  proposalEvent,
  requireTurn,
  updateAssignment,
  whoActedInUnit,
} from './load.ts'
import { openReply, requireWholeReply } from './reply-check.ts'

type Done = Record<string, never>

/** Signs for an assignment (签收). Who does the office's work and the clerk's has it at once; otherwise it is handed out. */
export async function acceptAssignment(ctx: Context, id: string): Promise<Done> {
  const { proposal, assignment, duty } = await lockAssignment(ctx, id, 'accept')
  const state = await nextAssignmentState(ctx, assignment, 'accept')
  await updateAssignment(ctx, assignment, {
    state,
    state_since: ctx.now,
    accepted_at: ctx.now,
    ...beginsWith(ctx, duty),
  })
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

/** Columns of a duty at the beginning of its work within the unit. */
function beginsWith(ctx: Context, duty: DutyFacts) {
  const own = clerkOf(duty) === null && desksFilled(ctx.actor.desks, duty.people).has('clerk')
  return { ...firstStep(ctx), ...(own ? { clerk_id: ctx.actor.accountId, clerk_since: ctx.now } : {}) }
}

/** Asks to give an assignment back (退办) within its window. @throws DomainError assignment.too-late */
export async function requestReturn(ctx: Context, id: string, note: string): Promise<Done> {
  const { proposal, assignment } = await lockAssignment(ctx, id, 'requestReturn')
  const state = await nextAssignmentState(ctx, assignment, 'requestReturn')
  if (!returnIsOpen(assignment, civilDateOf(ctx.now)))
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
  const state = await nextAssignmentState(
    ctx,
    assignment,
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
  await nextAssignmentState(ctx, assignment, 'recordContact')
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
  if (!changed) throw await answeredContact(ctx, proposal.id, contactId)
  const clock = { matterId: proposal.id, subjectId: found.assignment_id, kinds: ['contact'] as const }
  if (answer.confirm) await stopClocks(ctx, clock, 'done')
  else await unmarkActed(ctx, clock)
  await emit(
    ctx,
    proposalEvent(answer.confirm ? 'contact.confirmed' : 'contact.disputed', proposal.id, {
      contactId,
      assignmentId: found.assignment_id,
      unit: found.name,
      unitId: found.unit_id,
      ...(answer.confirm ? {} : { note: answer.note }),
      title: proposal.title,
    }),
  )
  return {}
}

/** A joint unit's opinion, signed by its leader and addressed to the lead unit. */
export async function giveOpinion(ctx: Context, id: string, text: string): Promise<Done> {
  const locked = await lockAssignment(ctx, id, 'giveOpinion')
  const { proposal, assignment } = locked
  const state = await nextAssignmentState(ctx, assignment, 'giveOpinion')
  await requireTurn(ctx, locked, 'giveOpinion')
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

/** Hands a duty to a clerk of the unit (分办到人), anew where somebody had it, and names the leader in charge; 领办: the
 *  leader handles it in person (承办单位主要领导每年亲自牵头办理, 广州).
 *  @throws DomainError assignment.wrong-state where another handed it out meanwhile; assignment.not-in-unit */
export async function handOut(
  ctx: Context,
  id: string,
  given: {
    clerkId: string
    formerClerkId: string | null
    leaderId: string | null
    ledByLeader: boolean
    contactPhone: string
    note: string
  },
): Promise<Done> {
  const locked = await lockAssignment(ctx, id, 'handOut')
  const { proposal, assignment, duty } = locked
  await nextAssignmentState(ctx, assignment, 'handOut')
  const former = clerkOf(duty)
  if ((former?.accountId ?? null) !== given.formerClerkId) throw await whoActedInUnit(ctx, locked, 'handOut')
  const clerk = peopleAt('clerk', duty.people).find((one) => one.accountId === given.clerkId)
  const leader = peopleAt('leader', duty.people).find((one) => one.accountId === given.leaderId)
  if (!clerk || (given.leaderId !== null && !leader)) throw new DomainError('assignment.not-in-unit', {}, 400)
  await updateAssignment(ctx, assignment, {
    ...(clerk.accountId === assignment.clerk_id ? {} : { clerk_id: clerk.accountId, clerk_since: ctx.now }),
    leader_id: given.leaderId,
    led_by_leader: given.ledByLeader && leader !== undefined,
    contact_phone: given.contactPhone,
  })
  await emit(
    ctx,
    proposalEvent('inUnit.handedOut', proposal.id, {
      assignmentId: id,
      unitId: duty.unitId,
      clerkName: clerk.name,
      ...(former && former.accountId !== clerk.accountId ? { formerName: former.name } : {}),
      ...(leader ? { leaderName: leader.name, ledByLeader: given.ledByLeader } : {}),
      tell: [...new Set([clerk.accountId, ...(leader ? [leader.accountId] : [])])],
      note: given.note,
      title: proposal.title,
    }),
  )
  return {}
}

/** Passes the reply or the opinion on within the unit (送审): to its office, or to the leader where the one who passes it on
 *  does the office's work.
 *  @throws DomainError assignment.wrong-state, reply.incomplete, reply.needs-contact */
export async function passOn(
  ctx: Context,
  id: string,
  given: { opinion: string | null; note: string },
): Promise<{ step: UnitStep }> {
  const locked = await lockAssignment(ctx, id, 'passOn')
  const { proposal, assignment, duty } = locked
  await nextAssignmentState(ctx, assignment, 'passOn')
  await requireTurn(ctx, locked, 'passOn')
  if (assignment.role !== 'joint') await requireWholeReply(ctx, locked, await openReply(ctx, assignment))
  else if ((given.opinion ?? '').trim() === '') throw new DomainError('reply.incomplete', { missing: ['opinion'] })
  const step = unitWorkflow.next(duty.step, 'passOn', passedTo(ctx.actor, duty))
  await updateAssignment(ctx, assignment, {
    unit_step: step,
    unit_step_since: ctx.now,
    unit_note: '',
    ...(assignment.role === 'joint' ? { opinion_draft: given.opinion } : {}),
  })
  await emit(
    ctx,
    proposalEvent('inUnit.passedOn', proposal.id, {
      assignmentId: id,
      unitId: duty.unitId,
      step,
      tell: turnInUnit({ ...duty, step }).people.map((one) => one.accountId),
      note: given.note,
      title: proposal.title,
    }),
  )
  return { step }
}

/** Sends what was passed on back to the clerk, with words (单位内退回). */
export async function sendBackInUnit(ctx: Context, id: string, note: string): Promise<Done> {
  const locked = await lockAssignment(ctx, id, 'sendBackInUnit')
  const { proposal, assignment, duty } = locked
  await nextAssignmentState(ctx, assignment, 'sendBackInUnit')
  await requireTurn(ctx, locked, 'sendBackInUnit')
  const step = unitWorkflow.next(duty.step, 'sendBack')
  await updateAssignment(ctx, assignment, { unit_step: step, unit_step_since: ctx.now, unit_note: note })
  await emit(
    ctx,
    proposalEvent('inUnit.sentBack', proposal.id, {
      assignmentId: id,
      unitId: duty.unitId,
      tell: turnInUnit({ ...duty, step }).people.map((one) => one.accountId),
      note,
      title: proposal.title,
    }),
  )
  return {}
}
