import type { appraisalRoutes } from '#contract/appraisals.ts'
import { buildAppraisal } from '#features/evaluations/evaluations.fixtures.ts'
import { appraisalSetting } from '#features/evaluations/settings.ts'
import { all, away, type Row, row } from '../row.ts'
import type { Asker, World } from '../world.ts'
import { only } from './proposals.ts'

/** An appraisal of home's unit by home's proposer, in a state. */
const appraisalIn = (state: string) => (world: World) => {
  const { committeeId, unitId, people } = world.home
  const memberIds = [people.proposer.memberId!]
  return buildAppraisal(world.db, { committeeId, state, unitIds: [unitId], memberIds, rectifies: [unitId] })
}

const office: Asker[] = ['proposalOffice']
/** Who knows of it: the draft is the office's, a unit hears of it with the report. */
const seenBy: Record<'drafted' | 'open' | 'told', Asker[]> = {
  drafted: office,
  open: ['proposalOffice', 'leader', 'assigningOffice', 'proposer'],
  told: ['proposalOffice', 'leader', 'assigningOffice', 'proposer', 'unitClerk'],
}
const seenIn = (state: string) =>
  state === 'drafted' ? seenBy.drafted : state === 'open' || state === 'closed' ? seenBy.open : seenBy.told

/** A row about one appraisal in `state`, for `actors` alone. */
function act(state: string, actors: Asker[], body?: (world: World) => unknown, unit = false): Row {
  return row({
    prepare: appraisalIn(state),
    request: (world, id) => ({
      params: { id, ...(unit ? { unitId: world.home.unitId } : {}) },
      ...(body ? { body: body(world) } : {}),
    }),
    home: only(actors, seenIn(state)),
    away: away('hidden'),
  })
}

const times = { opensAt: '2026-03-03T00:00:00Z', closesAt: '2026-03-30T00:00:00Z' }
const draft = { year: 2026, title: '提案办理民主评议', explanation: '', ...times }
const everybody = { home: all('ok'), away: away('ok') }
const best = () => appraisalSetting.defaults.dimensions.map(() => 'excellent')

export const rows: Record<keyof typeof appraisalRoutes, Row> = {
  listAppraisals: row({ request: () => ({}), ...everybody }),
  createAppraisal: row({
    request: () => ({ body: draft }),
    home: all('denied', { proposalOffice: 'ok' }),
    away: away('denied', { proposalOffice: 'ok' }),
  }),
  getAppraisal: act('reported', seenBy.told),
  editAppraisal: act('drafted', office, () => ({ version: 1, ...draft })),
  discardAppraisal: act('drafted', office),
  listAppraisalCandidates: act('drafted', office),
  chooseAppraisedUnits: act('drafted', office, (world) => ({ way: 'byHand', unitIds: [world.home.otherUnitId] })),
  listAppraisers: act('open', office),
  inviteAppraisers: act('open', office, () => ({ way: 'all' })),
  removeAppraisers: act('drafted', office, (world) => ({ memberIds: [world.home.people.proposer.memberId] })),
  openAppraisal: act('drafted', office),
  extendAppraisal: act('open', office, () => ({ closesAt: times.closesAt })),
  remindAppraisers: act('open', office),
  handInBallots: act('open', ['proposer'], (world) => ({
    scores: [{ unitId: world.home.unitId, levels: best() }],
  })),
  closeAppraisal: act('open', office),
  getAppraisalResults: act('reported', ['proposalOffice', 'leader', 'assigningOffice', 'unitClerk']),
  exportAppraisalResults: row({
    prepare: appraisalIn('reported'),
    request: (_, id) => ({ params: { id }, query: { format: 'csv' } }),
    home: only(['proposalOffice', 'leader', 'assigningOffice', 'unitClerk'], seenBy.told),
    away: away('hidden'),
  }),
  reportAppraisal: act('closed', office, () => ({ words: '总的看，办理工作扎实。' })),
  rectifyAppraisal: act('reported', office, (world) => ({
    unitIds: [world.home.unitId],
    rectifyBy: '2026-05-30',
  })),
  writeMeasures: act(
    'rectifying',
    ['unitClerk'],
    () => ({ version: 1, measures: [{ measure: '面商前置', dueOn: '2026-04-30', responsible: '办公室' }] }),
    true,
  ),
  lookBackOn: act(
    'rectifying',
    office,
    () => ({ version: 1, outcome: 'done', words: '已经整改', lookedBackOn: '2026-03-01' }),
    true,
  ),
  endLookBack: act('rectifying', office),
  archiveAppraisal: act('reported', office),
}
