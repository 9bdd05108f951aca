import { z } from 'zod'
import { civilDate, exportFormat, filledText, id, instant, page, paging, text } from './common.ts'
import { route } from './route.ts'

/** 优秀委员 · 党员之星 · 读书之星 · 其他. */
export const recognitionKind = z.enum(['outstandingMember', 'partyStar', 'readingStar', 'other'])
export type RecognitionKind = z.infer<typeof recognitionKind>

export const recognition = z.object({
  id,
  kind: recognitionKind,
  title: z.string(),
  memberId: id,
  memberName: z.string(),
  year: z.int(),
  reason: z.string(),
  givenBy: z.string(),
  givenOn: civilDate,
  revokedAt: instant.nullable(),
  actions: z.array(z.enum(['print', 'revoke'])),
})
export type Recognition = z.infer<typeof recognition>

const filters = {
  year: z.coerce.number().int().min(1949).max(2200).optional(),
  kind: recognitionKind.optional(),
  /** Part of the member’s name. */
  q: text(30).optional(),
}

/** Recognitions: given, listed, printed, taken back. */
export const recognitionRoutes = {
  listRecognitions: route({
    method: 'GET',
    path: '/recognitions',
    summary: 'Recognitions given, the newest first.',
    access: 'signedIn',
    query: z.object({ ...paging, ...filters }),
    response: page(recognition),
  }),
  giveRecognition: route({
    method: 'POST',
    path: '/recognitions',
    summary: 'Give recognitions to members; each goes into the ledger.',
    access: 'signedIn',
    creates: true,
    body: z.object({
      kind: recognitionKind,
      title: filledText(40),
      memberIds: z.array(id).min(1).max(200),
      year: z.int().min(1949).max(2200),
      reason: text(500),
      givenBy: filledText(60),
      givenOn: civilDate,
    }),
    response: z.object({ given: z.int() }),
    errors: [
      'recognition.taken',
      'recognition.no-member',
      'recognition.oneself',
      'recognition.outside-term',
      'assessment.not-yet',
    ],
  }),
  revokeRecognition: route({
    method: 'POST',
    path: '/recognitions/:id/removal',
    summary: 'Take a recognition back, with the reason.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ note: filledText(200) }),
    response: z.object({}),
    errors: ['recognition.revoked'],
  }),
  exportRecognitions: route({
    method: 'GET',
    path: '/recognitions/export',
    summary: 'The same list as a file.',
    access: 'signedIn',
    query: z.object({ ...filters, format: exportFormat }),
    download: true,
  }),
  getCertificate: route({
    method: 'GET',
    path: '/recognitions/:id/certificate',
    summary: 'The certificate of one recognition as a Word file, for the office and whom it names.',
    access: 'signedIn',
    params: z.object({ id }),
    download: true,
    errors: ['recognition.revoked'],
  }),
  getCertificates: route({
    method: 'GET',
    path: '/recognitions/certificates',
    summary: 'The certificates of the list as one zip of Word files.',
    access: 'signedIn',
    query: z.object(filters),
    download: true,
    errors: ['assessment.list-empty', 'papers.busy'],
  }),
}
