import { z } from 'zod'
import { civilDate, filledText, id, instant, page, paging, text } from './common.ts'
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
  actions: z.array(z.enum(['revoke'])),
})
export type Recognition = z.infer<typeof recognition>

export const recognitionRoutes = {
  listRecognitions: route({
    method: 'GET',
    path: '/recognitions',
    summary: 'Recognitions given, the newest first.',
    access: 'signedIn',
    query: z.object({ ...paging, year: z.coerce.number().int().min(1949).max(2200).optional() }),
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
    errors: ['recognition.taken', 'recognition.no-member', 'assessment.not-yet'],
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
}
