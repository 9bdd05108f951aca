import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { AssignmentAction, AssignmentState, HandlingRole } from '#contract/handling.ts'
import type { ProposalState } from '#contract/proposals.ts'
import type { Actor, Context } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { statement } from '#platform/database/statement.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { canSee } from '../access.ts'
import { authorizeAssignment, type DutyFacts, isTurnInUnit } from '../access-unit.ts'
import { factsOf, standing } from '../queries/facts.ts'
import { peopleOfUnit } from '../queries/unit-people.ts'
import { assignmentWorkflow, proposalWorkflow, type UnitStep, unitWorkflow } from '../workflow.ts'

const lockedRow = statement(
  'kept',
  (db, values: { committeeId: string; id: string } & Pick<Actor, 'memberId' | 'unitId'>) =>
    db
      .selectFrom('proposals as p')
      .selectAll('p')
      .select(standing(values))
      .where('p.committee_id', '=', values.committeeId)
      .where('p.id', '=', values.id)
      .forUpdate('p'),
)

/** Takes the proposal for writing: nobody else moves it until the transaction ends.
 *  @throws DomainError not-found where it is not there or not visible to the actor */
export async function lockProposal(ctx: Context, id: string) {
  const { actor } = ctx
  const [row] = await lockedRow(ctx.db, { ...actor, id })
  if (!row) throw notFound('proposal')
  const facts = factsOf(row)
  if (!canSee(actor, facts)) throw notFound('proposal')
  return { ...row, state: facts.state, facts }
}
export type LockedProposal = Awaited<ReturnType<typeof lockProposal>>

const textInForce = statement('kept', (db, values: { committeeId: string; id: string; number: number }) =>
  db
    .selectFrom('proposal_texts')
    .select(['number', 'title', 'analysis', 'suggestions', 'handed_in_at as handedInAt'])
    .where('committee_id', '=', values.committeeId)
    .where('proposal_id', '=', values.id)
    .where('number', '=', values.number),
)

/** The wording in force of a locked proposal. Read after the lock, never with it: whoever waited would see it as it was. */
export async function lockedText(ctx: Context, p: LockedProposal) {
  const [text] = await textInForce(ctx.db, { committeeId: p.committee_id, id: p.id, number: p.text_number })
  return { ...text!, suggestions: text!.suggestions as string[] }
}

/** Takes a unit's duty and its proposal for writing, and checks that the act is the actor's.
 *  @throws DomainError not-found, access.denied */
export async function lockAssignment(ctx: Context, id: string, action: keyof typeof assignmentWorkflow.actions) {
  const { committeeId } = ctx.actor
  const found = await ctx.db
    .selectFrom('assignments')
    .select('proposal_id')
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound('assignment')
  // The proposal first, always: two acts on one proposal never wait for each other crosswise.
  const proposal = await lockProposal(ctx, found.proposal_id)
  const row = await ctx.db
    .selectFrom('assignments as a')
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .selectAll('a')
    .select('u.name as unit_name')
    .where('a.committee_id', '=', committeeId)
    .where('a.id', '=', id)
    .forUpdate('a')
    .executeTakeFirstOrThrow()
  const assignment = {
    ...row,
    role: row.role as HandlingRole,
    state: row.state as keyof typeof assignmentWorkflow.states,
  }
  const duty: DutyFacts = {
    committeeId,
    unitId: row.unit_id,
    role: assignment.role,
    clerkId: row.clerk_id,
    leaderId: row.leader_id,
    step: row.unit_step as UnitStep,
    // Nobody else's rights go by who sits in the unit.
    people: ctx.actor.role === 'unitClerk' ? await peopleOfUnit(ctx.db, committeeId, row.unit_id, ctx.now) : [],
  }
  authorizeAssignment(ctx.actor, duty, action)
  return { proposal, assignment, duty }
}
export type LockedDuty = Awaited<ReturnType<typeof lockAssignment>>
export type LockedAssignment = LockedDuty['assignment']

