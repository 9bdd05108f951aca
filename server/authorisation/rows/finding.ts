import type { findingRoutes } from '#contract/finding.ts'
import { all, away, type Row, row } from '../row.ts'
import { assignedProposal } from '../world.ts'
import { only, seenBy } from './proposals.ts'

const text = { title: '关于某事的建议', analysis: '情况', suggestions: ['建议'] }
const everybody = { home: all('ok'), away: away('ok') }

export const rows: Record<keyof typeof findingRoutes, Row> = {
  findProposals: row({ request: () => ({ query: { q: '电梯' } }), ...everybody }),
  findSimilarProposals: row({ request: () => ({ body: text }), ...everybody }),
  compareWithProposal: row({
    prepare: (world) => assignedProposal(world, { proposal: 'handling', assignment: 'accepted' }),
    request: (_, { proposalId }) => ({ params: { id: proposalId }, body: text }),
    home: only(seenBy.handled, seenBy.handled),
    away: away('hidden'),
  }),
}
