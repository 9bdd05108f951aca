import type { healthRoutes } from '#contract/health.ts'
import { all, away, type Row, row } from '../row.ts'

export const rows: Record<keyof typeof healthRoutes, Row> = {
  getHealth: row({
    request: () => ({}),
    home: all('denied', { systemAdmin: 'ok' }),
    away: away('denied', { systemAdmin: 'ok' }),
  }),
}
