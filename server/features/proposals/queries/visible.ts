import type { ProposalState } from '#contract/proposals.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { canSee } from '../access.ts'
import { proposalFacts } from './facts.ts'

/** A proposal the actor may see, in brief, for features that stand beside it.
 *  @throws DomainError not-found where it is not there or not visible */
export async function visibleProposal(
  ctx: Context,
  id: string,
): Promise<{ title: string; state: ProposalState; registered: boolean }> {
  const facts = await proposalFacts(ctx, id)
  if (!facts || !canSee(ctx.actor, facts)) throw notFound('proposal')
  const { title } = await ctx.db
    .selectFrom('proposals')
    .select('title')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { title, state: facts.state, registered: facts.registered }
}
