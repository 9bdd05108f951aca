import type { dutyArchiveRoutes } from '#contract/duty-archives.ts'
import { all, away, type Row, row } from '../row.ts'

/** The archive of home's proposer: theirs, the office's and the leaders'. */
const archive: Row = row({
  request: (world) => ({ params: { id: world.home.people.proposer.memberId! } }),
  home: all('denied', { proposer: 'ok', otherMember: 'hidden', memberOffice: 'ok', leader: 'ok' }),
  away: away('denied', { proposer: 'hidden', otherMember: 'hidden', memberOffice: 'hidden', leader: 'hidden' }),
})

export const rows: Record<keyof typeof dutyArchiveRoutes, Row> = {
  getDutyArchive: archive,
  getDutyArchivePaper: archive,
  // not sealed while the term runs: let through, and refused for that alone
  getDutyArchiveProof: archive,
  listDutyArchives: row({
    request: () => ({}),
    home: all('denied', { memberOffice: 'ok', leader: 'ok' }),
    away: away('denied', { memberOffice: 'ok', leader: 'ok' }),
  }),
  getDutyArchivePapers: row({
    request: () => ({}),
    home: all('denied', { memberOffice: 'ok', leader: 'ok' }),
    away: away('denied', { memberOffice: 'ok', leader: 'ok' }),
  }),
  sealDutyArchives: row({
    request: (world) => ({ body: { termId: world.home.termId } }),
    home: all('denied', { memberOffice: 'ok' }),
    away: away('denied', { memberOffice: 'hidden' }),
  }),
}
