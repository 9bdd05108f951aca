import type { z } from 'zod'
import type { documentRoutes } from '#contract/documents.ts'
import type { KeyProposalItem } from '#contract/leadership.ts'
import { listKeyProposals } from '#features/leadership/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { seesMeetingList } from '../access.ts'
import { render } from '../layout/rendering.ts'
import { handlingList } from '../papers/handling-list.ts'
import { safeFileName } from '../rules.ts'
import { batchLimit } from './chosen.ts'
import { committeeFacts } from './facts.ts'

/** The handling list of the key proposals wanted, in the order of their numbers.
 *  @throws DomainError access.denied, papers.none, papers.too-many */
export async function getHandlingList(
  ctx: Context,
  { name, ...wanted }: z.output<typeof documentRoutes.getHandlingList.query>,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  if (!seesMeetingList(ctx.actor.role)) throw accessDenied('handlingList')
  const items: KeyProposalItem[] = []
  let cursor: string | undefined
  do {
    const page = await listKeyProposals(ctx, { ...wanted, cursor, limit: 500 })
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
    if (items.length > batchLimit) throw new DomainError('papers.too-many', { limit: batchLimit })
  } while (cursor)
  if (items.length === 0) throw new DomainError('papers.none')
  items.sort((a, b) => a.year - b.year || (a.number ?? 0) - (b.number ?? 0))
  const facts = await committeeFacts(ctx)
  const paper = handlingList(facts, items, { name: name ?? '', year: wanted.year })
  return { fileName: `${safeFileName(`${paper.title} ${facts.today}`)}.docx`, bytes: await render(paper) }
}
