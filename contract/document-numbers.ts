import { z } from 'zod'
import { exportFormat, id, text } from './common.ts'
import { wantedProposals } from './documents.ts'
import { numberedKind } from './paper-kinds.ts'
import { route } from './route.ts'

/** Empty: the next one of the series. */
const typed = text(60).default('')
const issued = z.object({ number: z.string() })
const errors = ['paper.number-taken', 'paper.not-numbered'] as const

export const documentNumberRoutes = {
  issuePaperNumber: route({
    method: 'POST',
    path: '/proposals/:id/papers/:kind/number',
    summary:
      'Give a paper its document number (发文字号): the next one, or one typed by hand. One that has a number keeps it.',
    access: 'signedIn',
    params: z.object({ id, kind: numberedKind }),
    body: z.object({ on: id.nullable(), typed }),
    response: issued,
    errors,
  }),
  issuePaperNumbers: route({
    method: 'POST',
    path: '/papers/numbers',
    summary: 'Number the papers of one kind of many proposals that have none, in the order of the list.',
    access: 'signedIn',
    body: z.object({ ...wantedProposals, kind: numberedKind }),
    response: z.object({ issued: z.int(), had: z.int() }),
    errors: ['papers.none', 'papers.too-many', 'paper.not-numbered'],
  }),
  issueReportNumber: route({
    method: 'POST',
    path: '/papers/year-report/number',
    summary: 'Give the yearly report of a session or of the term its document number.',
    access: 'signedIn',
    body: z.object({ termId: id.optional(), sessionId: id.optional(), typed }),
    response: issued,
    errors: ['papers.none', ...errors],
  }),
  exportPaperNumbers: route({
    method: 'GET',
    path: '/papers/numbers/export',
    summary: 'The register of document numbers of a year as a file.',
    access: 'signedIn',
    query: z.object({ year: z.coerce.number().int().min(1949).max(2200).optional(), format: exportFormat }),
    download: true,
  }),
}
