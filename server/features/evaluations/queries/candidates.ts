import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'

/** Proposals a unit handled in a year: assigned to it in that year (Asia/Shanghai) and neither returned nor passed on. */
export async function proposalsByUnit(ctx: Context, year: number): Promise<Map<string, number>> {
  const rows = await ctx.db
    .selectFrom('assignments')
    .select(['unit_id as unitId', sql<number>`count(distinct proposal_id)::int`.as('count')])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assigned_at', '>=', `${String(year).padStart(4, '0')}-01-01T00:00:00+08:00`)
    .where('assigned_at', '<', `${String(year + 1).padStart(4, '0')}-01-01T00:00:00+08:00`)
    .where('state', 'not in', ['returned', 'reassigned', 'ended'])
    .groupBy('unit_id')
    .execute()
  return new Map(rows.map((row) => [row.unitId, row.count]))
}

/** The lead proposers and co-signers of what the appraised units handled in that year (提案者). */
export async function proposersConcerned(ctx: Context, appraisalId: string, year: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with handled as (
      select distinct s.proposal_id as id
      from assignments s
      join appraised_units t on t.committee_id = s.committee_id and t.unit_id = s.unit_id and t.appraisal_id = ${appraisalId}
      where s.committee_id = ${ctx.actor.committeeId}
        and s.assigned_at >= make_timestamptz(${year}::int, 1, 1, 0, 0, 0, 'Asia/Shanghai')
        and s.assigned_at < make_timestamptz(${year + 1}::int, 1, 1, 0, 0, 0, 'Asia/Shanghai')
        and s.state not in ('returned', 'reassigned', 'ended')
    ),
    concerned as (
      select p.id, p.lead_member_id
      from proposals p
      join handled h on h.id = p.id or h.id = p.merged_into
      where p.committee_id = ${ctx.actor.committeeId}
    )
    select lead_member_id as id from concerned where lead_member_id is not null
    union
    select c.member_id from co_signers c
    join concerned p on p.id = c.proposal_id
    where c.committee_id = ${ctx.actor.committeeId} and c.state = 'accepted'`.execute(ctx.db)
  return rows.map((row) => row.id)
}
