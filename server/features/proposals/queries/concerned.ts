import type { Database } from '#platform/database/database.ts'

/** Whose matter a proposal is, by member: its lead proposer and co-signers, and those of the proposals handled with it. */
export async function proposingMembers(
  db: Database,
  committeeId: string,
  proposalId: string,
): Promise<{ leadMemberIds: string[]; coSignerIds: string[] }> {
  const proposals = await db
    .selectFrom('proposals')
    .select(['id', 'lead_member_id'])
    .where('committee_id', '=', committeeId)
    .where((eb) =>
      eb.or([eb('id', '=', proposalId), eb.and([eb('merged_into', '=', proposalId), eb('state', '=', 'merged')])]),
    )
    .execute()
  if (proposals.length === 0) return { leadMemberIds: [], coSignerIds: [] }
  const signed = await db
    .selectFrom('co_signers')
    .select('member_id')
    .where('committee_id', '=', committeeId)
    .where(
      'proposal_id',
      'in',
      proposals.map((p) => p.id),
    )
    .where('state', '=', 'accepted')
    .execute()
  return {
    leadMemberIds: proposals.flatMap((p) => p.lead_member_id ?? []),
    coSignerIds: signed.map((row) => row.member_id),
  }
}

/** The units with an open duty on a proposal. */
export async function handlingUnits(db: Database, committeeId: string, proposalId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('assignments')
    .select('unit_id')
    .where('committee_id', '=', committeeId)
    .where('proposal_id', '=', proposalId)
    .where('state', 'not in', ['returned', 'reassigned', 'ended'])
    .execute()
  return rows.map((row) => row.unit_id)
}
