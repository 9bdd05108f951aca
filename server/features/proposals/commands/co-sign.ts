import { getActiveMember, memberNames } from '#features/members/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, invalidInput, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeProposal } from '../access.ts'
import { coSignDue, proposersText, searchWords } from '../rules.ts'
import { proposalSetting } from '../settings.ts'
import { type LockedProposal, lockProposal, nextState, proposalEvent, updateProposal } from './load.ts'

/** What a signer who is asked anew begins with. */
const unsigned = {
  replied_at: null,
  note: '',
  left_at: null,
  left_reason: '',
  recorded_by: '',
  scan_file_id: null,
}

/** Asks members to co-sign. Whoever is already asked or has signed is left as is; who declined or let it lapse may be asked again. */
export async function inviteCoSigners(ctx: Context, id: string, memberIds: string[]): Promise<{ invited: number }> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'invite')
  await nextState(ctx, p, 'invite')
  if (p.lead_member_id !== null && memberIds.includes(p.lead_member_id)) throw new DomainError('coSigner.self')
  const settings = await settingInForce(ctx, proposalSetting)
  const names = new Map<string, string>()
  for (const memberId of new Set(memberIds)) {
    const member = await getActiveMember(ctx, memberId)
    if (!member) throw invalidInput('memberIds', '所选委员不在任')
    names.set(member.id, member.name)
  }
  const expires_on = coSignDue(settings, civilDateOf(ctx.now))
  const invited = await ctx.db
    .insertInto('co_signers')
    .values(
      [...names.keys()].map((member_id) => ({
        committee_id: p.committee_id,
        proposal_id: p.id,
        member_id,
        state: 'invited',
        invited_at: ctx.now,
        expires_on,
        replied_at: null,
      })),
    )
    .onConflict((c) =>
      c
        .columns(['committee_id', 'proposal_id', 'member_id'])
        .doUpdateSet({ ...unsigned, state: 'invited', invited_at: ctx.now, expires_on })
        .where('co_signers.state', 'in', ['declined', 'expired', 'left']),
    )
    .returning('member_id')
    .execute()
  if (invited.length > 0) {
    await emit(
      ctx,
      proposalEvent('proposal.invited', id, {
        memberIds: invited.map((row) => row.member_id),
        names: invited.map((row) => names.get(row.member_id)!),
      }),
    )
  }
  return { invited: invited.length }
}

/** The clerk who types in a paper enters who signed it, from the page scanned among its attachments: signed as if in person, marked
 *  with who entered it. @throws DomainError coSigner.self, coSigner.needs-scan. Source: 代录须有依据，注明代录人 */
export async function recordSignatures(
  ctx: Context,
  id: string,
  given: { memberIds: string[]; scanFileId: string },
): Promise<{ recorded: number }> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'recordSignatures')
  await nextState(ctx, p, 'recordSignatures')
  if (p.lead_member_id !== null && given.memberIds.includes(p.lead_member_id)) throw new DomainError('coSigner.self')
  const scan = await ctx.db
    .selectFrom('proposal_attachments')
    .select('file_id')
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('file_id', '=', given.scanFileId)
    .executeTakeFirst()
  if (!scan) throw new DomainError('coSigner.needs-scan', {}, 400)
  const names: string[] = []
  for (const memberId of new Set(given.memberIds)) {
    const member = await getActiveMember(ctx, memberId)
    if (!member) throw invalidInput('memberIds', '所选委员不在任')
    names.push(member.name)
  }
  const signed = {
    ...unsigned,
    state: 'accepted',
    replied_at: ctx.now,
    recorded_by: ctx.actor.name,
    scan_file_id: given.scanFileId,
  }
  const recorded = await ctx.db
    .insertInto('co_signers')
    .values(
      [...new Set(given.memberIds)].map((member_id) => ({
        committee_id: p.committee_id,
        proposal_id: p.id,
        member_id,
        invited_at: ctx.now,
        expires_on: civilDateOf(ctx.now),
        ...signed,
      })),
    )
    .onConflict((c) =>
      c
        .columns(['committee_id', 'proposal_id', 'member_id'])
        .doUpdateSet(signed)
        .where('co_signers.state', '!=', 'accepted'),
    )
    .returning('member_id')
    .execute()
  await recountCoSigners(ctx, p)
  const memberIds = recorded.map((row) => row.member_id)
  await emit(ctx, proposalEvent('proposal.signaturesRecorded', id, { memberIds, names, title: p.title }))
  return { recorded: recorded.length }
}

