import { sql } from 'kysely'
import type { ProposalState } from '#contract/proposals.ts'
import type { Context } from '#platform/context.ts'
import type { ProposalFacts } from '../access.ts'

/** What of a proposal decides who sees it, for reading something that belongs to it; null where there is none. */
export async function proposalFacts(ctx: Context, id: string): Promise<ProposalFacts | null> {
  const { actor } = ctx
  const row = await ctx.db
    .selectFrom('proposals as p')
    .select(['p.committee_id', 'p.state', 'p.registered_at', 'p.lead_member_id', 'p.created_by', 'p.on_paper'])
    .select((eb) => [
      eb
        .selectFrom('co_signers as c')
        .select('c.state')
        .whereRef('c.committee_id', '=', 'p.committee_id')
        .whereRef('c.proposal_id', '=', 'p.id')
        .where('c.member_id', '=', actor.memberId)
        .as('co_sign'),
      sql<boolean>`exists (select from assignments a where a.committee_id = p.committee_id and a.proposal_id = coalesce(p.merged_into, p.id) and a.unit_id = ${actor.unitId})`.as(
        'unit_involved',
      ),
      sql<boolean>`exists (select from proposals f where f.committee_id = p.committee_id and f.merged_into = p.id and f.lead_member_id = ${actor.memberId})`.as(
        'leads_merged',
      ),
    ])
    .where('p.committee_id', '=', actor.committeeId)
    .where('p.id', '=', id)
    .executeTakeFirst()
  return row
    ? {
        committeeId: row.committee_id,
        state: row.state as ProposalState,
        registered: row.registered_at !== null,
        leadMemberId: row.lead_member_id,
        createdBy: row.created_by,
        onPaper: row.on_paper,
        coSign: row.co_sign as ProposalFacts['coSign'],
        unitInvolved: row.unit_involved,
        leadsMerged: row.leads_merged,
      }
    : null
}
