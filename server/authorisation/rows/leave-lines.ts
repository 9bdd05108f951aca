import type { leaveLineRoutes } from '#contract/leave-lines.ts'
import { all, away, type Row, row } from '../row.ts'

const offices = { memberOffice: 'ok', leader: 'ok' } as const

export const rows: Record<keyof typeof leaveLineRoutes, Row> = {
  listLeaveLines: row({ request: () => ({}), home: all('denied', offices), away: away('denied', offices) }),
  exportLeaveLines: row({
    request: () => ({ query: { format: 'csv' } }),
    home: all('denied', offices),
    away: away('denied', offices),
  }),
}
