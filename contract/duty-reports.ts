import { z } from 'zod'
import {
  civilDate,
  exportFormat,
  filledText,
  historyEntry,
  id,
  instant,
  page,
  paging,
  text,
  version,
} from './common.ts'
import { route } from './route.ts'

/** 常务委员 · 全体委员. */
export const reportAskedOf = z.enum(['standing', 'all'])
export type ReportAskedOf = z.infer<typeof reportAskedOf>
/** 待写 · 已提交 · 退回修改 · 已归档 · 免交. */
export const reportState = z.enum(['asked', 'submitted', 'returned', 'archived', 'excused'])
export type ReportState = z.infer<typeof reportState>
export const reportAction = z.enum([
  'write',
  'attach',
  'submit',
  'record',
  'takeBack',
  'return',
  'archive',
  'reopen',
  'excuse',
  'ask',
])
export type ReportAction = z.infer<typeof reportAction>

/** Written elsewhere, as Word or on paper. */
export const reportFile = z.object({ fileId: id, name: z.string(), mediaType: z.string(), size: z.int() })
/** A part of the report under its heading. */
export const reportPart = z.object({ heading: filledText(40), text: text(8000) })
export type ReportPart = z.infer<typeof reportPart>

const year = z.coerce.number().int().min(1949).max(2200)
const count = z.int().min(0)
/** How many are in which state. */
export const reportCounts = z.object({
  asked: count,
  submitted: count,
  returned: count,
  archived: count,
  excused: count,
})

export const reportRoundItem = z.object({
  id,
  year: z.int(),
  title: z.string(),
  askedOf: reportAskedOf,
  dueOn: civilDate,
  closedAt: instant.nullable(),
  counts: reportCounts,
  /** Of the member who asks; null for others. */
  mine: z.object({ id, state: reportState }).nullable(),
})
export type ReportRoundItem = z.infer<typeof reportRoundItem>
export const reportRound = reportRoundItem.extend({
  words: z.string(),
  headings: z.array(z.object({ heading: z.string(), hint: z.string() })),
  version,
  actions: z.array(z.enum(['edit', 'remind', 'ask', 'close', 'reopen'])),
})
export type ReportRound = z.infer<typeof reportRound>

export const dutyReportItem = z.object({
  id,
  roundId: id,
  memberId: id,
  name: z.string(),
  sector: z.string(),
  state: reportState,
  /** Last handed in; null: never. */
  submittedAt: instant.nullable(),
  remindedAt: instant.nullable(),
})
export type DutyReportItem = z.infer<typeof dutyReportItem>

export const dutyReport = dutyReportItem.extend({
  round: z.object({
    id,
    year: z.int(),
    title: z.string(),
    words: z.string(),
    dueOn: civilDate,
    closedAt: instant.nullable(),
  }),
  parts: z.array(reportPart),
  files: z.array(reportFile),
  headings: z.array(z.object({ heading: z.string(), hint: z.string() })),
  /** Who of the office wrote it for the member (代录); empty: the member did. */
  writtenForBy: z.string(),
  /** Why it was sent back or excused; empty: neither. */
  note: z.string(),
  version,
  actions: z.array(reportAction),
  history: z.array(historyEntry),
})
export type DutyReport = z.infer<typeof dutyReport>

/** A part as the ledger of the year fills it: what is counted is not asked for again. */
export const drawnPart = z.object({ heading: z.string(), text: z.string() })

const ofFile = z.object({ id, fileId: id })
const listed = {
  roundId: id,
  state: reportState.optional(),
  q: filledText(30).optional(),
  sectorId: id.optional(),
}
const roundText = { title: filledText(60), words: text(2000), dueOn: civilDate }

