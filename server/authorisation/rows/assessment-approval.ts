import type { assessmentApprovalRoutes } from '#contract/assessment-approval.ts'
import type { Row } from '../row.ts'
import type { Asker } from '../world.ts'
import { act, before, office, seers } from './assessments.ts'

const leaders: Asker[] = ['leader']
const decision = { by: '主席会议', on: '2026-01-10', note: '' }

export const rows: Record<keyof typeof assessmentApprovalRoutes, Row> = {
  submitAssessment: act('judging', office, seers, ({ id }) => ({ params: { id }, body: { note: '' } })),
  recallAssessment: act('deliberating', office, seers, ({ id }) => ({ params: { id }, body: { note: '有误' } })),
  approveAssessment: act('deliberating', leaders, seers, ({ id }) => ({ params: { id }, body: decision })),
  sendBackAssessment: act('deliberating', leaders, seers, ({ id }) => ({ params: { id }, body: { note: '再议' } })),
  recordApproval: act('deliberating', office, seers, ({ id }) => ({
    params: { id },
    body: { ...decision, minutes: '〔2026〕3 号' },
  })),
  getAssessmentSummary: act('deliberating', before, seers, ({ id }) => ({ params: { id } })),
}
