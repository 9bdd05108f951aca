import { z } from 'zod'
import { civilDate, exportFormat, filledText, id, instant, page, paging, text, version } from './common.ts'
import { route } from './route.ts'
import { score, scoredEntry } from './scoring.ts'
import { grade, keptScheme, lineMeasure } from './scoring-scheme.ts'

/** 委员年度考核 · 机关干部学比述评. */
export const assessmentKind = z.enum(['members', 'staff'])
export type AssessmentKind = z.infer<typeof assessmentKind>
export const assessmentState = z.enum([
  'opened',
  'reckoning',
  'frozen',
  'checking',
  'judging',
  'deliberating',
  'approved',
  'delivered',
  'closed',
  'cancelled',
])
export type AssessmentState = z.infer<typeof assessmentState>
export const assessmentAction = z.enum([
  'freeze',
  'judge',
  'startCheck',
  'confirm',
  'object',
  'withdraw',
  'answer',
  'extendCheck',
  'remindCheck',
  'endCheck',
  'submit',
  'recall',
  'approve',
  'sendBack',
  'recordApproval',
  'deliver',
  'acknowledge',
  'handOver',
  'close',
  'cancel',
])
export type AssessmentAction = z.infer<typeof assessmentAction>
export const scoreObjectionState = z.enum(['open', 'upheld', 'refused', 'withdrawn'])

export const assessmentItem = z.object({
  id,
  kind: assessmentKind,
  title: z.string(),
  year: z.int(),
  /** The days of duty it reads. */
  periodFrom: civilDate,
  periodTo: civilDate,
  state: assessmentState,
  stateSince: instant,
  checkUntil: civilDate.nullable(),
  /** The scheme it was reckoned by; empty until frozen, and of staff rounds. */
  schemeName: z.string(),
  subjects: z.int(),
  /** How many of them are reckoned: the progress of a freeze. */
  reckoned: z.int(),
})
export type AssessmentItem = z.infer<typeof assessmentItem>
export const assessment = assessmentItem.extend({
  version,
  scheme: keptScheme.nullable(),
  schemeId: id.nullable(),
  /** The ledger counts as it stood then. */
  frozenAt: instant.nullable(),
  /** Put to the chair council: by whom, why more than the places allow are proposed for the highest grade. */
  submission: z.object({ by: z.string(), at: instant, overQuota: z.string() }).nullable(),
  /** Sent back by the council, or taken back by the office, and not put to it again. */
  sentBack: z.object({ by: z.string(), note: z.string() }).nullable(),
  /** `approvedBy`: the leader who approved it, or `recordedBy` the office that put the decision on record. */
  approval: z
    .object({
      by: z.string(),
      on: civilDate,
      minutes: z.string(),
      note: z.string(),
      approvedBy: z.string(),
      recordedBy: z.string(),
    })
    .nullable(),
  /** How many the committee lets have the highest grade; null: it sets no share. */
  quota: z.object({ grade: z.string(), percent: z.int(), places: z.int(), proposed: z.int() }).nullable(),
  deliveredAt: instant.nullable(),
  cancelReason: z.string(),
  /** For the office and the leaders; empty for a member. */
  grades: z.array(z.object({ grade: z.string().nullable(), count: z.int() })),
  counts: z.object({
    confirmed: z.int(),
    acknowledged: z.int(),
    openObjections: z.int(),
    unjudged: z.int(),
    crossed: z.int(),
  }),
  /** The viewer is assessed in it. */
  mine: id.nullable(),
  actions: z.array(assessmentAction),
})
export type Assessment = z.infer<typeof assessment>

