import { z } from 'zod'
import { civilDate, id, instant } from './common.ts'

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
