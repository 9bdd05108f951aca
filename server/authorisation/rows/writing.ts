import type { writingRoutes } from '#contract/writing.ts'
import { away, type Row, row } from '../row.ts'
import { proposalIn } from '../world.ts'
import { only, seenBy } from './proposals.ts'

export const rows: Record<keyof typeof writingRoutes, Row> = {
  getWritingChecks: row({
    prepare: (world) => proposalIn(world, 'submitted'),
    request: (_, id) => ({ params: { id } }),
    home: only(['proposer', 'proposalOffice'], seenBy.submitted),
    away: away('hidden'),
  }),
  listWordings: row({
    prepare: (world) => proposalIn(world, 'registered'),
    request: (_, id) => ({ params: { id } }),
    home: only(['proposer', 'proposalOffice'], seenBy.registered),
    away: away('hidden'),
  }),
}
