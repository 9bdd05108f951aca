import { getProposal } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { seesMeetingList } from '../access.ts'
import { render } from '../layout/rendering.ts'
import { meetingList } from '../papers/meeting-list.ts'
import { safeFileName } from '../rules.ts'
import { chosenProposals, type Wanted } from './chosen.ts'
import { committeeFacts } from './facts.ts'

/** The list for the assignment meeting of all proposals wanted, those not assigned yet with the units that were suggested.
 *  @throws DomainError access.denied, papers.none, papers.too-many */
export async function getMeetingList(
  ctx: Context,
  wanted: Wanted & { name?: string },
): Promise<{ fileName: string; bytes: Uint8Array }> {
  if (!seesMeetingList(ctx.actor.role)) throw accessDenied('meetingList')
  const { name, ...which } = wanted
  const proposals = []
  for (const id of await chosenProposals(ctx, which)) {
    const found = await getProposal(ctx, id).catch((error: unknown) => {
      if (error instanceof DomainError && error.status === 404) return null
      throw error
    })
    if (found?.registeredAt) proposals.push(found)
  }
  if (proposals.length === 0) throw new DomainError('papers.none')
  const facts = await committeeFacts(ctx)
  const paper = meetingList(facts, proposals, name ?? '')
  return { fileName: `${safeFileName(`${paper.title} ${facts.today}`)}.docx`, bytes: await render(paper) }
}
