import { getActiveMember } from '#features/members/index.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeProposal } from '../access.ts'
import { dutyOf } from '../queries/duty-facts.ts'
import { writingSetting } from '../writing-settings.ts'
import { lockProposal, nextState, proposalEvent } from './load.ts'

/** The office names the members who drafted the proposal of a body, who holds the pen first, in the place of those named before:
 *  what came of the proposal so far, and what comes later, is their duty. Source: 集体提案计主要成员不超过 3 人（桐城 2019）.
 *  @throws DomainError drafters.not-collective, drafters.not-in-office, drafters.too-many by the committee's setting */
export async function nameDrafters(ctx: Context, id: string, given: readonly string[]): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'nameDrafters')
  await nextState(ctx, p, 'nameDrafters')
  if (p.kind !== 'collective') throw new DomainError('drafters.not-collective')
  const { draftersAtMost } = await settingInForce(ctx, writingSetting)
  const memberIds = [...new Set(given)]
  if (memberIds.length > draftersAtMost) throw new DomainError('drafters.too-many', { atMost: draftersAtMost }, 400)
  const former = (await dutyOf(ctx, p)).proposers.map((one) => one.memberId)
  if (former.join() === memberIds.join()) return {}
  const names: string[] = []
  for (const memberId of memberIds) {
    const member = await getActiveMember(ctx, memberId)
    // Who has left the committee since stays where they were named.
    if (!member && !former.includes(memberId)) throw new DomainError('drafters.not-in-office')
    if (member) names.push(member.name)
  }
  const of = { committee_id: p.committee_id, proposal_id: id }
  await ctx.db
    .deleteFrom('collective_drafters')
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', id)
    .execute()
  if (memberIds.length > 0)
    await ctx.db
      .insertInto('collective_drafters')
      .values(memberIds.map((member_id, place) => ({ ...of, member_id, place: place + 1 })))
      .execute()
  await emit(
    ctx,
    proposalEvent('proposal.draftersNamed', id, {
      title: p.title,
      names,
      memberIds: memberIds.filter((one) => !former.includes(one)),
      ...(await dutyOf(ctx, p)),
    }),
  )
  return {}
}
