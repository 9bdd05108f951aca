import type { documentNumberRoutes } from '#contract/document-numbers.ts'
import { all, away, type Row, row } from '../row.ts'
import { assignedProposal, type World } from '../world.ts'
import { only, seenBy } from './proposals.ts'

const handled = (world: World) => assignedProposal(world, { proposal: 'handling', assignment: 'accepted' })
const offices = { proposalOffice: 'ok', assigningOffice: 'ok' } as const

export const rows: Record<keyof typeof documentNumberRoutes, Row> = {
  issuePaperNumber: row({
    prepare: handled,
    request: (_, { proposalId, assignmentId }) => ({
      params: { id: proposalId, kind: 'assignmentNotice' },
      body: { on: assignmentId },
    }),
    home: only(['proposalOffice', 'assigningOffice'], seenBy.handled),
    away: away('hidden'),
  }),
  issuePaperNumbers: row({
    prepare: handled,
    request: (_, { proposalId }) => ({ body: { kind: 'assignmentNotice', ids: proposalId } }),
    home: all('denied', offices),
    // Of another committee's proposals there is nothing to number.
    away: away('denied', offices),
  }),
  issueReportNumber: row({
    request: () => ({ body: {} }),
    home: all('denied', { proposalOffice: 'ok' }),
    away: away('denied', { proposalOffice: 'ok' }),
  }),
  exportPaperNumbers: row({
    request: () => ({ query: { format: 'csv' } }),
    home: all('denied', offices),
    away: away('denied', offices),
  }),
}
