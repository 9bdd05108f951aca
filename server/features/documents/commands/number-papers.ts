import type { PaperOffer } from '#contract/documents.ts'
import type { NumberedKind } from '#contract/paper-kinds.ts'
import type { Proposal } from '#contract/proposals.ts'
import { currentTerm } from '#features/committees/index.ts'
import { getProposal } from '#features/proposals/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { numbersPapers } from '../access.ts'
import { chosenProposals, type Wanted } from '../queries/chosen.ts'
import { paperOf } from '../queries/numbers.ts'
import { offersOf } from '../queries/offers.ts'
import { reportOf } from '../queries/year-report.ts'
import { issueNumber, type NumberedMatter } from './issue-number.ts'

/** Of which paper of which proposal. @throws DomainError paper.not-numbered where the kind is no proposal's */
function matterOf(ctx: Context, proposal: Proposal, offer: PaperOffer): NumberedMatter {
  const paper = paperOf(offer, proposal.id, civilDateOf(ctx.now))
  if (!paper) throw new DomainError('paper.not-numbered', { kind: offer.kind }, 400)
  return { ...paper, proposalId: proposal.id, title: proposal.title, unit: offer.unit, subjectKind: 'proposal' }
}

/** Numbers one paper of a proposal. @throws DomainError not-found where there is none for the actor; as `issueNumber` */
export async function issuePaperNumber(
  ctx: Context,
  proposalId: string,
  kind: NumberedKind,
  given: { on: string | null; typed: string },
): Promise<{ number: string }> {
  const proposal = await getProposal(ctx, proposalId)
  if (kind === 'yearReport' || kind === 'commendation') throw new DomainError('paper.not-numbered', { kind }, 400)
  if (!numbersPapers(ctx.actor.role, kind)) throw accessDenied('issueNumber')
  const offer = (await offersOf(ctx, proposal, kind)).find((one) => one.on === given.on)
  if (!offer) throw notFound('paper')
  const { number } = await issueNumber(ctx, matterOf(ctx, proposal, offer), given.typed)
  return { number }
}

/** Numbers the papers of one kind of many proposals, in their order; those that have a number keep it.
 *  @throws DomainError access.denied, papers.none, papers.too-many, paper.not-numbered */
export async function issuePaperNumbers(
  ctx: Context,
  kind: NumberedKind,
  wanted: Wanted,
): Promise<{ issued: number; had: number }> {
  if (kind === 'yearReport' || kind === 'commendation') throw new DomainError('paper.not-numbered', { kind }, 400)
  if (!numbersPapers(ctx.actor.role, kind)) throw accessDenied('issueNumber')
  const counts = { issued: 0, had: 0 }
  for (const id of await chosenProposals(ctx, wanted)) {
    const proposal = await getProposal(ctx, id).catch((error: unknown) => {
      if (error instanceof DomainError && error.status === 404) return null
      throw error
    })
    if (!proposal) continue
    for (const offer of (await offersOf(ctx, proposal, kind)).filter((one) => one.current)) {
      const { fresh } = await issueNumber(ctx, matterOf(ctx, proposal, offer))
      counts[fresh ? 'issued' : 'had'] += 1
    }
  }
  return counts
}

/** Numbers the yearly report of a session, or else of the term. @throws DomainError access.denied, papers.none, not-found */
export async function issueReportNumber(
  ctx: Context,
  { typed, ...of }: { termId?: string; sessionId?: string; typed: string },
): Promise<{ number: string }> {
  if (!numbersPapers(ctx.actor.role, 'yearReport')) throw accessDenied('issueNumber')
  if (!of.termId && !of.sessionId && !(await currentTerm(ctx))) throw new DomainError('papers.none')
  const { subjectId, title } = await reportOf(ctx, of)
  const { number } = await issueNumber(
    ctx,
    { kind: 'yearReport', subjectId, occasion: '', proposalId: null, title, unit: '', subjectKind: 'committee' },
    typed,
  )
  return { number }
}
