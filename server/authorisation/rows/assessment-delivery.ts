import type { assessmentDeliveryRoutes } from '#contract/assessment-delivery.ts'
import type { Row } from '../row.ts'
import { act, before, deliveryOf, office, one, seers } from './assessments.ts'

const delivered = 'delivered' as const

export const rows: Record<keyof typeof assessmentDeliveryRoutes, Row> = {
  listDeliveries: act(delivered, before, seers, ({ id }) => ({ params: { id } })),
  renewDeliveries: act(delivered, office, seers, ({ id }) => ({ params: { id }, body: {} })),
  handOver: act(delivered, office, seers, (subject) => ({
    params: { id: subject.id },
    body: { ids: [deliveryOf(subject)], on: '2026-01-10', way: '公函', receivedBy: '' },
  })),
  takeHandoverBack: act(delivered, office, seers, (subject) => ({
    params: { id: subject.id, deliveryId: deliveryOf(subject) },
    body: { note: '记错了' },
  })),
  getDeliveryList: act(delivered, before, seers, (subject) => ({
    params: { id: subject.id, deliveryId: deliveryOf(subject) },
    query: { format: 'csv' },
  })),
  getDeliveryLists: act(delivered, before, seers, ({ id }) => ({ params: { id } })),
  getResultNotice: act(delivered, seers, seers, (subject) => ({ params: one(subject) })),
  getResultNotices: act(delivered, before, seers, ({ id }) => ({ params: { id } })),
  getResultListPaper: act(delivered, before, seers, ({ id }) => ({ params: { id } })),
  acknowledgeResult: act(delivered, ['proposer'], seers, (subject) => ({ params: one(subject), body: {} })),
  noteSignatures: act(delivered, office, seers, ({ id, subjectId }) => ({
    params: { id },
    body: { subjectIds: [subjectId], on: '2026-01-10' },
  })),
  takeSignatureBack: act(delivered, office, seers, (subject) => ({ params: one(subject), body: { note: '记错了' } })),
}
