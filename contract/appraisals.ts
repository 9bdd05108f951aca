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
import { scoreBand } from './mutual-appraisals.ts'
import { route } from './route.ts'

/** 起草 · 评议中 · 已截止 · 已出评议报告 · 整改中 · 已回头看 · 已归档. */
export const appraisalState = z.enum(['drafted', 'open', 'closed', 'reported', 'rectifying', 'lookedBack', 'archived'])
export type AppraisalState = z.infer<typeof appraisalState>
export const appraisalAction = z.enum([
  'edit',
  'discard',
  'invite',
  'open',
  'remind',
  'extend',
  'handIn',
  'close',
  'report',
  'rectify',
  'writeMeasures',
  'lookBack',
  'endLookBack',
  'archive',
])
export type AppraisalAction = z.infer<typeof appraisalAction>
/** 已整改到位 · 部分到位 · 未整改. */
export const lookBackOutcome = z.enum(['done', 'partly', 'notDone'])

/** A dimension (维度) with its weight in per cent. */
export const dimension = z.object({ code: z.string(), name: z.string(), weight: z.int(), hint: z.string() })
export type Dimension = z.infer<typeof dimension>
/** What can be ticked (档次), best first, and how many points it is worth. */
export const level = z.object({ code: z.string(), name: z.string(), points: z.int() })
export type Level = z.infer<typeof level>

export const measure = z.object({ measure: filledText(1000), dueOn: civilDate, responsible: text(100) })
export type Measure = z.infer<typeof measure>

export const appraisalItem = z.object({
  id,
  year: z.int(),
  title: z.string(),
  state: appraisalState,
  opensAt: instant,
  closesAt: instant,
  units: z.int(),
  /** How many are invited and have handed in; null for who does not follow that. */
  invited: z.int().nullable(),
  handedIn: z.int().nullable(),
  /** Of the viewer as an appraiser; null: not one. */
  mine: z.enum(['toScore', 'handedIn', 'missed']).nullable(),
})
export type AppraisalItem = z.infer<typeof appraisalItem>

export const appraisedUnit = z.object({
  unitId: id,
  name: z.string(),
  /** Proposals of that year it handled. */
  proposals: z.int(),
  rectifies: z.boolean(),
  measures: z.array(measure),
  measuresAt: instant.nullable(),
  lookBack: lookBackOutcome.nullable(),
  lookBackWords: z.string(),
  lookedBackOn: civilDate.nullable(),
  version,
  actions: z.array(z.enum(['writeMeasures', 'lookBack'])),
})
export type AppraisedUnit = z.infer<typeof appraisedUnit>
export const appraisal = appraisalItem.omit({ units: true }).extend({
  explanation: z.string(),
  /** Handing in comes into the ledger of duty when it is closed; false: an activity’s check-in tells it. */
  countsAsDuty: z.boolean(),
  dimensions: z.array(dimension),
  levels: z.array(level),
  bands: z.array(scoreBand),
  /** Fewer ballots than this: no figures of the unit are shown. */
  minimumBallots: z.int(),
  /** The rule proposed for choosing units: those with so many proposals. */
  minimumProposals: z.int(),
  /** Whether the viewer may read the figures now. */
  results: z.boolean(),
  reportWords: z.string(),
  reportedAt: instant.nullable(),
  rectifyBy: civilDate.nullable(),
  /** Of a unit: itself only. */
  units: z.array(appraisedUnit),
  version,
  actions: z.array(appraisalAction),
  history: z.array(historyEntry),
})
export type Appraisal = z.infer<typeof appraisal>

export const appraiser = z.object({
  memberId: id,
  name: z.string(),
  sector: z.string().nullable(),
  handedIn: z.boolean(),
  /** Without an account nobody can hand in. */
  hasAccount: z.boolean(),
})
export type Appraiser = z.infer<typeof appraiser>

/** Means in hundredths of a point. `null` for a unit with too few ballots. */
export const unitResult = z.object({
  unitId: id,
  name: z.string(),
  proposals: z.int(),
  ballots: z.int(),
  /** For the office alone; equal totals share a rank. */
  rank: z.int().nullable(),
  total: z.int().nullable(),
  band: z.string().nullable(),
  /** In the order of the dimensions: the mean, and how often each level was ticked. */
  dimensions: z.array(z.object({ mean: z.int(), levels: z.array(z.int()) })).nullable(),
  /** How many ballots fall into each grade. */
  bands: z.array(z.int()).nullable(),
})
export type UnitResult = z.infer<typeof unitResult>
export const appraisalResults = z.object({
  invited: z.int(),
  handedIn: z.int(),
  ranked: z.boolean(),
  units: z.array(unitResult),
})
export type AppraisalResults = z.infer<typeof appraisalResults>

