import { sql } from 'kysely'
import type { ProposalState } from '#contract/proposals.ts'
import type { Actor, Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import type { ProposalFacts } from '../access.ts'

type Person = Pick<Actor, 'memberId' | 'unitId'>

/** How a person stands to the proposal `p`: columns for a query, read by `factsOf`. */
export const standing = ({ memberId, unitId }: Person) =>
  [
    sql<string | null>`(
      select c.state from co_signers c
      where c.committee_id = p.committee_id and c.proposal_id = p.id and c.member_id = ${memberId})`.as('co_sign'),
    sql<boolean>`exists (
      select from assignments a
      where a.committee_id = p.committee_id and a.proposal_id = coalesce(p.merged_into, p.id) and a.unit_id = ${unitId})`.as(
      'unit_involved',
    ),
    sql<boolean>`exists (
      select from proposals f
      where f.committee_id = p.committee_id and f.merged_into = p.id and f.lead_member_id = ${memberId})`.as(
      'leads_merged',
    ),
    sql<boolean>`exists (
      select from rating_requests q
      where q.committee_id = p.committee_id and q.proposal_id = p.id and q.round = p.round and q.member_id = ${memberId}
        and q.excused_at is null)`.as('asked'),
  ] as const

interface FactsRow {
  committee_id: string
  state: string
  registered_at: string | null
  lead_member_id: string | null
  created_by: string
  on_paper: boolean
  co_sign: string | null
  unit_involved: boolean
  leads_merged: boolean
  lead_left_at: string | null
  asked: boolean
}

/** What decides who sees a proposal, of a row that has the columns of `standing`. */
export function factsOf(row: FactsRow): ProposalFacts {
  return {
    committeeId: row.committee_id,
    state: row.state as ProposalState,
    registered: row.registered_at !== null,
    leadMemberId: row.lead_member_id,
    createdBy: row.created_by,
    onPaper: row.on_paper,
    coSign: row.co_sign as ProposalFacts['coSign'],
    unitInvolved: row.unit_involved,
    leadsMerged: row.leads_merged,
    leadLeft: row.lead_left_at !== null,
    asked: row.asked,
  }
}

const factsRow = statement('kept', (db, values: { committeeId: string; id: string } & Person) =>
  db
    .selectFrom('proposals as p')
    .select([
      'p.committee_id',
      'p.state',
      'p.registered_at',
      'p.lead_member_id',
      'p.created_by',
      'p.on_paper',
      'p.lead_left_at',
    ])
    .select(standing(values))
    .where('p.committee_id', '=', values.committeeId)
    .where('p.id', '=', values.id),
)

/** What of a proposal decides who sees it, for reading something that belongs to it; null where there is none. */
export async function proposalFacts(ctx: Context, id: string): Promise<ProposalFacts | null> {
  const [row] = await factsRow(ctx.db, { ...ctx.actor, id })
  return row ? factsOf(row) : null
}