/** Writes columns of a locked proposal; each write counts its version up. */
export async function updateProposal(
  ctx: Context,
  p: { committee_id: string; id: string },
  set: Record<string, unknown>,
): Promise<number> {
  const row = await ctx.db
    .updateTable('proposals')
    .set((eb) => ({ updated_at: ctx.now, version: eb('version', '+', 1), ...set }))
    .where('committee_id', '=', p.committee_id)
    .where('id', '=', p.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/** Writes columns of a locked duty. */
export async function updateAssignment(
  ctx: Context,
  a: { committee_id: string; id: string },
  set: Record<string, unknown>,
): Promise<void> {
  await ctx.db
    .updateTable('assignments')
    .set(set)
    .where('committee_id', '=', a.committee_id)
    .where('id', '=', a.id)
    .execute()
}

/** Who did what and when: the newest event of a proposal, of the kinds named where there are any. */
function lastEvent(
  ctx: Context,
  proposalId: string,
  only?: (eb: ExpressionBuilder<DB, 'events'>) => Expression<SqlBool>,
) {
  let query = ctx.db
    .selectFrom('events')
    .select(['type', 'actor_name as actorName', 'at'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('subject_id', '=', proposalId)
    .orderBy('id', 'desc')
    .limit(1)
  if (only) query = query.where(only)
  return query.executeTakeFirst()
}

/** The state after a move. Of two desks that act on one matter, the second is told what the first one did.
 *  @throws DomainError proposal.wrong-state with who did what and when */
export async function nextState(
  ctx: Context,
  p: Pick<LockedProposal, 'id' | 'state'>,
  action: keyof typeof proposalWorkflow.actions,
  outcome?: string,
): Promise<ProposalState> {
  if (proposalWorkflow.actions[action].from.some((state) => state === p.state))
    return proposalWorkflow.next(p.state, action, outcome)
  const last = await lastEvent(ctx, p.id)
  throw new DomainError('proposal.wrong-state', { state: p.state, action, last: last ?? null })
}

/** What moves a unit's duty without naming it: it moves all of the proposal. */
const movesAllDuties = ['proposal.withdrawn', 'proposal.rehandled']
const named = (key: 'assignmentId' | 'fromAssignmentId' | 'contactId', id: string) =>
  sql<SqlBool>`details ->> ${sql.lit(key)} = ${id}`

/** The state of a unit's duty after a move; of two that act on it, the second is told what the first one did.
 *  @throws DomainError assignment.wrong-state with who did what and when */
export async function nextAssignmentState(
  ctx: Context,
  a: Pick<LockedAssignment, 'id' | 'proposal_id' | 'state'>,
  action: keyof typeof assignmentWorkflow.actions,
  outcome?: string,
): Promise<AssignmentState> {
  if (assignmentWorkflow.actions[action].from.some((state) => state === a.state))
    return assignmentWorkflow.next(a.state, action, outcome)
  const last = await lastEvent(ctx, a.proposal_id, (eb) =>
    eb.or([
      eb('type', 'in', movesAllDuties),
      eb.and([
        sql<SqlBool>`type ~ '^(assignment|reply|opinion)[.]'`,
        eb.or([named('assignmentId', a.id), named('fromAssignmentId', a.id)]),
      ]),
    ]),
  )
  throw new DomainError('assignment.wrong-state', { state: a.state, action, last: last ?? null })
}

/** Who of the unit did what last with a duty, for the one who came second. */
export async function whoActedInUnit(
  ctx: Context,
  { assignment, duty }: Pick<LockedDuty, 'assignment' | 'duty'>,
  action: AssignmentAction,
): Promise<DomainError> {
  const last = await lastEvent(
    ctx,
    assignment.proposal_id,
    () => sql<SqlBool>`type ~ '^(assignment|inUnit|reply)[.]' and ${named('assignmentId', assignment.id)}`,
  )
  const { state } = assignment
  return new DomainError('assignment.wrong-state', { state, step: duty.step, action, last: last ?? null })
}

/** Checks that the move is the actor's at this step within the unit.
 *  @throws DomainError assignment.wrong-state with who of the unit did what last, and when */
export async function requireTurn(
  ctx: Context,
  locked: Pick<LockedDuty, 'assignment' | 'duty'>,
  action: AssignmentAction,
): Promise<void> {
  if (!isTurnInUnit(ctx.actor, locked.duty, action)) throw await whoActedInUnit(ctx, locked, action)
}

/** Columns of a duty whose work within the unit begins, or begins anew. */
export const firstStep = (ctx: Context) => ({
  unit_step: unitWorkflow.initial,
  unit_step_since: ctx.now,
  unit_note: '',
})

/** Who has answered a contact already, and when. */
export async function answeredContact(ctx: Context, proposalId: string, contactId: string): Promise<DomainError> {
  const last = await lastEvent(ctx, proposalId, (eb) =>
    eb.and([eb('type', 'in', ['contact.confirmed', 'contact.disputed']), named('contactId', contactId)]),
  )
  return new DomainError('contact.answered', { last: last ?? null })
}

/** Who has closed a promised measure, and when: its own report, or what took its place. */
export async function closedFollowUp(
  ctx: Context,
  proposalId: string,
  followUp: { id: string; state: string },
): Promise<DomainError> {
  const last = await lastEvent(ctx, proposalId, () =>
    followUp.state === 'done'
      ? sql<SqlBool>`type = 'followUp.reported' and details ->> 'followUpId' = ${followUp.id}`
      : sql<SqlBool>`type in ('reply.delivered', 'proposal.withdrawn')`,
  )
  return new DomainError('followUp.closed', { state: followUp.state, last: last ?? null })
}

/** The event of something that happened to a proposal. */
export function proposalEvent(type: string, proposalId: string, details: Record<string, unknown> = {}) {
  return { type, subjectKind: 'proposal', subjectId: proposalId, details }
}
