import type { PaperKind, PaperOffer } from '#contract/documents.ts'
import type { Proposal } from '#contract/proposals.ts'
import { dutiesPaused } from '#features/clocks/index.ts'
import type { Context } from '#platform/context.ts'
import { papersOf } from '../access.ts'

/** The papers the actor may have of a proposal now, of one kind or all. While a duty's clock stands still nobody is urged:
 *  a reminder would name a day that does not run (暂停计算期间不催办).
 *  @param proposal as the actor sees it */
export async function offersOf(ctx: Context, proposal: Proposal, kind?: PaperKind): Promise<PaperOffer[]> {
  const offers = papersOf(ctx.actor, proposal).filter((offer) => kind === undefined || offer.kind === kind)
  if (!offers.some((offer) => offer.kind === 'reminder')) return offers
  const paused = await dutiesPaused(ctx, proposal.id)
  return offers.filter((offer) => offer.kind !== 'reminder' || offer.on === null || !paused.has(offer.on))
}
