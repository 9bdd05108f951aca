import { startClocks, stopClocks } from '#features/clocks/index.ts'
import { getActiveMember, memberNames } from '#features/members/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeProposal } from '../access.ts'
import { ratingTerms } from '../clock-terms.ts'
import { proposalSetting } from '../settings.ts'
import { recountCoSigners } from './co-sign.ts'
import { excuseFromRating } from './conclude.ts'
import { type LockedProposal, lockProposal, nextState, proposalEvent, updateProposal } from './load.ts'

/** Puts a co-signer who is in office in the lead's place; whoever led stays among the signers as `formerly`.
 *  @throws DomainError lead.not-a-signer */
async function swapLead(ctx: Context, p: LockedProposal, memberId: string, formerly: 'accepted' | 'left') {
  const signed = await ctx.db
    .deleteFrom('co_signers')
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('member_id', '=', memberId)
    .where('state', '=', 'accepted')
    .where('left_at', 'is', null)
    .returning('invited_at as invitedAt')
    .executeTakeFirst()
  const member = signed ? await getActiveMember(ctx, memberId) : null
  if (!signed || !member) throw new DomainError('lead.not-a-signer')
  await ctx.db
    .insertInto('co_signers')
    .values({
      committee_id: p.committee_id,
      proposal_id: p.id,
      member_id: p.lead_member_id!,
      state: formerly,
      invited_at: p.created_at,
      expires_on: signed.invitedAt.slice(0, 10),
      replied_at: p.submitted_at,
      left_at: p.lead_left_at,
      left_reason: p.lead_left_reason,
    })
    .execute()
  await updateProposal(ctx, p, {
    lead_member_id: member.id,
    sector_id: member.sectorId,
    lead_left_at: null,
    lead_left_reason: '',
    lead_kept_at: null,
  })
  await recountCoSigners(ctx, { ...p, lead_member_id: member.id, version: p.version + 1 })
  return member
}

/** A co-signer goes on with a draft whose lead proposer has left the committee. Nobody else sees drafts, so the first who takes
 *  it has it; the second finds the lead in office.
 *  @throws DomainError lead.in-office, lead.not-a-signer. Source: 政协章程，辞去、撤销、去世、调离；联名须有第一提案人 */
export async function takeOverDraft(ctx: Context, id: string): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, id)
  if (p.lead_left_at === null && p.facts.coSign === 'accepted') throw new DomainError('lead.in-office')
  authorizeProposal(ctx.actor, p.facts, 'takeOver')
  await nextState(ctx, p, 'takeOver')
  if (ctx.actor.memberId === null) throw accessDenied('takeOver')
  const former = (await memberNames(ctx, [p.lead_member_id!])).get(p.lead_member_id!) ?? ''
  const member = await swapLead(ctx, p, ctx.actor.memberId, 'left')
  await emit(ctx, proposalEvent('proposal.draftTakenOver', id, { name: member.name, former, title: p.title }))
  return {}
}

/** In place of a lead proposer who left the committee the office names a co-signer who is in office, or keeps the name; either
 *  with its reason. Whoever led stays named among the signers.
 *  @throws DomainError lead.in-office, lead.not-a-signer. Source: 联名须有第一提案人，便于办理沟通 */
export async function nameLead(
  ctx: Context,
  id: string,
  given: { memberId: string | null; note: string },
): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, id)
  if (ctx.actor.role === 'proposalOffice' && p.lead_left_at === null) throw new DomainError('lead.in-office')
  authorizeProposal(ctx.actor, p.facts, 'nameLead')
  await nextState(ctx, p, 'nameLead')
  const formerId = p.lead_member_id!
  const names = await memberNames(ctx, [formerId])
  const former = names.get(formerId) ?? ''
  if (given.memberId === null) {
    await updateProposal(ctx, p, { lead_kept_at: ctx.now })
    await emit(ctx, proposalEvent('proposal.leadKept', id, { name: former, note: given.note, title: p.title }))
    return {}
  }
  const member = await swapLead(ctx, p, given.memberId, 'accepted')
  await emit(
    ctx,
    proposalEvent('proposal.leadNamed', id, { name: member.name, former, note: given.note, title: p.title }),
  )
  if (p.state === 'replied') {
    // Whoever leads now has the whole time to rate.
    await stopClocks(ctx, { matterId: p.id, kinds: ['rate'] }, 'reassigned')
    const holder = { matterId: p.id, subjectId: p.id, unitId: null, memberId: member.id }
    await startClocks(ctx, holder, ratingTerms(await settingInForce(ctx, proposalSetting)))
    await excuseFromRating(ctx, { ...p, lead_member_id: member.id, lead_left_at: null }, member.id)
  }
  return {}
}
