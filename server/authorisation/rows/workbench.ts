import type { workbenchRoutes } from '#contract/workbench.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'

/** Everybody has a workbench and notices of their own; somebody else's ids among one's own are passed over. */
const aboutMe = { home: all('ok'), away: away('ok') }

export const rows: Record<keyof typeof workbenchRoutes, Row> = {
  getWorkbench: row({ request: () => ({}), ...aboutMe }),
  listNotices: row({ request: () => ({}), ...aboutMe }),
  readNotices: row({ request: () => ({ body: { ids: [newId()] } }), ...aboutMe }),
}
