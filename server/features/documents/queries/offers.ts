import type { PaperKind, PaperOffer } from '#contract/documents.ts'
import type { Proposal } from '#contract/proposals.ts'
import { dutiesPaused } from '#features/clocks/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { numbersPapers, papersOf, type Unnumbered } from '../access.ts'
import { numbersOfProposal, paperOf } from './numbers.ts'

/** The papers the actor may have of a proposal now, of one kind or all. While a duty's clock stands still nobody is urged:
 *  a reminder would name a day that does not run (暂停计算期间不催办).
 *  @param proposal as the actor sees it */
export async function offersOf(ctx: Context, proposal: Proposal, kind?: PaperKind): Promise<PaperOffer[]> {
  const offers = await numbered(
    ctx,
    proposal.id,
    papersOf(ctx.actor, proposal).filter((offer) => kind === undefined || offer.kind === kind),
  )
  if (!offers.some((offer) => offer.kind === 'reminder')) return offers
  const paused = await dutiesPaused(ctx, proposal.id)
  return offers.filter((offer) => offer.kind !== 'reminder' || offer.on === null || !paused.has(offer.on))
}

/** The offers with the numbers they were issued under; letters of units bear none of the offices'. */
async function numbered(ctx: Context, proposalId: string, offers: readonly Unnumbered[]): Promise<PaperOffer[]> {
  const today = civilDateOf(ctx.now)
  const papers = offers.map((offer) => paperOf(offer, proposalId, today))
  const numbers = papers.some((paper) => paper !== null) ? await numbersOfProposal(ctx, proposalId) : new Map()
  return offers.map((offer, i) => {
    const paper = papers[i]
    const documentNumber = paper ? (numbers.get(`${paper.kind} ${paper.subjectId} ${paper.occasion}`) ?? '') : ''
    return {
      ...offer,
      documentNumber,
      mayNumber: paper != null && documentNumber === '' && !offer.draft && numbersPapers(ctx.actor.role, paper.kind),
    }
  })
}
