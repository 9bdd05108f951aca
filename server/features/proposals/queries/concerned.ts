import { sql } from 'kysely'
import type { HandlingRole } from '#contract/handling.ts'
import type { ProposalState } from '#contract/proposals.ts'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/database.ts'
import { notFound } from '#platform/errors.ts'
import { canSee } from '../access.ts'
import { clerkOf, leaderOf, peopleAt, turnInUnit } from '../access-unit.ts'
import type { UnitStep } from '../workflow.ts'
import { proposalFacts } from './facts.ts'
import { peopleOfUnit } from './unit-people.ts'

export { lockProposal } from '../commands/load.ts'
export { dutyOfProposal } from './duty-facts.ts'

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

/** Who is still to rate the present round, by member: the lead and whoever else is asked. */
export async function membersToRate(db: Database, committeeId: string, proposalId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select w.id
    from proposals p
    cross join lateral (
      select p.lead_member_id as id
      where p.lead_member_id is not null and p.lead_left_at is null
      union
      select q.member_id
      from rating_requests q
      where q.committee_id = p.committee_id and q.proposal_id = p.id and q.round = p.round and q.excused_at is null
    ) w
    where p.committee_id = ${committeeId} and p.id = ${proposalId} and p.state = 'replied'
      and not exists (
        select from ratings r
        where r.committee_id = p.committee_id and r.proposal_id = p.id and r.round = p.round and r.member_id = w.id
      )`.execute(db)
  return rows.map((row) => row.id)
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

/** Of a unit's duty, by account: whose turn it is within the unit, who handles it (its office while nobody does), and the
 *  leader in charge (all leaders where none is named). Null where there is no such duty. */
export async function peopleOfDuty(
  db: Database,
  committeeId: string,
  assignmentId: string,
  now: Date,
): Promise<{ turn: string[]; clerk: string[]; leader: string[] } | null> {
  const row = await db
    .selectFrom('assignments')
    .select(['unit_id', 'role', 'state', 'clerk_id', 'leader_id', 'unit_step'])
    .where('committee_id', '=', committeeId)
    .where('id', '=', assignmentId)
    .executeTakeFirst()
  if (!row) return null
  const people = await peopleOfUnit(db, committeeId, row.unit_id, now)
  const duty = {
    ...{ committeeId, unitId: row.unit_id, role: row.role as HandlingRole },
    ...{ clerkId: row.clerk_id, leaderId: row.leader_id, step: row.unit_step as UnitStep, people },
  }
  const [clerk, leader] = [clerkOf(duty), leaderOf(duty)]
  const office = peopleAt('office', people)
  const ids = (of: readonly { accountId: string }[]) => of.map((one) => one.accountId)
  // Signing for it and giving it back are the office's; after the answer its clerk goes on.
  const working = row.state === 'accepted' ? turnInUnit(duty).people : row.state === 'assigned' ? office : null
  return {
    turn: ids(working ?? (clerk ? [clerk] : office)),
    clerk: ids(clerk ? [clerk] : office),
    leader: ids(leader ? [leader] : peopleAt('leader', people)),
  }
}

/** The accounts at the office of each unit. */
export async function unitOffices(
  db: Database,
  committeeId: string,
  unitIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const all = await Promise.all(unitIds.map((unitId) => peopleOfUnit(db, committeeId, unitId, now)))
  return all.flatMap((people) => peopleAt('office', people).map((one) => one.accountId))
}

/** A proposal the actor may see, in brief, for features that stand beside it.
 *  @throws DomainError not-found where it is not there or not visible */
export async function visibleProposal(
  ctx: Context,
  id: string,
): Promise<{ title: string; state: ProposalState; registered: boolean }> {
  const facts = await proposalFacts(ctx, id)
  if (!facts || !canSee(ctx.actor, facts)) throw notFound('proposal')
  const { title } = await ctx.db
    .selectFrom('proposals')
    .select('title')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { title, state: facts.state, registered: facts.registered }
}
