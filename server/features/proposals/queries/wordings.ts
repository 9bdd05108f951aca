import { sql } from 'kysely'
import type { Wording } from '#contract/writing.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { canSee, proposalRelations, readsWordings } from '../access.ts'
import { proposalWorkflow } from '../workflow.ts'
import { proposalFacts } from './facts.ts'

/** The wordings of a proposal, the oldest first. One that is still being written is its writers' own.
 *  @throws DomainError not-found where the proposal is not visible; access.denied for those who only read what is in force */
export async function listWordings(ctx: Context, id: string): Promise<{ items: Wording[] }> {
  const { actor } = ctx
  const facts = await proposalFacts(ctx, id)
  if (!facts || !canSee(actor, facts)) throw notFound('proposal')
  if (!readsWordings(actor, facts)) throw accessDenied('listWordings')
  const writers =
    actor.role === 'member' || proposalWorkflow.actions.edit.by.some((one) => proposalRelations(actor, facts).has(one))
  const rows = await ctx.db
    .selectFrom('proposal_texts as t')
    .leftJoin('accounts as a', 'a.id', 't.written_by')
    .select([
      't.number',
      't.title',
      't.analysis',
      't.suggestions',
      't.written_at as writtenAt',
      sql<string>`coalesce(a.name, '')`.as('writtenBy'),
      't.handed_in_at as handedInAt',
      't.returned_at as returnedAt',
      't.returned_by as returnedBy',
      't.return_note as returnNote',
    ])
    .where('t.committee_id', '=', actor.committeeId)
    .where('t.proposal_id', '=', id)
    .$if(!writers, (query) => query.where('t.handed_in_at', 'is not', null))
    .orderBy('t.number')
    .execute()
  return { items: rows.map((row) => ({ ...row, suggestions: row.suggestions as string[] })) }
}
