import type { CollectiveKind } from '#contract/proposal-parts.ts'
import type { ProposalText } from '#contract/proposals.ts'
import { currentTerm } from '#features/committees/index.ts'
import { getActiveMember } from '#features/members/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, invalidInput } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { authorizeProposal } from '../access.ts'
import { proposersText, searchWords } from '../rules.ts'
import { proposalWorkflow } from '../workflow.ts'
import { type LockedProposal, lockedText, lockProposal, nextState, proposalEvent, updateProposal } from './load.ts'

const empty: ProposalText = {
  title: '',
  analysis: '',
  suggestions: [],
  category: null,
  suggestedUnitIds: [],
  publishConsent: true,
  publishNote: '',
}

/** The columns of a text that stand with the matter. */
export function textColumns(text: Partial<ProposalText>): Record<string, unknown> {
  return {
    ...(text.title === undefined ? {} : { title: text.title }),
    ...(text.category === undefined ? {} : { category: text.category }),
    ...(text.suggestedUnitIds === undefined ? {} : { suggested_unit_ids: text.suggestedUnitIds }),
    ...(text.publishConsent === undefined ? {} : { publish_consent: text.publishConsent }),
    ...(text.publishNote === undefined ? {} : { publish_note: text.publishNote }),
  }
}

/** The text of a proposal as the wire has it. */
export function textOf(p: LockedProposal, text: { analysis: string; suggestions: string[] }): ProposalText {
  return {
    title: p.title,
    analysis: text.analysis,
    suggestions: text.suggestions,
    category: p.category,
    suggestedUnitIds: p.suggested_unit_ids,
    publishConsent: p.publish_consent,
    publishNote: p.publish_note,
  }
}

/** A wording as it is kept. */
export function textRow(
  ctx: Pick<Context, 'actor' | 'now'>,
  proposalId: string,
  text: Pick<ProposalText, 'title' | 'analysis' | 'suggestions'> & { number: number },
) {
  return {
    committee_id: ctx.actor.committeeId,
    proposal_id: proposalId,
    number: text.number,
    title: text.title,
    analysis: text.analysis,
    suggestions: JSON.stringify(text.suggestions),
    written_at: ctx.now,
    written_by: ctx.actor.accountId,
    handed_in_at: null as Date | null,
  }
}

/** Writes over a wording that is still the writer's own; one that was handed in stays, and a new one begins.
 *  @returns the number of the wording in force */
async function writeText(
  ctx: Context,
  p: LockedProposal,
  before: Awaited<ReturnType<typeof lockedText>>,
  given: Partial<ProposalText>,
): Promise<number> {
  const { title = p.title, analysis = before.analysis, suggestions = before.suggestions } = given
  if (before.handedInAt === null) {
    const { committee_id, proposal_id, number, ...columns } = textRow(ctx, p.id, {
      ...before,
      title,
      analysis,
      suggestions,
    })
    await ctx.db
      .updateTable('proposal_texts')
      .set(columns)
      .where('committee_id', '=', committee_id)
      .where('proposal_id', '=', proposal_id)
      .where('number', '=', number)
      .execute()
    return number
  }
  const number = before.number + 1
  await ctx.db
    .insertInto('proposal_texts')
    .values(textRow(ctx, p.id, { number, title, analysis, suggestions }))
    .execute()
  return number
}

/** Begins a draft: a member's own, a collective one written by the proposal office for its body, or a member's paper it types in.
 *  @throws DomainError access.denied for other roles or a member out of office; proposal.no-term while no term is open */
export async function createProposal(
  ctx: Context,
  given: Partial<ProposalText> & {
    collectiveName: string | null
    collectiveKind?: CollectiveKind
    onPaperOf?: string | null
  },
): Promise<{ id: string; version: number }> {
  const { actor } = ctx
  const term = await currentTerm(ctx)
  if (!term) throw new DomainError('proposal.no-term')
  const office = actor.role === 'proposalOffice'
  const onPaper = office && given.onPaperOf != null
  const memberId = onPaper ? given.onPaperOf! : actor.memberId
  const member = memberId === null ? null : await getActiveMember(ctx, memberId)
  if (onPaper && !member) throw invalidInput('onPaperOf', '所选委员不在任')
  const collective = office && !onPaper && given.collectiveName !== null
  if (!member && !collective) throw accessDenied('createProposal')
  const id = newId()
  const { collectiveName, collectiveKind = 'body', onPaperOf: _, ...text } = given
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
        category: string | null
        suggested_unit_ids: string[]
        publish_consent: boolean
        publish_note: string
      }),
      lead_member_id: member?.id ?? null,
      collective_name: collective ? collectiveName : null,
      collective_kind: collective ? collectiveKind : null,
      on_paper: onPaper,
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
  await ctx.db
    .insertInto('proposal_texts')
    .values(textRow(ctx, id, { number: 1, ...empty, ...text }))
    .execute()
  await emit(ctx, proposalEvent('proposal.created', id, onPaper ? { onPaper } : {}))
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
  await nextState(ctx, p, 'edit')
  const before = await lockedText(ctx, p)
  if (p.version !== version)
    throw new DomainError('version.stale', { current: textOf(p, before), currentVersion: p.version, yours: text })
  const number = await writeText(ctx, p, before, text)
  return {
    version: await updateProposal(ctx, p, {
      text_number: number,
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
  await nextState(ctx, p, 'discard')
  await ctx.db.deleteFrom('proposals').where('committee_id', '=', p.committee_id).where('id', '=', p.id).execute()
  await emit(ctx, proposalEvent('proposal.discarded', id, { title: p.title }))
  return {}
}
