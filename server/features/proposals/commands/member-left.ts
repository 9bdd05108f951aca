import { getActiveMember, memberNames } from '#features/members/index.ts'
import type { Context } from '#platform/context.ts'
import { emit } from '#platform/events/emit.ts'
import { recountCoSigners } from './co-sign.ts'
import { excuseFromRating } from './conclude.ts'
import { proposalEvent, updateProposal } from './load.ts'

/** Where nothing is asked of its proposers any more. */
const finished = ['concluded', 'archived', 'declined', 'converted', 'withdrawn']

/** A member left the committee: taken off the drafts that are still open, named still on what was handed in, and no longer asked
 *  to rate; where they lead, the office is told to name somebody. How many co-signers there are is not looked at again.
 *  @param ctx of the system, in the transaction of the reaction. Source: 政协章程，辞去、撤销、去世、调离；本届委员方可提出提案 */
export async function memberLeft(ctx: Context, memberId: string, reason: string): Promise<void> {
  // Back in office by now, or leaving on a later day.
  if (await getActiveMember(ctx, memberId)) return
  const committee_id = ctx.actor.committeeId
  const mine = await ctx.db
    .selectFrom('co_signers')
    .select('proposal_id as id')
    .where('committee_id', '=', committee_id)
    .where('member_id', '=', memberId)
    .where('state', 'in', ['invited', 'accepted'])
    .where('left_at', 'is', null)
    .unionAll(
      ctx.db
        .selectFrom('proposals')
        .select('id')
        .where('committee_id', '=', committee_id)
        .where('contact_member_id', '=', memberId),
    )
    .unionAll(
      ctx.db
        .selectFrom('proposals')
        .select('id')
        .where('committee_id', '=', committee_id)
        .where('lead_member_id', '=', memberId)
        .where('lead_left_at', 'is', null),
    )
    .execute()
  const name = (await memberNames(ctx, [memberId])).get(memberId) ?? ''
  // In the order of their ids: two who leave at once do not wait for each other crosswise.
  for (const id of mine.map((row) => row.id).toSorted()) await leaveOne(ctx, id, { memberId, name, reason })
}

async function leaveOne(
  ctx: Context,
  id: string,
  { memberId, name, reason }: { memberId: string; name: string; reason: string },
): Promise<void> {
  const committee_id = ctx.actor.committeeId
  const row = await ctx.db
    .selectFrom('proposals')
    .selectAll()
    .where('committee_id', '=', committee_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || finished.includes(row.state)) return
  const p = { ...row, state: row.state as 'draft' }
  const left = { left_at: ctx.now, left_reason: reason }
  if (p.contact_member_id === memberId) {
    await updateProposal(ctx, p, { contact_member_id: null })
    await emit(ctx, proposalEvent('proposal.contactLeft', id, { memberId, name, why: reason, title: p.title }))
    await excuseFromRating(ctx, p, memberId)
    return
  }
  if (p.lead_member_id === memberId) {
    if (p.lead_left_at !== null) return
    await updateProposal(ctx, p, { lead_left_at: ctx.now, lead_left_reason: reason })
    await emit(
      ctx,
      proposalEvent('proposal.leadLeft', id, {
        memberId,
        name,
        why: reason,
        draft: p.state === 'draft',
        title: p.title,
      }),
    )
    await excuseFromRating(ctx, { ...p, lead_left_at: ctx.now.toISOString() }, memberId)
    return
  }
  // Read under the lock: a signature given in the same moment is seen, or comes after and is refused.
  const signer = await ctx.db
    .selectFrom('co_signers')
    .select('state')
    .where('committee_id', '=', committee_id)
    .where('proposal_id', '=', id)
    .where('member_id', '=', memberId)
    .where('state', 'in', ['invited', 'accepted'])
    .where('left_at', 'is', null)
    .executeTakeFirst()
  if (!signer) return
  const takenOff = p.submitted_at === null || signer.state === 'invited'
  await ctx.db
    .updateTable('co_signers')
    .set(takenOff ? { ...left, state: 'left' } : left)
    .where('committee_id', '=', committee_id)
    .where('proposal_id', '=', id)
    .where('member_id', '=', memberId)
    .execute()
  if (takenOff && signer.state === 'accepted') await recountCoSigners(ctx, p)
  await emit(ctx, proposalEvent('proposal.coSignerLeft', id, { memberId, name, why: reason, takenOff, title: p.title }))
  await excuseFromRating(ctx, p, memberId)
}
