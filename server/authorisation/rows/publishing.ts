import type { publishingRoutes } from '#contract/publishing.ts'
import { all, away, type Row, row } from '../row.ts'
import { proposalIn, type World } from '../world.ts'
import { only, seenBy } from './proposals.ts'

const registered = (world: World) => proposalIn(world, 'registered')
const draft = { version: 1, marks: [], fileIds: [], hideProposers: false }
const office = all('denied', { proposalOffice: 'ok' })
/** Asked by a role that does not decide, nothing is looked up; the office of another committee finds nothing. */
const elsewhere = away('denied', { proposalOffice: 'hidden' })

/** A row about the publication of one registered proposal, for the office that decides. */
function decision(body: unknown, prepare: (world: World) => Promise<string> = registered): Row {
  return row({ prepare, request: (_, id) => ({ params: { id }, body }), home: office, away: elsewhere })
}

export const rows: Record<keyof typeof publishingRoutes, Row> = {
  listPublications: row({ request: () => ({}), home: office, away: away('denied', { proposalOffice: 'ok' }) }),
  publishPlain: row({
    prepare: registered,
    request: (_, id) => ({ body: { ids: [id] } }),
    home: office,
    away: elsewhere,
  }),
  getPublication: decision(undefined),
  markPublication: decision(draft),
  publish: decision(draft),
  withholdPublication: decision({ note: '涉及个人情况' }),
  retractPublication: decision({ note: '写错了' }),
  getProposalPublication: row({
    prepare: registered,
    request: (_, id) => ({ params: { id } }),
    home: only(seenBy.registered, seenBy.registered),
    away: away('hidden'),
  }),
}
