import type { HandlingRole } from '#contract/handling.ts'
import type { ProposalState } from '#contract/proposals.ts'
import type { Actor, Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { authorizeAssignment, canSee } from '../access.ts'
import { factsOf, standing } from '../queries/facts.ts'
import { type assignmentWorkflow, proposalWorkflow } from '../workflow.ts'

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
  authorizeAssignment(ctx.actor, { committeeId, unitId: assignment.unit_id, role: assignment.role }, action)
  return { proposal, assignment }
}
export type LockedAssignment = Awaited<ReturnType<typeof lockAssignment>>['assignment']

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
  const last = await ctx.db
    .selectFrom('events')
    .select(['type', 'actor_name as actorName', 'at'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('subject_id', '=', p.id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  throw new DomainError('proposal.wrong-state', { state: p.state, action, last: last ?? null })
}

/** The event of something that happened to a proposal. */
export function proposalEvent(type: string, proposalId: string, details: Record<string, unknown> = {}) {
  return { type, subjectKind: 'proposal', subjectId: proposalId, details }
}
