import type { assessmentJudgingRoutes } from '#contract/assessment-judging.ts'
import type { Row } from '../row.ts'
import { act, office, one, seers } from './assessments.ts'

export const rows: Record<keyof typeof assessmentJudgingRoutes, Row> = {
  listJudgements: act('judging', office, seers, ({ id }) => ({ params: { id } })),
  judgeResult: act('checking', office, seers, (subject) => ({
    params: one(subject),
    body: { version: 1, judged: {}, vetoes: [], note: '' },
  })),
  previewScoreAnswer: act('checking', office, seers, ({ objectionId }) => ({ params: { id: objectionId } })),
}