/** Takes an invitation or a co-signature off while the draft is open. */
export async function removeCoSigner(ctx: Context, id: string, memberId: string): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'invite')
  await nextState(ctx, p, 'invite')
  const removed = await ctx.db
    .deleteFrom('co_signers')
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('member_id', '=', memberId)
    .returning('member_id')
    .executeTakeFirst()
  if (!removed) throw notFound('coSigner')
  await recountCoSigners(ctx, p)
  const names = await memberNames(ctx, [memberId])
  await emit(ctx, proposalEvent('proposal.coSignerRemoved', id, { memberId, name: names.get(memberId) ?? '' }))
  return {}
}

const refusals: Readonly<Record<string, string>> = { expired: 'coSigner.expired', left: 'coSigner.left' }

/** The invited member's answer. @throws DomainError coSigner.answered, coSigner.expired, coSigner.left */
export async function answerInvitation(
  ctx: Context,
  id: string,
  accept: boolean,
  note: string,
): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, id)
  if (ctx.actor.role === 'member' && p.facts.coSign !== null && p.facts.coSign !== 'invited')
    throw new DomainError(refusals[p.facts.coSign] ?? 'coSigner.answered')
  authorizeProposal(ctx.actor, p.facts, 'cosign')
  await nextState(ctx, p, 'cosign')
  // Who left in this moment signs no more, even where the invitation still stands.
  if (accept && ctx.actor.memberId !== null && !(await getActiveMember(ctx, ctx.actor.memberId)))
    throw new DomainError('coSigner.left')
  const invitation = ctx.db
    .updateTable('co_signers')
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('member_id', '=', ctx.actor.memberId)
  const answered = await invitation
    .set({ state: accept ? 'accepted' : 'declined', replied_at: ctx.now, note })
    .where('state', '=', 'invited')
    .where('expires_on', '>=', civilDateOf(ctx.now))
    .returning('member_id')
    .executeTakeFirst()
  if (!answered) throw new DomainError('coSigner.expired')
  if (accept) await recountCoSigners(ctx, p)
  await emit(ctx, proposalEvent(accept ? 'proposal.cosigned' : 'proposal.cosignDeclined', id, { note }))
  return {}
}

type Counted = Pick<
  LockedProposal,
  'committee_id' | 'id' | 'lead_member_id' | 'collective_name' | 'title' | 'version' | 'updated_at'
>

/** Writes the printed proposers and the kind anew from who has accepted. */
export async function recountCoSigners(ctx: Context, p: Counted): Promise<void> {
  if (p.lead_member_id === null) return
  const { count } = await ctx.db
    .selectFrom('co_signers')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('state', '=', 'accepted')
    .executeTakeFirstOrThrow()
  const names = await memberNames(ctx, [p.lead_member_id])
  // The text did not change: the version stays, so that an open editor does not find itself stale.
  const proposers = proposersText(names.get(p.lead_member_id) ?? '', count, p.collective_name)
  await updateProposal(ctx, p, {
    proposers,
    search_words: searchWords(p.title, proposers),
    kind: p.collective_name !== null ? 'collective' : count > 0 ? 'joint' : 'individual',
    version: p.version,
    updated_at: p.updated_at,
  })
}

/** Lets invitations lapse whose day has passed: for the timed job. @returns how many */
export async function expireInvitations(ctx: Pick<Context, 'db' | 'now'>): Promise<number> {
  const rows = await ctx.db
    .updateTable('co_signers')
    .set({ state: 'expired' })
    .where('state', '=', 'invited')
    .where('expires_on', '<', civilDateOf(ctx.now))
    .returning('member_id')
    .execute()
  return rows.length
}