export const assessmentResultItem = z.object({
  subjectId: id,
  name: z.string(),
  about: z.string(),
  employer: z.string(),
  standing: z.boolean(),
  centipoints: z.int(),
  grade: z.string().nullable(),
  unjudged: z.int(),
  unmet: z.int(),
  crossed: z.array(z.object({ name: z.string(), measure: lineMeasure })),
  openObjections: z.int(),
  confirmedAt: instant.nullable(),
  /** Signed for after delivery, by the member in the system or on paper and put on record by the office; null: not yet. */
  acknowledgedOn: civilDate.nullable(),
  acknowledgedWay: z.enum(['self', 'paper']).nullable(),
})
export type AssessmentResultItem = z.infer<typeof assessmentResultItem>
export const assessmentResult = assessmentResultItem.extend({
  assessmentId: id,
  title: z.string(),
  year: z.int(),
  periodFrom: civilDate,
  periodTo: civilDate,
  kind: assessmentKind,
  state: assessmentState,
  checkUntil: civilDate.nullable(),
  /** The ledger counts as it stood then; of an upheld objection as it stood at the answer. */
  frozenAt: instant.nullable(),
  scheme: keptScheme,
  score,
  entries: z.array(scoredEntry),
  judged: z.record(z.string(), z.int()),
  vetoes: z.array(z.string()),
  judgementNote: z.string(),
  version,
  /** Earlier reckonings are kept: what they came to, and why it was reckoned anew. */
  revisions: z.array(
    z.object({
      revision: z.int(),
      centipoints: z.int(),
      grade: z.string().nullable(),
      reason: z.string(),
      /** Up to when the ledger counted. */
      asOf: instant,
      at: instant,
    }),
  ),
  objections: z.array(
    z.object({
      id,
      state: scoreObjectionState,
      itemKey: z.string(),
      reason: z.string(),
      raisedAt: instant,
      answer: z.string(),
      answeredBy: z.string(),
      answeredAt: instant.nullable(),
    }),
  ),
  deliveredAt: instant.nullable(),
  /** Who stands before and after in the list, for those who go through it. */
  former: id.nullable(),
  next: id.nullable(),
  actions: z.array(z.enum(['judge', 'confirm', 'object', 'withdraw', 'answer', 'acknowledge', 'takeSignatureBack'])),
})
export type AssessmentResult = z.infer<typeof assessmentResult>

export const byId = z.object({ id })
export const bySubject = z.object({ id, subjectId: id })
const year = z.coerce.number().int().min(1949).max(2200)
const moved = z.object({ state: assessmentState, version })
/** Which results: those of a list. */
export const resultList = z.enum(['awards', 'ungraded', 'lines', 'unjudged', 'objected', 'unconfirmed', 'unsigned'])
export type ResultList = z.infer<typeof resultList>
/** How results are filtered in lists, files and papers. */
export const resultFilters = {
  q: text(30).optional(),
  grade: text(20).optional(),
  list: resultList.optional(),
  /** Of those who crossed a line: which measure it asks for. */
  measure: lineMeasure.optional(),
}

/** A move of a round to its next state. */
export function move<const Verb extends string, B extends z.ZodType>(
  verb: Verb,
  summary: string,
  body: B,
  errors: readonly string[] = [],
) {
  return route({
    method: 'POST',
    path: `/assessments/:id/${verb}`,
    summary,
    access: 'signedIn',
    params: byId,
    body,
    response: moved,
    errors: ['assessment.wrong-state', ...errors],
  })
}

