import type { z } from 'zod'
import type { proposalFilters, proposalSort } from '#contract/proposals.ts'
import { listProposals } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'

/** Which proposals are meant: those named, else what the filters find. */
export type Wanted = z.output<z.ZodObject<typeof proposalFilters>> & {
  sort: z.output<typeof proposalSort>
  ids?: string[]
}

/** Most proposals of one batch: a year's of a province, twice over. */
export const batchLimit = 2000

/** Their ids in order. Ids are not looked at here: whoever reads each one asks for the right to it.
 *  @throws DomainError papers.none, papers.too-many */
export async function chosenProposals(ctx: Context, { ids, sort, ...filters }: Wanted): Promise<string[]> {
  if (ids) return [...new Set(ids)]
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await listProposals(ctx, { ...filters, sort, cursor, limit: 500 })
    found.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor ?? undefined
    if (found.length > batchLimit) throw new DomainError('papers.too-many', { limit: batchLimit })
  } while (cursor)
  if (found.length === 0) throw new DomainError('papers.none')
  return found
}
