import { getActiveMember } from '#features/members/index.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { authorizeProposal } from '../access.ts'
import { askContact, excuseFromRating } from './conclude.ts'
import { lockProposal, nextState, proposalEvent, updateProposal } from './load.ts'

/** The office names the member who speaks for the body behind a collective proposal, or takes the name back. Named while the
 *  reply waits for its rating, they are asked at once; whoever was asked before is no longer.
 *  Source: 集体提案由提案单位的联系人与承办单位沟通、评价（提案工作条例，集体提案）.
 *  @throws DomainError contactPerson.not-collective, contactPerson.not-in-office */
export async function nameContact(ctx: Context, id: string, memberId: string | null): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'nameContact')
  await nextState(ctx, p, 'nameContact')
  if (p.kind !== 'collective') throw new DomainError('contactPerson.not-collective')
  const member = memberId === null ? null : await getActiveMember(ctx, memberId)
  if (memberId !== null && !member) throw new DomainError('contactPerson.not-in-office')
  const former = p.contact_member_id
  if (former === memberId) return {}
  await updateProposal(ctx, p, { contact_member_id: memberId })
  const asked = p.state === 'replied' && memberId !== null
  if (asked) await askContact(ctx, p.id, p.round, memberId)
  await emit(
    ctx,
    proposalEvent('proposal.contactNamed', id, {
      name: member?.name ?? '',
      memberIds: member ? [member.id] : [],
      asked,
      title: p.title,
    }),
  )
  if (former !== null) await excuseFromRating(ctx, p, former)
  return {}
}