export const dutyReportRoutes = {
  listReportRounds: route({
    method: 'GET',
    path: '/duty-report-rounds',
    summary: 'The years in which duty reports were asked, the newest first.',
    access: 'signedIn',
    query: z.object(paging),
    response: page(reportRoundItem),
  }),
  openReportRound: route({
    method: 'POST',
    path: '/duty-report-rounds',
    summary: 'Ask for the duty reports of a year.',
    access: 'signedIn',
    body: z.object({ year, askedOf: reportAskedOf, ...roundText }),
    response: z.object({ id, asked: z.int() }),
    errors: ['duty-report.round-taken', 'duty-report.no-term', 'duty-report.nobody-asked'],
  }),
  getReportRound: route({
    method: 'GET',
    path: '/duty-report-rounds/:id',
    summary: 'A round with what is asked and how far it is.',
    access: 'signedIn',
    params: z.object({ id }),
    response: reportRound,
  }),
  editReportRound: route({
    method: 'PUT',
    path: '/duty-report-rounds/:id',
    summary: 'Change title, words or date of a round; a new date is told to who has not handed in.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ version, ...roundText }),
    response: z.object({ version }),
    errors: ['duty-report.round-closed', 'version.stale'],
  }),
  closeReportRound: route({
    method: 'POST',
    path: '/duty-report-rounds/:id/close',
    summary:
      'Close a round, or open it again: nothing is handed in while it is closed. Before its day, while somebody has not handed in, only with a reason, of which those are told.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ closed: z.boolean(), note: text(200).default('') }),
    response: z.object({}),
    errors: ['duty-report.before-day'],
  }),
  remindReports: route({
    method: 'POST',
    path: '/duty-report-rounds/:id/remind',
    summary: 'Remind who has not handed in, each once a day at most.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({}),
    response: z.object({ reminded: z.int() }),
    errors: ['duty-report.round-closed'],
  }),
  askForReport: route({
    method: 'POST',
    path: '/duty-report-rounds/:id/reports',
    summary: 'Ask one more member, or one who was excused.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ memberId: id }),
    response: z.object({ id }),
    errors: ['duty-report.round-closed', 'duty-report.asked'],
  }),
  listDutyReports: route({
    method: 'GET',
    path: '/duty-reports',
    summary: 'The reports of a round in the order of strokes: who handed in and who did not.',
    access: 'signedIn',
    query: z.object({ ...paging, ...listed }),
    response: page(dutyReportItem),
  }),
  exportDutyReports: route({
    method: 'GET',
    path: '/duty-reports/export',
    summary: 'The same list as a file.',
    access: 'signedIn',
    query: z.object({ ...listed, format: exportFormat }),
    download: true,
  }),
  getDutyReportPapers: route({
    method: 'GET',
    path: '/duty-reports/papers',
    summary: 'The reports of a list that were handed in, each as a Word file, as one zip.',
    access: 'signedIn',
    query: z.object(listed),
    download: true,
    errors: ['duty-report.none-in', 'papers.busy'],
  }),
  getDutyReport: route({
    method: 'GET',
    path: '/duty-reports/:id',
    summary: 'One report: its parts, where it stands, what may be done.',
    access: 'signedIn',
    params: z.object({ id }),
    response: dutyReport,
  }),
  drawDutyReport: route({
    method: 'GET',
    path: '/duty-reports/:id/drawn',
    summary: 'What the ledger of the year says under each heading, to begin with.',
    access: 'signedIn',
    params: z.object({ id }),
    response: z.object({ parts: z.array(drawnPart) }),
  }),
  writeDutyReport: route({
    method: 'PUT',
    path: '/duty-reports/:id',
    summary: 'Keep what was written so far.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ version, parts: z.array(reportPart).min(1).max(20) }),
    response: z.object({ version }),
    errors: ['duty-report.wrong-state', 'duty-report.round-closed', 'version.stale'],
  }),
  submitDutyReport: route({
    method: 'POST',
    path: '/duty-reports/:id/submit',
    summary: 'Hand a report in.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ version, parts: z.array(reportPart).min(1).max(20) }),
    response: z.object({}),
    errors: ['duty-report.wrong-state', 'duty-report.round-closed', 'duty-report.too-short', 'version.stale'],
  }),
  recordDutyReport: route({
    method: 'POST',
    path: '/duty-reports/:id/record',
    summary: 'Hand a report in that the office writes for the member, from paper or by word of mouth; marked as such.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ version, parts: z.array(reportPart).min(1).max(20) }),
    response: z.object({}),
    errors: [
      'duty-report.wrong-state',
      'duty-report.round-closed',
      'duty-report.too-short',
      'duty-report.begun',
      'version.stale',
    ],
  }),
  addDutyReportFile: route({
    method: 'POST',
    path: '/duty-reports/:id/files',
    summary: 'Hang a report written elsewhere, as Word or scanned, on one that is not handed in.',
    access: 'signedIn',
    multipart: true,
    params: z.object({ id }),
    response: reportFile,
    errors: ['duty-report.wrong-state', 'duty-report.round-closed', 'file.too-many', 'file.too-large', 'file.missing'],
  }),
  removeDutyReportFile: route({
    method: 'DELETE',
    path: '/duty-reports/:id/files/:fileId',
    summary: 'Take it off again.',
    access: 'signedIn',
    params: ofFile,
    response: z.object({}),
    errors: ['duty-report.wrong-state', 'duty-report.round-closed'],
  }),
  getDutyReportFile: route({
    method: 'GET',
    path: '/duty-reports/:id/files/:fileId',
    summary: 'Fetch a file of a report.',
    access: 'signedIn',
    params: ofFile,
    download: true,
  }),
  takeBackDutyReport: route({
    method: 'POST',
    path: '/duty-reports/:id/take-back',
    summary: 'Take a report back to change it, before the office has archived it.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({}),
    response: z.object({}),
    errors: ['duty-report.wrong-state', 'duty-report.round-closed'],
  }),
  returnDutyReport: route({
    method: 'POST',
    path: '/duty-reports/:id/return',
    summary: 'Send a report back to its writer with the reason.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ note: filledText(500) }),
    response: z.object({}),
    errors: ['duty-report.wrong-state'],
  }),
  archiveDutyReport: route({
    method: 'POST',
    path: '/duty-reports/:id/archive',
    summary: 'Take a report into the member’s archive as it was read; it becomes an entry of the ledger.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ version }),
    response: z.object({}),
    errors: ['duty-report.wrong-state', 'version.stale'],
  }),
  reopenDutyReport: route({
    method: 'POST',
    path: '/duty-reports/:id/reopen',
    summary: 'Take an archived report out again with the reason; its entry is reversed.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ note: filledText(500) }),
    response: z.object({}),
    errors: ['duty-report.wrong-state'],
  }),
  excuseDutyReport: route({
    method: 'POST',
    path: '/duty-reports/:id/excuse',
    summary: 'Excuse a member from this year’s report with the reason.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ note: filledText(500) }),
    response: z.object({}),
    errors: ['duty-report.wrong-state'],
  }),
  getDutyReportPaper: route({
    method: 'GET',
    path: '/duty-reports/:id/paper',
    summary: 'The report as a Word file.',
    access: 'signedIn',
    params: z.object({ id }),
    download: true,
  }),
}
