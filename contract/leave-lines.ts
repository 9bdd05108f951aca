import { z } from 'zod'
import { exportFormat, filledText, flag, id } from './common.ts'
import { route } from './route.ts'

/** How a member stands to a line of absence that the committee set: 届内缺全会 3 次，劝辞. */
export const leaveLineCount = z.object({
  /** The line in words. */
  line: z.string(),
  /** Counted so far. */
  count: z.int(),
  atLeast: z.int(),
})
export type LeaveLineCount = z.infer<typeof leaveLineCount>

/** One member at one line. */
export const memberAtLine = leaveLineCount.extend({
  memberId: id,
  name: z.string(),
  sector: z.string(),
  /** Of the count: stayed away without leave, and with leave. */
  absent: z.int(),
  leave: z.int(),
  /** beyond: reached; near: the next one reaches it. */
  stands: z.enum(['beyond', 'near']),
})
export type MemberAtLine = z.infer<typeof memberAtLine>

const filters = {
  /** The calendar year that yearly lines count; the current one where it is left out. */
  year: z
    .string()
    .regex(/^(19|20|21)\d\d$/)
    .optional(),
  name: filledText(40).optional(),
  /** Only those who reached a line. */
  beyond: flag.optional(),
}

export const leaveLineRoutes = {
  listLeaveLines: route({
    method: 'GET',
    path: '/leave-lines',
    summary: 'Members near or beyond a line of absence, for the offices; in stroke order, no ranking.',
    access: 'signedIn',
    query: z.object(filters),
    response: z.object({
      year: z.string(),
      /** The lines in force, in words. */
      lines: z.array(z.string()),
      items: z.array(memberAtLine),
    }),
  }),
  exportLeaveLines: route({
    method: 'GET',
    path: '/leave-lines/export',
    summary: 'The same as a file.',
    access: 'signedIn',
    query: z.object({ ...filters, format: exportFormat }),
    download: true,
  }),
}
