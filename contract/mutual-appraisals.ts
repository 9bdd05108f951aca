import { z } from 'zod'
import { civilDate, exportFormat, id, instant, page, paging, text } from './common.ts'
import { route } from './route.ts'

/** Who scores: the lead proposer the handling, the unit the proposal. */
export const mutualSide = z.enum(['proposer', 'unit'])
export type MutualSide = z.infer<typeof mutualSide>
/** Of a badly scored handling: handle again (重办), or not. */
export const mutualDecision = z.enum(['rehandle', 'keep'])

/** An item of the score (评议项目) and how many points it can have. */
export const scoreItem = z.object({ code: z.string(), name: z.string(), points: z.int(), hint: z.string() })
export type ScoreItem = z.infer<typeof scoreItem>
/** A grade (等次) and the points it begins at. */
export const scoreBand = z.object({ code: z.string(), name: z.string(), from: z.int() })
export type ScoreBand = z.infer<typeof scoreBand>

/** What one side gave. While it is closed to the viewer only `given` may be there; null: not told either. */
const sealedScore = z.object({
  given: z.boolean().nullable(),
  total: z.int().nullable(),
  /** Name of the grade. */
  band: z.string().nullable(),
  low: z.boolean(),
})
export const mutualAppraisalItem = z.object({
  id,
  proposalId: id,
  number: z.int().nullable(),
  title: z.string(),
  proposers: z.string(),
  memberName: z.string(),
  unitId: id,
  unitName: z.string(),
  openedAt: instant,
  /** The last day on which a score can be given. */
  closesOn: civilDate,
  /** Both scores are open to both sides: both are in, or the last day is over. */
  revealed: z.boolean(),
  /** Of the handling, by the lead proposer. */
  handling: sealedScore,
  /** Of the proposal, by the unit. */
  proposal: sealedScore,
  /** Which side the viewer is. */
  mine: mutualSide.nullable(),
  decision: mutualDecision.nullable(),
  actions: z.array(z.enum(['score', 'decide'])),
})
export type MutualAppraisalItem = z.infer<typeof mutualAppraisalItem>

/** A score item by item, with its words. */
export const openScore = z.object({
  points: z.record(z.string(), z.int()),
  total: z.int(),
  band: z.string(),
  words: z.string(),
  givenAt: instant,
  /** Counted up at each change before it is revealed. */
  version: z.int(),
})
export const mutualAppraisal = mutualAppraisalItem.extend({
  handlingItems: z.array(scoreItem),
  proposalItems: z.array(scoreItem),
  bands: z.array(scoreBand),
  /** A total below this is low and needs words. */
  lowBelow: z.int(),
  /** Null: not given, or closed to the viewer. */
  handlingScore: openScore.nullable(),
  proposalScore: openScore.nullable(),
  decisionNote: z.string(),
  decidedAt: instant.nullable(),
  /** Deciding to handle it again sets the proposal back to handling; false where its state does not allow that. */
  canRehandle: z.boolean(),
})
export type MutualAppraisal = z.infer<typeof mutualAppraisal>

/** One unit's figures; means of what is revealed, in hundredths of a point. */
export const mutualUnitFigures = z.object({
  unitId: id,
  name: z.string(),
  opened: z.int(),
  handlingGiven: z.int(),
  proposalGiven: z.int(),
  revealed: z.int(),
  handlingMean: z.int().nullable(),
  proposalMean: z.int().nullable(),
  /** How often each grade was given to the handling, in the order of `bands`. */
  handlingBands: z.array(z.int()),
  low: z.int(),
})
export type MutualUnitFigures = z.infer<typeof mutualUnitFigures>

const filters = {
  year: z.coerce.number().int().min(1949).max(2200).optional(),
  unitId: id.optional(),
  proposalId: id.optional(),
  /** 评议中 · 已公开. */
  state: z.enum(['open', 'revealed']).optional(),
  /** Who has not scored yet, of those still open; offices only. */
  missing: mutualSide.optional(),
  /** Revealed ones with a low score of the handling, or of the proposal. */
  low: z.enum(['handling', 'proposal']).optional(),
}

export const mutualAppraisalRoutes = {
  listMutualAppraisals: route({
    method: 'GET',
    path: '/mutual-appraisals',
    summary: 'Two-way appraisals, newest first; a score only where it is open to the viewer.',
    access: 'signedIn',
    query: z.object({ ...paging, ...filters }),
    response: page(mutualAppraisalItem),
  }),
  exportMutualAppraisals: route({
    method: 'GET',
    path: '/mutual-appraisals/export',
    summary: 'The list as a file.',
    access: 'signedIn',
    query: z.object({ ...filters, format: exportFormat }),
    download: true,
  }),
  getMutualFigures: route({
    method: 'GET',
    path: '/mutual-appraisals/figures',
    summary: 'How far the two-way appraisals are and what came of them, by unit.',
    access: 'signedIn',
    query: z.object({ year: filters.year }),
    response: z.object({ bands: z.array(scoreBand), units: z.array(mutualUnitFigures) }),
  }),
  exportMutualFigures: route({
    method: 'GET',
    path: '/mutual-appraisals/figures/export',
    summary: 'The figures by unit as a file.',
    access: 'signedIn',
    query: z.object({ year: filters.year, format: exportFormat }),
    download: true,
  }),
  getMutualAppraisal: route({
    method: 'GET',
    path: '/mutual-appraisals/:id',
    summary: 'One two-way appraisal as the viewer may see it.',
    access: 'signedIn',
    params: z.object({ id }),
    response: mutualAppraisal,
  }),
  giveMutualScore: route({
    method: 'PUT',
    path: '/mutual-appraisals/:id/score',
    summary: 'Give one’s own side’s score, or change it before it is revealed.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({
      /** 0: given for the first time. */
      version: z.int().min(0).max(2_147_483_647),
      points: z.record(z.string().max(40), z.int().min(0).max(100)),
      words: text(1000),
    }),
    response: z.object({ version: z.int(), revealed: z.boolean() }),
    errors: ['mutual-appraisal.closed', 'mutual-appraisal.both-sides', 'mutual-appraisal.needs-words', 'version.stale'],
  }),
  decideMutualCase: route({
    method: 'POST',
    path: '/mutual-appraisals/:id/decision',
    summary: 'Decide on a badly scored handling: handle again, or not, with the reason.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ decision: mutualDecision, note: text(1000) }),
    response: z.object({}),
    errors: [
      'mutual-appraisal.no-case',
      'mutual-appraisal.decided',
      'mutual-appraisal.needs-note',
      'proposal.wrong-state',
      'merge.split-first',
    ],
  }),
}
