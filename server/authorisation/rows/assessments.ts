import type { AssessmentState, assessmentRoutes } from '#contract/assessments.ts'
import { shippedScheme } from '#features/scoring/rules/shipped/schemes.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import type { Asker, World } from '../world.ts'
import { only } from './proposals.ts'

const { scheme } = shippedScheme('jinan2015')!
const emptyScore = {
  centipoints: 7000,
  grade: '称职',
  lines: [],
  preconditions: [],
  vetoes: [],
  crossed: [],
  unjudged: [],
}

interface Subject {
  id: string
  subjectId: string
  objectionId: string
  recognitionId: string
  deliveryId: string
}

/** A round of home in some state, in which home's proposer is assessed and has objected. */
export async function roundIn(world: World, state: AssessmentState): Promise<Subject> {
  const { committeeId, people } = world.home
  const subjectId = people.proposer.memberId!
  const [id, objectionId, recognitionId, deliveryId] = [newId(), newId(), newId(), newId()]
  const at = world.app.clock.now
  const own = { committee_id: committeeId, assessment_id: id, subject_id: subjectId }
  // One round a year: those of other cells have been used up.
  await world.db
    .updateTable('assessments')
    .set({ state: 'cancelled' })
    .where('committee_id', '=', committeeId)
    .where('year', '=', 2025)
    .execute()
  await world.db
    .insertInto('assessments')
    .values({
      committee_id: committeeId,
      id,
      kind: 'members',
      title: '年度考核',
      year: 2025,
      period_from: '2025-01-01',
      period_to: '2025-12-31',
      state,
      state_since: at,
      scheme: JSON.stringify(scheme),
      frozen_at: at,
      subjects: 1,
      reckoned: 1,
      check_until: '2099-12-31',
      approved_on: state === 'approved' || state === 'delivered' ? '2026-01-08' : null,
      delivered_at: state === 'delivered' ? at : null,
      created_at: at,
    })
    .execute()
  await world.db
    .insertInto('assessment_subjects')
    .values({
      ...own,
      name: '王测试',
      stroke_key: 'a',
      about: '经济界',
      employer: '某单位',
      standing: false,
      joined_on: '2022-01-10',
      revision: 1,
      centipoints: 7000,
      grade: '称职',
    })
    .execute()
  await world.db
    .insertInto('assessment_scores')
    .values({
      ...own,
      revision: 1,
      centipoints: 7000,
      grade: '称职',
      score: JSON.stringify(emptyScore),
      as_of: at,
      reason: '冻结台账时计分',
      reckoned_at: at,
    })
    .execute()
  await world.db
    .insertInto('assessment_objections')
    .values({ ...own, id: objectionId, state: 'open', item_key: 'plenary', reason: '到会了', raised_at: at })
    .execute()
  await world.db
    .insertInto('recognitions')
    .values({
      committee_id: committeeId,
      id: recognitionId,
      kind: 'other',
      title: `表扬${recognitionId}`,
      member_id: subjectId,
      year: 2026,
      reason: '',
      given_by: '主席会议',
      given_on: '2026-01-10',
      given_at: at,
    })
    .execute()
  await world.db
    .insertInto('assessment_deliveries')
    .values({
      committee_id: committeeId,
      assessment_id: id,
      id: deliveryId,
      receiver_kind: 'employer',
      receiver: '某单位',
      subject_ids: [subjectId],
      shows_points: false,
    })
    .execute()
  return { id, subjectId, objectionId, recognitionId, deliveryId }
}

export const office: Asker[] = ['memberOffice']
/** Who sees a round once it is checked: the office, the leaders, who is in it. */
export const seers: Asker[] = ['memberOffice', 'leader', 'proposer']
export const before: Asker[] = ['memberOffice', 'leader']
export const hidden = away('hidden')

export function act(
  state: AssessmentState,
  actors: Asker[],
  seen: Asker[],
  request: (subject: Subject) => { params: Record<string, string>; body?: unknown; query?: Record<string, unknown> },
): Row {
  return row({
    prepare: (world) => roundIn(world, state),
    request: (_, subject) => request(subject),
    home: only(actors, seen),
    away: hidden,
  })
}
const move = (state: AssessmentState, seen: Asker[], body: unknown = {}) =>
  act(state, office, seen, ({ id }) => ({ params: { id }, body }))
export const deliveryOf = ({ deliveryId }: Subject): string => deliveryId
export const one = ({ id, subjectId }: Subject) => ({ id, subjectId })
export const readers = {
  memberOffice: 'ok',
  proposalOffice: 'ok',
  leader: 'ok',
  proposer: 'ok',
  otherMember: 'ok',
} as const
export const byOffice = { memberOffice: 'ok' } as const

export const rows: Record<keyof typeof assessmentRoutes, Row> = {
  listAssessments: row({ request: () => ({}), home: all('denied', readers), away: away('denied', readers) }),
  openAssessment: row({
    request: () => ({ body: { kind: 'members', title: '年度考核', year: 2199 } }),
    home: all('denied', byOffice),
    away: away('denied', byOffice),
  }),
  listStaffOptions: row({ request: () => ({}), home: all('denied', byOffice), away: away('denied', byOffice) }),
  getAssessment: act('checking', seers, seers, ({ id }) => ({ params: { id } })),
  freezeAssessment: move('opened', before),
  startCheck: move('frozen', before, { until: '2099-12-31' }),
  endCheck: move('checking', seers, { note: '都看过了' }),
  extendCheck: move('checking', seers, { until: '2099-12-31' }),
  remindCheck: move('checking', seers),
  getAssessmentYear: row({
    request: () => ({ params: { year: '2026' } }),
    home: all('denied', readers),
    away: away('denied', readers),
  }),
  deliverAssessment: move('approved', seers),
  closeAssessment: move('delivered', seers),
  cancelAssessment: move('checking', seers, { note: '重来' }),
  listResults: act('checking', before, seers, ({ id }) => ({ params: { id } })),
  exportResults: act('checking', before, seers, ({ id }) => ({ params: { id }, query: { format: 'csv' } })),
  getResultReport: act('checking', before, seers, ({ id }) => ({ params: { id } })),
  getResult: act('checking', seers, seers, (subject) => ({ params: one(subject) })),
  confirmResult: act('checking', ['proposer'], seers, (subject) => ({ params: one(subject), body: { version: 1 } })),
  objectToScore: act('checking', ['proposer'], seers, (subject) => ({
    params: one(subject),
    body: { itemKey: '', reason: '少记一次' },
  })),
  answerScoreObjection: act('checking', office, seers, ({ objectionId }) => ({
    params: { id: objectionId },
    body: { uphold: false, answer: '没有记录' },
  })),
  withdrawScoreObjection: act('checking', ['proposer'], seers, ({ objectionId }) => ({
    params: { id: objectionId },
    body: {},
  })),
}
