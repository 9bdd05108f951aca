import type { CommentPart } from '#contract/comments.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { settingInForce } from '#platform/settings.ts'
import { commenting } from '../access.ts'
import { writingSetting } from '../writing-settings.ts'
import { type LockedProposal, lockedText, lockProposal, proposalEvent } from './load.ts'

/** More than any draft has had; whoever writes on has mistaken it for a chat. */
const mostComments = 500
const quoted = 40

/** Takes the proposal of a comment for writing. @throws DomainError not-found, access.denied, comment.closed */
async function lockForComment(ctx: Context, id: string): Promise<LockedProposal> {
  const p = await lockProposal(ctx, id)
  const { officeComments } = await settingInForce(ctx, writingSetting)
  const may = commenting(ctx.actor, p.facts, officeComments)
  if (!may.reads) throw accessDenied('comment')
  if (!may.writes) throw new DomainError('comment.closed', { state: p.state })
  return p
}

/** Says something of a part of the draft, or answers in a thread, which opens it again; the others who write it are told.
 *  @throws DomainError comment.unknown-part where the suggestion is not there */
export async function addComment(
  ctx: Context,
  id: string,
  given: { threadId: string | null; part: CommentPart; suggestion: number | null; words: string },
): Promise<{ id: string }> {
  const p = await lockForComment(ctx, id)
  const { count } = await ctx.db
    .selectFrom('draft_comments')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .executeTakeFirstOrThrow()
  if (Number(count) >= mostComments) throw new DomainError('comment.too-many', { limit: mostComments })
  const commentId = newId()
  const place =
    given.threadId === null ? await newThread(ctx, p, commentId, given) : await threadOf(ctx, p, given.threadId)
  await ctx.db
    .insertInto('draft_comments')
    .values({
      committee_id: p.committee_id,
      id: commentId,
      proposal_id: p.id,
      ...place,
      account_id: ctx.actor.accountId,
      author: ctx.actor.name,
      words: given.words,
      written_at: ctx.now,
      removed_at: null,
      resolved_at: null,
    })
    .execute()
  if (given.threadId !== null) await settle(ctx, p, given.threadId, false)
  const details = { part: place.part, suggestion: place.suggestion, memberIds: await others(ctx, p), title: p.title }
  await emit(ctx, proposalEvent('proposal.commented', id, details))
  return { id: commentId }
}

async function newThread(
  ctx: Context,
  p: LockedProposal,
  thread_id: string,
  { part, suggestion: asked }: { part: CommentPart; suggestion: number | null },
) {
  const text = await lockedText(ctx, p)
  const suggestion = part === 'suggestion' ? asked : null
  const said = {
    whole: '',
    title: p.title,
    analysis: text.analysis,
    suggestion: suggestion === null ? undefined : text.suggestions[suggestion - 1],
  }[part]
  if (said === undefined) throw new DomainError('comment.unknown-part', {}, 400)
  return { thread_id, part, suggestion, quote: [...said.trim()].slice(0, quoted).join('') }
}

async function threadOf(ctx: Context, p: LockedProposal, threadId: string) {
  const first = await ctx.db
    .selectFrom('draft_comments')
    .select(['thread_id', 'part', 'suggestion', 'quote'])
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('id', '=', threadId)
    .executeTakeFirst()
  if (!first || first.thread_id !== threadId) throw notFound('comment')
  return first
}

/** Takes back what one said oneself: that something stood there remains. */
export async function removeComment(ctx: Context, id: string, commentId: string): Promise<Record<string, never>> {
  const p = await lockForComment(ctx, id)
  const own = await ctx.db
    .updateTable('draft_comments')
    .set({ words: '', removed_at: ctx.now })
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('id', '=', commentId)
    .where('account_id', '=', ctx.actor.accountId)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!own) throw notFound('comment')
  await emit(ctx, proposalEvent('proposal.commentRemoved', id))
  return {}
}

/** Marks a thread as settled, or opens it again. */
export async function resolveComment(
  ctx: Context,
  id: string,
  threadId: string,
  resolved: boolean,
): Promise<Record<string, never>> {
  const p = await lockForComment(ctx, id)
  await threadOf(ctx, p, threadId)
  await settle(ctx, p, threadId, resolved)
  await emit(ctx, proposalEvent(resolved ? 'proposal.commentResolved' : 'proposal.commentReopened', id))
  return {}
}

async function settle(ctx: Context, p: LockedProposal, threadId: string, resolved: boolean): Promise<void> {
  await ctx.db
    .updateTable('draft_comments')
    .set({ resolved_at: resolved ? ctx.now : null, resolved_by: resolved ? ctx.actor.name : '' })
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('id', '=', threadId)
    .execute()
}

/** Members who write it too: whom to tell. */
async function others(ctx: Context, p: LockedProposal): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('co_signers')
    .select('member_id')
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('state', 'in', ['invited', 'accepted'])
    .where('left_at', 'is', null)
    .execute()
  const all = [...(p.lead_member_id === null ? [] : [p.lead_member_id]), ...rows.map((row) => row.member_id)]
  return all.filter((one) => one !== ctx.actor.memberId)
}
