import { z } from 'zod'

/** What an office issues under a number of its own: 审查意见 · 交办通知 · 催办函 · 年度报告 · 表彰决定. */
export const numberedKind = z.enum(['examination', 'assignmentNotice', 'reminder', 'yearReport', 'commendation'])
export type NumberedKind = z.infer<typeof numberedKind>
