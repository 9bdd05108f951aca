import type { PaperKind, PaperOffer } from '#contract/documents.ts'
import { getProposal } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { render } from '../layout/rendering.ts'
import { paperFileName, writePaper } from '../papers/write-paper.ts'
import { committeeFacts, withProposal } from './facts.ts'
import { offersOf } from './offers.ts'

export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The papers the actor may have of a proposal. @throws DomainError not-found */
export async function listPapers(ctx: Context, proposalId: string): Promise<{ items: PaperOffer[] }> {
  return { items: await offersOf(ctx, await getProposal(ctx, proposalId)) }
}

/** One paper as a Word file. @param on the duty or reply it is about
 *  @throws DomainError not-found where there is none, or none for this actor */
export async function getPaper(
  ctx: Context,
  proposalId: string,
  kind: PaperKind,
  on: string | undefined,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const proposal = await getProposal(ctx, proposalId)
  const offer = (await offersOf(ctx, proposal, kind)).find((o) => o.on === (on ?? null))
  if (!offer) throw notFound('paper')
  const facts = withProposal(await committeeFacts(ctx), proposal, offer)
  return { fileName: `${paperFileName(facts, offer)}.docx`, bytes: await render(writePaper(facts, offer)) }
}