const given = {
  year: z.int().min(1949).max(2200),
  title: filledText(100),
  explanation: text(4000),
  countsAsDuty: z.boolean().default(true),
  opensAt: z.iso.datetime({ error: '请填开始的时间' }),
  closesAt: z.iso.datetime({ error: '请填截止的时间' }),
}
const one = z.object({ id })
const moved = z.object({ state: appraisalState, version })
const unitParams = z.object({ id, unitId: id })
const ids = z.array(id).max(3000)

export const appraisalRoutes = {
  listAppraisals: route({
    method: 'GET',
    path: '/appraisals',
    summary: 'Democratic appraisals of units, newest first.',
    access: 'signedIn',
    query: z.object({
      ...paging,
      year: z.coerce.number().int().min(1949).max(2200).optional(),
      state: appraisalState.optional(),
    }),
    response: page(appraisalItem),
  }),
  createAppraisal: route({
    method: 'POST',
    path: '/appraisals',
    summary: 'Draft an appraisal.',
    access: 'signedIn',
    creates: true,
    body: z.object(given),
    response: one,
    errors: ['appraisal.times'],
  }),
  getAppraisal: route({
    method: 'GET',
    path: '/appraisals/:id',
    summary: 'One appraisal: what is appraised, by when, how far it is.',
    access: 'signedIn',
    params: one,
    response: appraisal,
  }),
  editAppraisal: route({
    method: 'PUT',
    path: '/appraisals/:id',
    summary: 'Change the draft.',
    access: 'signedIn',
    params: one,
    body: z.object({ version, ...given }),
    response: moved,
    errors: ['appraisal.wrong-state', 'appraisal.times', 'version.stale'],
  }),
  discardAppraisal: route({
    method: 'DELETE',
    path: '/appraisals/:id',
    summary: 'Throw the draft away.',
    access: 'signedIn',
    params: one,
    response: z.object({}),
    errors: ['appraisal.wrong-state'],
  }),
  listAppraisalCandidates: route({
    method: 'GET',
    path: '/appraisals/:id/candidates',
    summary: 'The committee’s units with how many proposals of that year each handled.',
    access: 'signedIn',
    params: one,
    response: z.object({
      units: z.array(z.object({ unitId: id, name: z.string(), proposals: z.int(), chosen: z.boolean() })),
    }),
  }),
  chooseAppraisedUnits: route({
    method: 'POST',
    path: '/appraisals/:id/units',
    summary: 'Say which units are appraised: all with at least so many proposals, or those named. Replaces the choice.',
    access: 'signedIn',
    params: one,
    body: z.discriminatedUnion('way', [
      z.object({ way: z.literal('atLeast'), proposals: z.int().min(1).max(10_000) }),
      z.object({ way: z.literal('byHand'), unitIds: ids }),
    ]),
    response: z.object({ units: z.int() }),
    errors: ['appraisal.wrong-state'],
  }),
  listAppraisers: route({
    method: 'GET',
    path: '/appraisals/:id/appraisers',
    summary: 'Who is invited and who has handed in.',
    access: 'signedIn',
    params: one,
    response: z.object({ items: z.array(appraiser) }),
  }),
  inviteAppraisers: route({
    method: 'POST',
    path: '/appraisals/:id/appraisers',
    summary: 'Invite members: all, of sectors, the proposers concerned, or those named. Adds to who is invited.',
    access: 'signedIn',
    params: one,
    body: z.discriminatedUnion('way', [
      z.object({ way: z.literal('all') }),
      z.object({ way: z.literal('proposers') }),
      z.object({ way: z.literal('sectors'), sectorIds: ids.min(1) }),
      z.object({ way: z.literal('byHand'), memberIds: ids.min(1) }),
    ]),
    response: z.object({ added: z.int(), invited: z.int() }),
    errors: ['appraisal.wrong-state'],
  }),
  removeAppraisers: route({
    method: 'POST',
    path: '/appraisals/:id/appraisers/removal',
    summary: 'Take members off the list while it is a draft.',
    access: 'signedIn',
    params: one,
    body: z.object({ memberIds: ids.min(1) }),
    response: z.object({ invited: z.int() }),
    errors: ['appraisal.wrong-state'],
  }),
  openAppraisal: route({
    method: 'POST',
    path: '/appraisals/:id/opening',
    summary: 'Open it: who is invited can hand in between the two times.',
    access: 'signedIn',
    params: one,
    response: moved,
    errors: ['appraisal.wrong-state', 'appraisal.incomplete', 'appraisal.times'],
  }),
  extendAppraisal: route({
    method: 'POST',
    path: '/appraisals/:id/closing-time',
    summary: 'Move the closing time while it is open.',
    access: 'signedIn',
    params: one,
    body: z.object({ closesAt: given.closesAt }),
    response: moved,
    errors: ['appraisal.wrong-state', 'appraisal.times'],
  }),
  remindAppraisers: route({
    method: 'POST',
    path: '/appraisals/:id/reminder',
    summary: 'Remind those invited who have not handed in, once a day.',
    access: 'signedIn',
    params: one,
    response: z.object({ reminded: z.int() }),
    errors: ['appraisal.wrong-state', 'appraisal.not-open-yet', 'appraisal.over', 'appraisal.reminded'],
  }),
  handInBallots: route({
    method: 'POST',
    path: '/appraisals/:id/ballots',
    summary: 'Hand in all one’s scores, once and without a name. Null levels: the unit is not known well enough.',
    access: 'signedIn',
    params: one,
    body: z.object({
      scores: z.array(z.object({ unitId: id, levels: z.array(z.string().max(40)).max(20).nullable() })).max(500),
    }),
    response: z.object({}),
    errors: [
      'appraisal.wrong-state',
      'appraisal.not-open-yet',
      'appraisal.over',
      'ballot.handed-in',
      'ballot.incomplete',
      'ballot.own-hand',
    ],
  }),
  closeAppraisal: route({
    method: 'POST',
    path: '/appraisals/:id/closing',
    summary: 'Close it before its time; closing what is closed changes nothing.',
    access: 'signedIn',
    params: one,
    response: moved,
    errors: ['appraisal.wrong-state'],
  }),
  getAppraisalResults: route({
    method: 'GET',
    path: '/appraisals/:id/results',
    summary: 'The figures: of all units for the offices, of its own for a unit once reported.',
    access: 'signedIn',
    params: one,
    response: appraisalResults,
  }),
  exportAppraisalResults: route({
    method: 'GET',
    path: '/appraisals/:id/results/export',
    summary: 'The figures as a file.',
    access: 'signedIn',
    params: one,
    query: z.object({ format: exportFormat }),
    download: true,
  }),
  reportAppraisal: route({
    method: 'POST',
    path: '/appraisals/:id/report',
    summary: 'Publish the appraisal report to the units and leaders.',
    access: 'signedIn',
    params: one,
    body: z.object({ words: filledText(20_000) }),
    response: moved,
    errors: ['appraisal.wrong-state'],
  }),
  rectifyAppraisal: route({
    method: 'POST',
    path: '/appraisals/:id/rectification',
    summary: 'Ask units for rectification measures by a day.',
    access: 'signedIn',
    params: one,
    body: z.object({ unitIds: ids.min(1), rectifyBy: civilDate }),
    response: moved,
    errors: ['appraisal.wrong-state', 'appraisal.unknown-unit', 'appraisal.times'],
  }),
  writeMeasures: route({
    method: 'PUT',
    path: '/appraisals/:id/units/:unitId/measures',
    summary: 'Write the unit’s rectification measures with their dates.',
    access: 'signedIn',
    params: unitParams,
    body: z.object({ version, measures: z.array(measure).min(1).max(30) }),
    response: z.object({ version }),
    errors: ['appraisal.wrong-state', 'appraisal.looked-back', 'version.stale'],
  }),
  lookBackOn: route({
    method: 'POST',
    path: '/appraisals/:id/units/:unitId/look-back',
    summary: 'Record what became of a unit’s rectification.',
    access: 'signedIn',
    params: unitParams,
    body: z.object({ version, outcome: lookBackOutcome, words: filledText(4000), lookedBackOn: civilDate }),
    response: z.object({ version }),
    errors: ['appraisal.wrong-state', 'appraisal.unknown-unit', 'appraisal.times', 'version.stale'],
  }),
  endLookBack: route({
    method: 'POST',
    path: '/appraisals/:id/look-back-end',
    summary: 'End looking back once every unit asked was looked back on.',
    access: 'signedIn',
    params: one,
    response: moved,
    errors: ['appraisal.wrong-state', 'appraisal.look-back-open'],
  }),
  archiveAppraisal: route({
    method: 'POST',
    path: '/appraisals/:id/archiving',
    summary: 'Put it into the archive.',
    access: 'signedIn',
    params: one,
    response: moved,
    errors: ['appraisal.wrong-state'],
  }),
}
