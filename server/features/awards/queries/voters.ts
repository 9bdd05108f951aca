import { type AwardState, awardRules } from '#contract/awards.ts'
import type { Context } from '#platform/context.ts'
import { authorizeRound } from '../access.ts'
import { findRound } from './rounds.ts'

/** Whom the office may name a voter: 主席会议成员, and the members of each special committee who have an account. */
export async function voterBodies(
  ctx: Context,
): Promise<{ name: string; accounts: { accountId: string; name: string }[] }[]> {
  const { committeeId } = ctx.actor
  const leaders = await ctx.db
    .selectFrom('hats as h')
    .innerJoin('accounts as a', 'a.id', 'h.account_id')
    .select(['a.id as accountId', 'a.name'])
    .distinct()
    .where('h.committee_id', '=', committeeId)
    .where('h.role', '=', 'leader')
    .where('h.revoked_at', 'is', null)
    .orderBy('a.name')
    .execute()
  const members = await ctx.db
    .selectFrom('groups as g')
    .innerJoin('group_members as gm', (join) =>
      join.onRef('gm.committee_id', '=', 'g.committee_id').onRef('gm.group_id', '=', 'g.id'),
    )
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'gm.committee_id').onRef('m.id', '=', 'gm.member_id'),
    )
    .innerJoin('hats as h', (join) =>
      join.onRef('h.committee_id', '=', 'm.committee_id').onRef('h.member_id', '=', 'm.id'),
    )
    .select(['g.id as groupId', 'g.name as groupName', 'h.account_id as accountId', 'm.name', 'm.stroke_key'])
    .distinct()
    .where('g.committee_id', '=', committeeId)
    .where('g.kind', '=', 'specialCommittee')
    .where('gm.ends_on', 'is', null)
    .where('h.revoked_at', 'is', null)
    // A delegate types for a member and is not the member.
    .whereRef('h.account_id', '=', 'm.account_id')
    .orderBy('g.name')
    .orderBy('m.stroke_key')
    .execute()
  const groups = new Map<string, { name: string; accounts: { accountId: string; name: string }[] }>()
  for (const { groupId, groupName, accountId, name } of members) {
    const group = groups.get(groupId) ?? { name: groupName, accounts: [] }
    group.accounts.push({ accountId, name })
    groups.set(groupId, group)
  }
  return [...(leaders.length > 0 ? [{ name: '主席会议成员', accounts: leaders }] : []), ...groups.values()]
}

/** Who may be named a voter of a round. @throws DomainError not-found, access.denied */
export async function listVoterOptions(ctx: Context, roundId: string) {
  const round = await findRound(ctx, roundId)
  const { nominators } = awardRules.parse(round.rules)
  authorizeRound(ctx.actor, { state: round.state as AwardState, nominators, voter: round.voter }, 'openVoting')
  return { bodies: await voterBodies(ctx) }
}
