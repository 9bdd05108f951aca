import { sql } from 'kysely'
import type { ProposalState } from '#contract/proposals.ts'
import type { Actor, Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { notFound } from '#platform/errors.ts'
import { canSee, type ProposalFacts } from '../access.ts'

const facts = statement(
  'kept',
  (db, values: { committeeId: string; id: string } & Pick<Actor, 'memberId' | 'unitId'>) =>
    db
      .selectFrom('proposals as p')
      .select([
        'p.title',
        'p.state',
        'p.number',
        'p.registered_at',
        'p.lead_member_id',
        'p.created_by',
        'p.archived_at',
      ])
      .select([
        sql<string | null>`(
          select c.state from co_signers c
          where c.committee_id = p.committee_id and c.proposal_id = p.id and c.member_id = ${values.memberId})`.as(
          'co_sign',
        ),
        sql<boolean>`exists (
          select from assignments a
          where a.committee_id = p.committee_id and a.proposal_id = p.id and a.unit_id = ${values.unitId})`.as(
          'unit_involved',
        ),
      ])
      .where('p.committee_id', '=', values.committeeId)
      .where('p.id', '=', values.id),
)

/** A proposal the actor may see, in brief, for features that stand beside it.
 *  @throws DomainError not-found where it is not there or not visible */
export async function visibleProposal(
  ctx: Context,
  id: string,
): Promise<{ title: string; state: ProposalState; number: number | null; registered: boolean; archived: boolean }> {
  const { actor } = ctx
  const [row] = await facts(ctx.db, { ...actor, id })
  const state = row?.state as ProposalState
  const seen =
    row &&
    canSee(actor, {
      committeeId: actor.committeeId,
      state,
      registered: row.registered_at !== null,
      leadMemberId: row.lead_member_id,
      createdBy: row.created_by,
      coSign: row.co_sign as ProposalFacts['coSign'],
      unitInvolved: row.unit_involved,
    })
  if (!row || !seen) throw notFound('proposal')
  const { title, number } = row
  return { title, state, number, registered: row.registered_at !== null, archived: row.archived_at !== null }
}
