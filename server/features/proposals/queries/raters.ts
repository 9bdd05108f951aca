import { type Expression, type Kysely, sql } from 'kysely'
import type { Proposal } from '#contract/proposals.ts'
import type { DB } from '#platform/database/schema.generated.ts'

/** Co-signers who are asked to rate a round besides the lead proposer. */
export function ratingRequestsQuery(
  db: Kysely<DB>,
  committee: Expression<string>,
  id: Expression<string>,
  round: Expression<number>,
) {
  return db
    .selectFrom('rating_requests as q')
    .innerJoin('members as qm', (join) =>
      join.onRef('qm.committee_id', '=', 'q.committee_id').onRef('qm.id', '=', 'q.member_id'),
    )
    .select(['q.member_id as memberId', 'qm.name', 'q.excused_at as excusedAt'])
    .where('q.committee_id', '=', committee)
    .where('q.proposal_id', '=', id)
    .where('q.round', '=', round)
    .orderBy(sql`qm.stroke_key`)
}

interface RatersRow {
  round: number
  state: string
  lead_member_id: string | null
  lead_name: string | null
  lead_left_at: string | null
  asked: readonly { memberId: string; name: string; excusedAt: string | null }[]
  ratings: readonly { round: number; memberId: string; ratedAt: string }[]
}

/** Who is asked to rate the present round, the lead first, and who has. Empty before the reply is complete. */
export function ratersOf(row: RatersRow): Proposal['raters'] {
  if (!['replied', 'rated', 'disputed', 'concluded', 'archived'].includes(row.state)) return []
  const ratedAt = (memberId: string) =>
    row.ratings.find((one) => one.round === row.round && one.memberId === memberId)?.ratedAt ?? null
  const lead =
    row.lead_member_id === null
      ? []
      : [
          {
            memberId: row.lead_member_id,
            name: row.lead_name ?? '',
            lead: true,
            ratedAt: ratedAt(row.lead_member_id),
            excused: row.lead_left_at !== null,
          },
        ]
  return [
    ...lead,
    ...row.asked
      .filter((one) => one.memberId !== row.lead_member_id)
      .map(({ memberId, name, excusedAt }) => ({
        memberId,
        name,
        lead: false,
        ratedAt: ratedAt(memberId),
        excused: excusedAt !== null,
      })),
  ]
}
