import { z } from 'zod'
import { assessmentResultItem, byId, bySubject } from './assessments.ts'
import { page, paging, text, version } from './common.ts'
import { route } from './route.ts'

/** A row of the table in which the office judges: the result as it stands and what was judged so far. */
export const judgement = assessmentResultItem
  .pick({ subjectId: true, name: true, about: true, standing: true, centipoints: true, grade: true, unjudged: true })
  .extend({
    judged: z.record(z.string(), z.int()),
    vetoes: z.array(z.string()),
    note: z.string(),
    version,
    /** Nobody judges themselves. */
    oneself: z.boolean(),
  })
export type JudgementRow = z.infer<typeof judgement>

const standing = z.object({ centipoints: z.int(), grade: z.string().nullable() })

/** What the office judges, and what an answer to an objection would bring. */
export const assessmentJudgingRoutes = {
  listJudgements: route({
    method: 'GET',
    path: '/assessments/:id/judgements',
    summary: 'Everybody with what is judged of them, in the order of names, for the office.',
    access: 'signedIn',
    params: byId,
    query: z.object({ ...paging, q: text(30).optional(), list: z.enum(['unjudged']).optional() }),
    response: page(judgement),
  }),
  judgeResult: route({
    method: 'PUT',
    path: '/assessments/:id/results/:subjectId/judgement',
    summary: 'Judge the items that the office judges; the score is reckoned anew from the frozen ledger.',
    access: 'signedIn',
    params: bySubject,
    body: z.object({
      version,
      judged: z.record(z.string().max(40), z.int().min(-1_000_000).max(1_000_000)),
      vetoes: z.array(z.string().max(40)).max(10),
      note: text(1000),
    }),
    response: z.object({ version, centipoints: z.int(), grade: z.string().nullable(), unjudged: z.int() }),
    errors: ['assessment.wrong-state', 'assessment.over-cap', 'version.stale'],
  }),
  previewScoreAnswer: route({
    method: 'GET',
    path: '/score-objections/:id/preview',
    summary: 'What upholding an objection would bring now: the result before and after, and the lines that change.',
    access: 'signedIn',
    params: byId,
    response: z.object({
      before: standing,
      after: standing,
      lines: z.array(z.object({ name: z.string(), before: z.int(), after: z.int() })),
    }),
    errors: ['assessment.wrong-state', 'assessment.answered'],
  }),
}