export const assessmentRoutes = {
  listAssessments: route({
    method: 'GET',
    path: '/assessments',
    summary: 'Assessment rounds I may see, the newest first.',
    access: 'signedIn',
    query: z.object(paging),
    response: page(assessmentItem),
  }),
  openAssessment: route({
    method: 'POST',
    path: '/assessments',
    summary: 'Open the round of a year: of members by the scheme in force, or of staff by items that are judged.',
    access: 'signedIn',
    creates: true,
    body: z.object({
      kind: assessmentKind,
      title: filledText(60),
      year: z.int().min(1949).max(2200),
      /** Which days it reads; null: the year as the committee counts it. */
      period: z.object({ from: civilDate, to: civilDate }).nullable().default(null),
      /** Of staff rounds. */
      items: z
        .array(z.object({ name: filledText(60), cap: z.int().min(1).max(100_000) }))
        .max(20)
        .default([]),
      grades: z.array(grade).max(10).default([]),
      accountIds: z.array(id).max(500).default([]),
    }),
    response: z.object({ id, version }),
    errors: ['assessment.no-scheme', 'assessment.taken'],
  }),
  listStaffOptions: route({
    method: 'GET',
    path: '/assessments/staff-options',
    summary: 'Staff who may be assessed.',
    access: 'signedIn',
    response: z.object({ items: z.array(z.object({ accountId: id, name: z.string() })) }),
  }),
  getAssessmentYear: route({
    method: 'GET',
    path: '/assessments/years/:year',
    summary: 'Which days a year of assessment has, as the committee counts it.',
    access: 'signedIn',
    params: z.object({ year }),
    response: z.object({ from: civilDate, to: civilDate }),
  }),
  getAssessment: route({
    method: 'GET',
    path: '/assessments/:id',
    summary: 'One round: where it stands, what it came to, what I may do.',
    access: 'signedIn',
    params: byId,
    response: assessment,
  }),
  freezeAssessment: move('freeze', 'Freeze the ledger as it stands and reckon everybody’s score.', z.object({}), [
    'assessment.no-subjects',
  ]),
  startCheck: move('check', 'Ask everybody to check their own result until a day.', z.object({ until: civilDate }), [
    'assessment.date-passed',
  ]),
  endCheck: move(
    'check-end',
    'End the checking once every objection is answered; before its day only with a reason, of which everybody is told.',
    z.object({ note: text(200).default('') }),
    ['assessment.objections-open', 'assessment.before-day'],
  ),
  extendCheck: move(
    'check-day',
    'Move the day until which results are checked further away.',
    z.object({ until: civilDate }),
    ['assessment.date-passed'],
  ),
  remindCheck: route({
    method: 'POST',
    path: '/assessments/:id/check-reminder',
    summary: 'Remind those who have neither confirmed nor objected, each once a day at most.',
    access: 'signedIn',
    params: byId,
    body: z.object({}),
    response: z.object({ reminded: z.int() }),
    errors: ['assessment.wrong-state', 'assessment.reminded'],
  }),
  deliverAssessment: move('delivery', 'Deliver the results to everybody.', z.object({})),
  closeAssessment: move('closing', 'Close the round.', z.object({})),
  cancelAssessment: move('cancellation', 'Give a round up, with the reason.', z.object({ note: filledText(200) })),
  listResults: route({
    method: 'GET',
    path: '/assessments/:id/results',
    summary: 'Results of everybody in the order of names, for the office and the leaders.',
    access: 'signedIn',
    params: byId,
    query: z.object({ ...paging, ...resultFilters }),
    response: page(assessmentResultItem),
  }),
  exportResults: route({
    method: 'GET',
    path: '/assessments/:id/results/export',
    summary:
      'The same list as a file: for the units, the united-front department, the list of awards or of lines crossed.',
    access: 'signedIn',
    params: byId,
    query: z.object({ ...resultFilters, format: exportFormat }),
    download: true,
  }),
  getResultReport: route({
    method: 'GET',
    path: '/assessments/:id/report',
    summary: 'The report of the round for the chair council, as a Word file.',
    access: 'signedIn',
    params: byId,
    download: true,
    errors: ['assessment.wrong-state'],
  }),
  getResult: route({
    method: 'GET',
    path: '/assessments/:id/results/:subjectId',
    summary: 'One result with every line down to the entries; one’s own, or anybody’s for the office.',
    access: 'signedIn',
    params: bySubject,
    response: assessmentResult,
  }),
  confirmResult: route({
    method: 'POST',
    path: '/assessments/:id/results/:subjectId/confirmation',
    summary: 'Sign one’s own result.',
    access: 'signedIn',
    params: bySubject,
    /** The result that was read. */
    body: z.object({ version }),
    response: z.object({}),
    errors: ['assessment.wrong-state', 'assessment.objections-open', 'assessment.own-hand', 'version.stale'],
  }),
  objectToScore: route({
    method: 'POST',
    path: '/assessments/:id/results/:subjectId/objections',
    summary: 'Object to one’s own result, or to one item of it, while it is checked.',
    access: 'signedIn',
    creates: true,
    params: bySubject,
    body: z.object({ itemKey: z.string().max(40), reason: filledText(1000) }),
    response: z.object({ id }),
    errors: ['assessment.wrong-state', 'assessment.check-over', 'assessment.objected'],
  }),
  answerScoreObjection: route({
    method: 'POST',
    path: '/score-objections/:id/answer',
    summary: 'Answer an objection; upheld, the score is reckoned anew once from the ledger as it stands now.',
    access: 'signedIn',
    params: byId,
    body: z.object({ uphold: z.boolean(), answer: filledText(1000) }),
    response: z.object({ before: z.int(), after: z.int() }),
    errors: ['assessment.wrong-state', 'assessment.answered', 'assessment.ledger-behind'],
  }),
  withdrawScoreObjection: route({
    method: 'POST',
    path: '/score-objections/:id/withdrawal',
    summary: 'Take one’s own objection back before it is answered; another may be raised while results are checked.',
    access: 'signedIn',
    params: byId,
    body: z.object({}),
    response: z.object({}),
    errors: ['assessment.wrong-state', 'assessment.answered'],
  }),
}
