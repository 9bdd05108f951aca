import type { ClockKind } from '#contract/clocks.ts'
import type { HandlingRole } from '#contract/handling.ts'
import { startClocks, stopClocks } from '#features/clocks/index.ts'
import { getUnit } from '#features/committees/index.ts'
import type { CivilDate } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, invalidInput } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeProposal } from '../access.ts'
import { handlingTerms } from '../clock-terms.ts'
import { handlingCanGrow, handlingIsWhole } from '../rules.ts'
import { type ProposalSettings, proposalSetting } from '../settings.ts'
import { assignmentWorkflow, closedAssignmentStates } from '../workflow.ts'
import type { Moved } from './examine.ts'
import {
  type LockedProposal,
  lockAssignment,
  lockProposal,
  nextAssignmentState,
  nextState,
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
  const state = await nextState(ctx, p, 'assign')
  if (new Set(units.map((u) => u.unitId)).size !== units.length) throw invalidInput('units', '同一单位只能出现一次')
  if (!handlingIsWhole(units.map((u) => u.role))) throw new DomainError('assignment.roles')
  const settings = await settingInForce(ctx, proposalSetting)
  const named: { unitId: string; name: string; role: HandlingRole }[] = []
  for (const unit of units) {
    const duty = await addDuty(ctx, p, settings, { ...unit, note })
    named.push({ ...unit, name: duty.name })
  }
  const first = units.find((u) => u.role !== 'joint')!
  const version = await updateProposal(ctx, p, {
    state,
    state_since: ctx.now,
    assigned_at: ctx.now,
    lead_unit_id: first.unitId,
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
  await nextState(ctx, p, 'addAssignment')
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
  await updateProposal(ctx, p, given.role === 'joint' ? {} : { lead_unit_id: given.unitId })
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
  const state = await nextAssignmentState(ctx, assignment, 'reassign')
  if (unitId === assignment.unit_id) throw new DomainError('assignment.same-unit')
  await updateAssignment(ctx, assignment, { state, state_since: ctx.now })
  await stopClocks(ctx, { matterId: proposal.id, subjectId: assignment.id }, 'reassigned')
  const duty = await addDuty(ctx, proposal, await settingInForce(ctx, proposalSetting), {
    unitId,
    role: assignment.role,
    note,
    reassignedFrom: assignment.id,
  })
  await updateProposal(ctx, proposal, assignment.role === 'joint' ? {} : { lead_unit_id: unitId })
  await emit(
    ctx,
    proposalEvent('assignment.reassigned', proposal.id, {
      assignmentId: duty.id,
      fromAssignmentId: assignment.id,
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
): Promise<{ id: string; name: string }> {
  const unit = await getUnit(ctx, duty.unitId)
  if (unit.closedAt !== null) throw new DomainError('assignment.unit-closed', { unit: unit.name })
  const twice = await ctx.db
    .selectFrom('assignments')
    .select('id')
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('unit_id', '=', duty.unitId)
    .where('state', 'not in', closedAssignmentStates)
    .executeTakeFirst()
  if (twice) throw new DomainError('assignment.unit-has-duty', { unit: unit.name })
  const id = newId()
  const due: Partial<Record<ClockKind, CivilDate>> = await startClocks(
    ctx,
    { matterId: p.id, subjectId: id, unitId: duty.unitId, memberId: null },
    handlingTerms(settings, duty.role),
  )
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
      accept_by: due.accept!,
      return_by: due.return!,
      reply_by: (due.reply ?? due.jointOpinion)!,
      contact_by: due.contact ?? null,
      accepted_at: null,
      state_since: ctx.now,
      note: duty.note,
      opinion_given_at: null,
      reassigned_from: duty.reassignedFrom ?? null,
    })
    .execute()
  return { id, name: unit.name }
}
