import type { CommentPart, CommentThread } from '#contract/comments.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { settingInForce } from '#platform/settings.ts'
import { canSee, commenting, type ProposalFacts } from '../access.ts'
import { writingSetting } from '../writing-settings.ts'
import { proposalFacts } from './facts.ts'

/** Whether the viewer reads what is said on a draft. The setting is asked only for the office, which alone it concerns. */
export async function readsComments(ctx: Context, facts: ProposalFacts): Promise<boolean> {
  const office = ctx.actor.role === 'proposalOffice' && (await settingInForce(ctx, writingSetting)).officeComments
  return commenting(ctx.actor, facts, office).reads
}

/** What is said on a draft, the oldest thread first. `office`: the office reads it too.
 *  @throws DomainError not-found, access.denied for those who do not write it */
export async function listComments(
  ctx: Context,
  id: string,
): Promise<{ threads: CommentThread[]; mayWrite: boolean; office: boolean }> {
  const facts = await proposalFacts(ctx, id)
  if (!facts || !canSee(ctx.actor, facts)) throw notFound('proposal')
  const { officeComments } = await settingInForce(ctx, writingSetting)
  const may = commenting(ctx.actor, facts, officeComments)
  if (!may.reads) throw accessDenied('listComments')
  const rows = await ctx.db
    .selectFrom('draft_comments')
    .select([
      'id',
      'thread_id',
      'part',
      'suggestion',
      'quote',
      'account_id',
      'author',
      'words',
      'written_at as writtenAt',
      'removed_at as removedAt',
      'resolved_at as resolvedAt',
      'resolved_by as resolvedBy',
    ])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('proposal_id', '=', id)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
  return {
    threads: rows
      .filter((row) => row.id === row.thread_id)
      .map((first) => ({
        id: first.id,
        part: first.part as CommentPart,
        suggestion: first.suggestion,
        quote: first.quote,
        resolvedAt: first.resolvedAt,
        resolvedBy: first.resolvedBy,
        comments: rows
          .filter((row) => row.thread_id === first.id)
          .map(({ id: commentId, author, account_id, words, writtenAt, removedAt }) => ({
            id: commentId,
            author,
            mine: account_id === ctx.actor.accountId,
            words,
            writtenAt,
            removedAt,
          })),
      })),
    mayWrite: may.writes,
    office: officeComments,
  }
}
