import type { HandlingRole } from '#contract/handling.ts'
import { getUnit } from '#features/committees/index.ts'
import { type CivilDate, civilDateOf } from '#platform/calendar/civil-date.ts'
import { nationalCalendar } from '#platform/calendar/holidays.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, invalidInput } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeProposal } from '../access.ts'
import { assignmentClock, handlingCanGrow, handlingIsWhole } from '../rules.ts'
import { type ProposalSettings, proposalSetting } from '../settings.ts'
import { assignmentWorkflow, closedAssignmentStates, proposalWorkflow } from '../workflow.ts'
import type { Moved } from './examine.ts'
import {
  type LockedProposal,
  lockAssignment,
  lockProposal,
  proposalEvent,
  updateAssignment,
  updateProposal,
} from './load.ts'

interface NewDuty {
  unitId: string
  role: HandlingRole
  note: string
  reassignedFrom?: string
}

/** Assigns (交办) a registered proposal to its handling units, each with a clock of its own.
 *  @throws DomainError assignment.roles unless one sole, one lead with joint ones, or several separate; assignment.unit-closed */
export async function assignProposal(
  ctx: Context,
  id: string,
  units: { unitId: string; role: HandlingRole }[],
  note: string,
): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'assign')
  const state = proposalWorkflow.next(p.state, 'assign')
  if (new Set(units.map((u) => u.unitId)).size !== units.length) throw invalidInput('units', '同一单位只能出现一次')
  if (!handlingIsWhole(units.map((u) => u.role))) throw new DomainError('assignment.roles')
  const settings = await settingInForce(ctx, proposalSetting)
  const named: { unitId: string; name: string; role: HandlingRole }[] = []
  const dues: CivilDate[] = []
  for (const unit of units) {
    const duty = await addDuty(ctx, p, settings, { ...unit, note })
    named.push({ ...unit, name: duty.name })
    if (unit.role !== 'joint') dues.push(duty.replyBy)
  }
  const first = units.find((u) => u.role !== 'joint')!
  const version = await updateProposal(ctx, p, {
    state,
    state_since: ctx.now,
    assigned_at: ctx.now,
    lead_unit_id: first.unitId,
    due_on: dues.sort()[0],
  })
  await emit(ctx, proposalEvent('proposal.assigned', id, { units: named, note, title: p.title }))
  return { state, version }
}

/** Adds a unit while the proposal is being handled. @throws DomainError assignment.roles */
export async function addAssignment(
  ctx: Context,
  id: string,
  given: { unitId: string; role: HandlingRole; note: string },
): Promise<{ id: string }> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'addAssignment')
  proposalWorkflow.next(p.state, 'addAssignment')
  const open = await openRoles(ctx, p)
  if (!handlingCanGrow(open, given.role)) throw new DomainError('assignment.roles')
  if (given.role === 'joint')
    await ctx.db
      .updateTable('assignments')
      .set({ role: 'lead' })
      .where('committee_id', '=', p.committee_id)
      .where('proposal_id', '=', p.id)
      .where('role', '=', 'sole')
      .where('state', 'not in', closedAssignmentStates)
      .execute()
  const duty = await addDuty(ctx, p, await settingInForce(ctx, proposalSetting), given)
  await updateProposal(ctx, p, given.role === 'joint' ? {} : { lead_unit_id: given.unitId, due_on: duty.replyBy })
  await emit(
    ctx,
    proposalEvent('assignment.added', id, {
      assignmentId: duty.id,
      unitId: given.unitId,
      unit: duty.name,
      role: given.role,
      note: given.note,
      title: p.title,
    }),
  )
  return { id: duty.id }
}

/** Gives a duty to another unit (改办): the old one is closed and named by the new, so that the chain stays visible.
 *  @throws DomainError assignment.same-unit, assignment.unit-closed */
export async function reassign(
  ctx: Context,
  assignmentId: string,
  unitId: string,
  note: string,
): Promise<{ id: string }> {
  const { proposal, assignment } = await lockAssignment(ctx, assignmentId, 'reassign')
  const state = assignmentWorkflow.next(assignment.state, 'reassign')
  if (unitId === assignment.unit_id) throw new DomainError('assignment.same-unit')
  await updateAssignment(ctx, assignment, { state, state_since: ctx.now })
  const duty = await addDuty(ctx, proposal, await settingInForce(ctx, proposalSetting), {
    unitId,
    role: assignment.role,
    note,
    reassignedFrom: assignment.id,
  })
  await updateProposal(ctx, proposal, assignment.role === 'joint' ? {} : { lead_unit_id: unitId, due_on: duty.replyBy })
  await emit(
    ctx,
    proposalEvent('assignment.reassigned', proposal.id, {
      assignmentId: duty.id,
      from: assignment.unit_name,
      fromUnitId: assignment.unit_id,
      unitId,
      unit: duty.name,
      role: assignment.role,
      note,
      title: proposal.title,
    }),
  )
  return { id: duty.id }
}

async function openRoles(ctx: Context, p: LockedProposal): Promise<HandlingRole[]> {
  const rows = await ctx.db
    .selectFrom('assignments')
    .select('role')
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('state', 'not in', closedAssignmentStates)
    .execute()
  return rows.map((row) => row.role as HandlingRole)
}

async function addDuty(
  ctx: Context,
  p: LockedProposal,
  settings: ProposalSettings,
  duty: NewDuty,
): Promise<{ id: string; name: string; replyBy: CivilDate }> {
  const unit = await getUnit(ctx, duty.unitId)
  if (unit.closedAt !== null) throw new DomainError('assignment.unit-closed', { unit: unit.name })
  const clock = assignmentClock(nationalCalendar, settings, duty.role, civilDateOf(ctx.now))
  const id = newId()
  await ctx.db
    .insertInto('assignments')
    .values({
      committee_id: p.committee_id,
      id,
      proposal_id: p.id,
      unit_id: duty.unitId,
      role: duty.role,
      state: assignmentWorkflow.initial,
      round: p.round,
      assigned_at: ctx.now,
      accept_by: clock.acceptBy,
      return_by: clock.returnBy,
      reply_by: clock.replyBy,
      contact_by: clock.contactBy,
      accepted_at: null,
      state_since: ctx.now,
      note: duty.note,
      opinion_given_at: null,
      reassigned_from: duty.reassignedFrom ?? null,
    })
    .execute()
  return { id, name: unit.name, replyBy: clock.replyBy }
}
