import type { statisticsRoutes } from '#contract/statistics.ts'
import { all, away, type Row, row } from '../row.ts'

/** Whoever reads the register reads what it adds up to; each in their own committee. */
const readers = {
  proposer: 'ok',
  otherMember: 'ok',
  proposalOffice: 'ok',
  memberOffice: 'ok',
  leader: 'ok',
  assigningOffice: 'ok',
} as const
const answers = { home: all('denied', readers), away: away('denied', readers) }

export const rows: Record<keyof typeof statisticsRoutes, Row> = {
  getProposalStatistics: row({ request: () => ({}), ...answers }),
  exportProposalStatistics: row({ request: () => ({ query: { by: 'unit', format: 'csv' } }), ...answers }),
}
