import type { Context } from '#platform/context.ts'
import { emit } from '#platform/events/emit.ts'
import { authorizeProposal } from '../access.ts'
import { proposalWorkflow } from '../workflow.ts'
import { lockProposal, proposalEvent } from './load.ts'

/** Urges the units that handle a proposal (催办), with what is asked of them; it stands in the history and changes nothing
 *  else. Source: 提案工作条例「督办」：主席会议成员、提案委、交办机关督促承办单位.
 *  @throws DomainError not-found, access.denied, proposal.wrong-state */
export async function urgeProposal(ctx: Context, id: string, note: string): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'urge')
  proposalWorkflow.next(p.state, 'urge')
  await emit(ctx, proposalEvent('proposal.urged', id, { title: p.title, note }))
  return {}
}
