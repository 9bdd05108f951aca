import { z } from 'zod'
import { resultFilters } from './assessments.ts'
import { civilDate, filledText, id, page, paging, text } from './common.ts'
import { route } from './route.ts'

/** 所在单位 · 党派（推荐单位） · 指定的单位（统战部等）. */
export const receiverKind = z.enum(['employer', 'party', 'body'])
export type ReceiverKind = z.infer<typeof receiverKind>

export const delivery = z.object({
  id,
  receiverKind,
  receiver: z.string(),
  /** Whose results stand on its list. */
  subjects: z.int(),
  showsPoints: z.boolean(),
  /** Its receiver was handed a list before; these came since. */
  further: z.boolean(),
  /** Null: not handed over yet. */
  handedOn: civilDate.nullable(),
  handedBy: z.string(),
  way: z.string(),
  receivedBy: z.string(),
})
export type Delivery = z.infer<typeof delivery>

const byId = z.object({ id })
const byDelivery = z.object({ id, deliveryId: id })
const bySubject = z.object({ id, subjectId: id })
const filters = { q: text(30).optional(), handed: z.enum(['yes', 'no']).optional() }
const late = ['assessment.wrong-state']

/** Delivering the results of a round: to each member, to the units, to the united-front department. */
export const assessmentDeliveryRoutes = {
  listDeliveries: route({
    method: 'GET',
    path: '/assessments/:id/deliveries',
    summary: 'Who gets which results beside the members, and what was handed over.',
    access: 'signedIn',
    params: byId,
    query: z.object({ ...paging, ...filters }),
    response: page(delivery).extend({
      counts: z.object({
        receivers: z.int(),
        handed: z.int(),
        subjects: z.int(),
        acknowledged: z.int(),
        /** In no unit’s list: no employer is known of them. */
        withoutEmployer: z.int(),
      }),
    }),
  }),
  renewDeliveries: route({
    method: 'POST',
    path: '/assessments/:id/deliveries/renewal',
    summary: 'List the receivers anew by the setting and the roster as they are; what was handed over stays.',
    access: 'signedIn',
    params: byId,
    body: z.object({}),
    response: z.object({ receivers: z.int() }),
    errors: late,
  }),
  handOver: route({
    method: 'POST',
    path: '/assessments/:id/deliveries/handover',
    summary: 'Put on record that lists were handed over.',
    access: 'signedIn',
    params: byId,
    body: z.object({
      ids: z.array(id).min(1).max(500),
      on: civilDate,
      /** 公函, 机要, 当面. */
      way: filledText(40),
      receivedBy: text(40),
    }),
    response: z.object({ handed: z.int() }),
    errors: [...late, 'assessment.not-yet'],
  }),
  takeHandoverBack: route({
    method: 'POST',
    path: '/assessments/:id/deliveries/:deliveryId/handover-removal',
    summary: 'Take a record of handing over back, with the reason.',
    access: 'signedIn',
    params: byDelivery,
    body: z.object({ note: filledText(200) }),
    response: z.object({}),
    errors: [...late, 'assessment.not-handed'],
  }),
  getDeliveryList: route({
    method: 'GET',
    path: '/assessments/:id/deliveries/:deliveryId/list',
    summary: 'The list of one receiver, as a letter in Word or as a table.',
    access: 'signedIn',
    params: byDelivery,
    query: z.object({ format: z.enum(['docx', 'xlsx', 'csv', 'json']) }),
    download: true,
    errors: ['assessment.list-too-long'],
  }),
  getDeliveryLists: route({
    method: 'GET',
    path: '/assessments/:id/deliveries/lists',
    summary: 'The letters to all receivers, or to those who have none yet, as one zip.',
    access: 'signedIn',
    params: byId,
    query: z.object(filters),
    download: true,
    errors: ['assessment.list-empty', 'papers.busy'],
  }),
  getResultNotice: route({
    method: 'GET',
    path: '/assessments/:id/results/:subjectId/notice',
    summary:
      'The notice of one result (考核结果通知) as a Word file: points by item with the reasons, grade, signature.',
    access: 'signedIn',
    params: bySubject,
    download: true,
    errors: late,
  }),
  getResultNotices: route({
    method: 'GET',
    path: '/assessments/:id/notices',
    summary: 'The notices of everybody in a list, as one zip.',
    access: 'signedIn',
    params: byId,
    query: z.object(resultFilters),
    download: true,
    errors: [...late, 'assessment.list-empty', 'papers.busy'],
  }),
  getResultListPaper: route({
    method: 'GET',
    path: '/assessments/:id/results/paper',
    summary: 'A list of results as a Word table, to be printed: who is put forward, who crossed which line.',
    access: 'signedIn',
    params: byId,
    query: z.object(resultFilters),
    download: true,
    errors: ['assessment.list-too-long', 'assessment.list-empty'],
  }),
  acknowledgeResult: route({
    method: 'POST',
    path: '/assessments/:id/results/:subjectId/acknowledgement',
    summary: 'Sign for one’s own delivered result.',
    access: 'signedIn',
    params: bySubject,
    body: z.object({}),
    response: z.object({}),
    errors: [...late, 'assessment.own-hand'],
  }),
  noteSignatures: route({
    method: 'POST',
    path: '/assessments/:id/acknowledgements',
    summary: 'Put on record who signed on paper.',
    access: 'signedIn',
    params: byId,
    body: z.object({ subjectIds: z.array(id).min(1).max(1000), on: civilDate }),
    response: z.object({ noted: z.int() }),
    errors: [...late, 'assessment.not-yet'],
  }),
  takeSignatureBack: route({
    method: 'POST',
    path: '/assessments/:id/results/:subjectId/acknowledgement-removal',
    summary: 'Take a signature on paper off the record, noted by mistake.',
    access: 'signedIn',
    params: bySubject,
    body: z.object({ note: filledText(200) }),
    response: z.object({}),
    errors: [...late, 'assessment.not-signed'],
  }),
}
