import { z } from 'zod'
import { id, text } from './common.ts'
import { keyFilters } from './leadership.ts'
import { proposalFilters, proposalSort } from './proposals.ts'
import { route } from './route.ts'

/** 提案表 · 联名页 · 审查意见 · 交办通知 · 答复函 · 会办意见函 · 催办函. */
export const paperKind = z.enum([
  'proposalForm',
  'coSignPage',
  'examination',
  'assignmentNotice',
  'reply',
  'jointOpinion',
  'reminder',
])
export type PaperKind = z.infer<typeof paperKind>

/** A paper that can be had now. */
export const paperOffer = z.object({
  kind: paperKind,
  /** The assignment or reply it is about; null: the proposal itself. */
  on: id.nullable(),
  name: z.string(),
  unit: z.string(),
  /** Not final: the reply is not delivered, the proposal not handed in. */
  draft: z.boolean(),
  round: z.int(),
  /** False: a later one has taken its place. */
  current: z.boolean(),
  /** 发文字号 it was issued under; empty: none yet, or none of ours. */
  documentNumber: z.string(),
  /** The viewer may give it its number. */
  mayNumber: z.boolean(),
})
export type PaperOffer = z.infer<typeof paperOffer>

/** Which proposals: those named, at most a page of the list, or else all that the filters find. */
export const wantedProposals = {
  ...proposalFilters,
  sort: proposalSort.default('number'),
  /** Ids with commas between; in place of the filters. */
  ids: z
    .string()
    .max(100 * 37)
    .transform((s) => s.split(',').filter((one) => one !== ''))
    .pipe(z.array(id).min(1).max(100))
    .optional(),
}

export const documentRoutes = {
  listPapers: route({
    method: 'GET',
    path: '/proposals/:id/papers',
    summary: 'The papers of a proposal I may have as it stands.',
    access: 'signedIn',
    params: z.object({ id }),
    response: z.object({ items: z.array(paperOffer) }),
  }),
  getPaper: route({
    method: 'GET',
    path: '/proposals/:id/papers/:kind',
    summary: 'One paper as a Word file to GB/T 9704.',
    access: 'signedIn',
    params: z.object({ id, kind: paperKind }),
    query: z.object({ on: id.optional() }),
    download: true,
  }),
  getPapers: route({
    method: 'GET',
    path: '/papers/batch',
    summary: 'The papers of one kind of many proposals, as a zip with an index.',
    access: 'signedIn',
    query: z.object({ ...wantedProposals, kind: paperKind }),
    download: true,
    errors: ['papers.none', 'papers.too-many', 'papers.busy'],
  }),
  getMeetingList: route({
    method: 'GET',
    path: '/papers/meeting-list',
    summary: 'The list for the assignment meeting (交办会清单) as a Word table.',
    access: 'signedIn',
    query: z.object({ ...wantedProposals, name: text(40).optional() }),
    download: true,
    errors: ['papers.none', 'papers.too-many'],
  }),
  getHandlingList: route({
    method: 'GET',
    path: '/papers/handling-list',
    summary: 'The handling list of key proposals (办理情况清单) as a Word table.',
    access: 'signedIn',
    query: z.object({ ...keyFilters, name: text(40).optional() }),
    download: true,
    errors: ['papers.none', 'papers.too-many'],
  }),
  getActivityRecordPaper: route({
    method: 'GET',
    path: '/activity-records/:id/word',
    summary: 'A brief, minutes or an outcome of an activity as a Word file.',
    access: 'signedIn',
    params: z.object({ id }),
    download: true,
  }),
  getYearReport: route({
    method: 'GET',
    path: '/papers/year-report',
    summary: 'The yearly report with its tables, of a session or of the term so far.',
    access: 'signedIn',
    query: z.object({ termId: id.optional(), sessionId: id.optional() }),
    download: true,
    errors: ['papers.none'],
  }),
}
