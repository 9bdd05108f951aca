import { z } from 'zod'
import { assessment, byId, move } from './assessments.ts'
import { civilDate, filledText, id, text } from './common.ts'
import { route } from './route.ts'
import { lineMeasure } from './scoring-scheme.ts'

const person = z.object({ subjectId: id, name: z.string(), about: z.string(), centipoints: z.int() })
const standing = z.object({ centipoints: z.int(), grade: z.string().nullable() })
/** Somebody whose result became another one. */
const change = z.object({ subjectId: id, name: z.string(), about: z.string(), before: standing, after: standing })
export type ResultChange = z.infer<typeof change>
/** A part of the summary: how many, and the first of them in the order of names. */
const named = <T extends z.ZodType>(one: T) => z.object({ count: z.int(), people: z.array(one) })

/** What a meeting has to know of a round before it approves it. */
export const assessmentSummary = z.object({
  grades: assessment.shape.grades,
  quota: assessment.shape.quota,
  /** The highest grade and who is proposed for it; null: the scheme has no grades to choose from. */
  best: named(person).extend({ grade: z.string() }).nullable(),
  lines: z.array(named(person).extend({ name: z.string(), measure: lineMeasure })),
  /** 一票否决 noted by the office. */
  vetoed: named(person.extend({ vetoes: z.array(z.string()) })),
  /** How the members’ own check ended: the reason, where it was ended before the day they were promised. */
  check: z.object({ until: civilDate.nullable(), earlyNote: z.string(), confirmed: z.int(), subjects: z.int() }),
  upheld: named(change),
  /** `judged`: how many were judged at all; of them those whose grade changed by it. */
  changed: named(change).extend({ judged: z.int() }),
})
export type AssessmentSummary = z.infer<typeof assessmentSummary>

const decision = { by: filledText(60), on: civilDate, note: text(500).default('') }
const reason = z.object({ note: filledText(500) })
const late = ['assessment.not-yet']

/** The chair council approves what the office put to it, or sends it back. */
export const assessmentApprovalRoutes = {
  submitAssessment: move(
    'submission',
    'Put the judged results to the chair council; above the places of the highest grade only with the reason.',
    z.object({ note: text(500).default('') }),
    ['assessment.unjudged', 'assessment.over-quota'],
  ),
  recallAssessment: move('recall', 'Take the results back from the council, with the reason.', reason),
  approveAssessment: move('approval', 'Approve the results, as the council decided.', z.object(decision), late),
  sendBackAssessment: move('return', 'Send the results back to be judged anew, with the reason.', reason),
  recordApproval: move(
    'recorded-approval',
    'Put a decision of the council made on paper on record, with the number of its minutes.',
    z.object({ ...decision, minutes: filledText(60) }),
    late,
  ),
  getAssessmentSummary: route({
    method: 'GET',
    path: '/assessments/:id/summary',
    summary:
      'The round as a meeting needs it: grades, who is proposed, lines crossed, what judgement and objections changed.',
    access: 'signedIn',
    params: byId,
    response: assessmentSummary,
  }),
}
