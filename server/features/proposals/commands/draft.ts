import type { ProposalText } from '#contract/proposals.ts'
import { currentTerm } from '#features/committees/index.ts'
import { getActiveMember } from '#features/members/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { authorizeProposal } from '../access.ts'
import { proposersText, searchWords } from '../rules.ts'
import { proposalWorkflow } from '../workflow.ts'
import { type LockedProposal, lockProposal, proposalEvent, updateProposal } from './load.ts'

const empty: ProposalText = {
  title: '',
  analysis: '',
  suggestions: [],
  category: null,
  suggestedUnitIds: [],
  publishConsent: true,
  publishNote: '',
}

/** The columns of a text as they are written. */
export function textColumns(text: Partial<ProposalText>): Record<string, unknown> {
  return {
    ...(text.title === undefined ? {} : { title: text.title }),
    ...(text.analysis === undefined ? {} : { analysis: text.analysis }),
    ...(text.suggestions === undefined ? {} : { suggestions: JSON.stringify(text.suggestions) }),
    ...(text.category === undefined ? {} : { category: text.category }),
    ...(text.suggestedUnitIds === undefined ? {} : { suggested_unit_ids: text.suggestedUnitIds }),
    ...(text.publishConsent === undefined ? {} : { publish_consent: text.publishConsent }),
    ...(text.publishNote === undefined ? {} : { publish_note: text.publishNote }),
  }
}

/** The text of a proposal as the wire has it. */
export function textOf(
  p: Pick<
    LockedProposal,
    'title' | 'analysis' | 'suggestions' | 'category' | 'suggested_unit_ids' | 'publish_consent' | 'publish_note'
  >,
): ProposalText {
  return {
    title: p.title,
    analysis: p.analysis,
    suggestions: p.suggestions,
    category: p.category,
    suggestedUnitIds: p.suggested_unit_ids,
    publishConsent: p.publish_consent,
    publishNote: p.publish_note,
  }
}

/** Begins a draft: a member's own, or a collective one written by the proposal office for its body.
 *  @throws DomainError access.denied for other roles or a member out of office; proposal.no-term while no term is open */
export async function createProposal(
  ctx: Context,
  given: Partial<ProposalText> & { collectiveName: string | null },
): Promise<{ id: string; version: number }> {
  const { actor } = ctx
  const term = await currentTerm(ctx)
  if (!term) throw new DomainError('proposal.no-term')
  const member = actor.memberId === null ? null : await getActiveMember(ctx, actor.memberId)
  const collective = actor.role === 'proposalOffice' && given.collectiveName !== null
  if (!member && !collective) throw accessDenied('createProposal')
  const id = newId()
  const { collectiveName, ...text } = given
  const proposers = proposersText(member?.name ?? null, 0, collective ? collectiveName : null)
  await ctx.db
    .insertInto('proposals')
    .values({
      committee_id: actor.committeeId,
      id,
      term_id: term.id,
      session_id: null,
      state: proposalWorkflow.initial,
      kind: collective ? 'collective' : 'individual',
      number: null,
      number_series: null,
      ...(textColumns({ ...empty, ...text }) as {
        title: string
        analysis: string
        suggestions: string
        category: string | null
        suggested_unit_ids: string[]
        publish_consent: boolean
        publish_note: string
      }),
      lead_member_id: member?.id ?? null,
      collective_name: collective ? collectiveName : null,
      proposers,
      search_words: searchWords(text.title ?? '', proposers),
      sector_id: member?.sectorId ?? null,
      created_by: actor.accountId,
      lead_unit_id: null,
      decline_reason: null,
      due_on: null,
      state_since: ctx.now,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  await emit(ctx, proposalEvent('proposal.created', id))
  return { id, version: 1 }
}

/** Saves a draft. Autosaves make no history: the text is the member's own until it is handed in.
 *  @throws DomainError version.stale with both texts when somebody saved in between */
export async function editProposal(
  ctx: Context,
  id: string,
  version: number,
  text: Partial<ProposalText>,
): Promise<{ version: number; updatedAt: string }> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'edit')
  proposalWorkflow.next(p.state, 'edit')
  if (p.version !== version)
    throw new DomainError('version.stale', { current: textOf(p), currentVersion: p.version, yours: text })
  return {
    version: await updateProposal(ctx, p, {
      ...textColumns(text),
      ...(text.title === undefined ? {} : { search_words: searchWords(text.title, p.proposers) }),
    }),
    updatedAt: ctx.now.toISOString(),
  }
}

/** Throws a draft away, with its invitations and attachments. */
export async function discardProposal(ctx: Context, id: string): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'discard')
  proposalWorkflow.next(p.state, 'discard')
  await ctx.db.deleteFrom('proposals').where('committee_id', '=', p.committee_id).where('id', '=', p.id).execute()
  await emit(ctx, proposalEvent('proposal.discarded', id, { title: p.title }))
  return {}
}
