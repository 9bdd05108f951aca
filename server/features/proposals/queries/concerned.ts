import type { Database } from '#platform/database/database.ts'

/** Whose matter a proposal is: its lead proposer and co-signers, by member. */
export async function proposingMembers(
  db: Database,
  committeeId: string,
  proposalId: string,
): Promise<{ leadMemberId: string | null; coSignerIds: string[] }> {
  const lead = await db
    .selectFrom('proposals')
    .select('lead_member_id')
    .where('committee_id', '=', committeeId)
    .where('id', '=', proposalId)
    .executeTakeFirst()
  const signed = await db
    .selectFrom('co_signers')
    .select('member_id')
    .where('committee_id', '=', committeeId)
    .where('proposal_id', '=', proposalId)
    .where('state', '=', 'accepted')
    .execute()
  return { leadMemberId: lead?.lead_member_id ?? null, coSignerIds: signed.map((row) => row.member_id) }
}

/** The units with an open duty on a proposal. */
export async function handlingUnits(db: Database, committeeId: string, proposalId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('assignments')
    .select('unit_id')
    .where('committee_id', '=', committeeId)
    .where('proposal_id', '=', proposalId)
    .where('state', 'not in', ['returned', 'reassigned'])
    .execute()
  return rows.map((row) => row.unit_id)
}
