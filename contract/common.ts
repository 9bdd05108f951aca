import { z } from 'zod'

/** UUIDv7 made by the server. */
export const id = z.uuid()

/** Civil date in Asia/Shanghai, `YYYY-MM-DD`, 1900–2200. */
export const civilDate = z.iso
  .date()
  .refine((d) => d >= '1900-01-01' && d <= '2200-12-31', { error: '日期须在 1900 年至 2200 年之间' })

/** Instant, ISO 8601 in UTC with microseconds as the database keeps it. */
export const instant = z.string()

/** Counted up at each write; a stale one is answered 409 with both texts. */
export const version = z.int().min(1).max(2_147_483_647)

const storable = (s: string) => s.isWellFormed() && !s.includes('\0')
const characters = (s: string) => {
  let n = 0
  for (const _ of s) n++
  return n
}

/** Free text of at most `max` characters (code points), kept exactly as typed. May be empty. */
export function text(max: number) {
  return z
    .string()
    .refine((s) => s.length <= max * 2 && characters(s) <= max, { error: `不能超过 ${max} 字` })
    .refine(storable, { error: '含有无法保存的字符' })
}

/** As `text`, and something must be there. */
export function filledText(max: number) {
  return text(max).refine((s) => s.trim() !== '', { error: '不能为空' })
}

/** Mainland mobile number, 11 digits. */
export const phone = z.string().regex(/^1\d{10}$/, { error: '请填 11 位手机号' })

/** Opaque place in a list, given by the page before. */
export const cursor = z.string().max(500)

/** Query fields every list takes. */
export const paging = {
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
}

/** A page of a list. `nextCursor` null at the end. Never an exact total: see docs/decisions. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** A truth value in a query string: `true` or `false`. */
export const flag = z.enum(['true', 'false']).transform((s) => s === 'true')

/** RFC 9457 problem; `code` is stable, `fields` names what was wrong in the input. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  requestId: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.infer<typeof problem>

/** The formats a list can be taken away in. */
export const exportFormat = z.enum(['xlsx', 'csv', 'json'])
export type ExportFormat = z.infer<typeof exportFormat>

/** One problem of an import: where it is, and what to do. Rows and columns as a person counts them in the file. */
export const importProblem = z.object({
  file: z.string(),
  row: z.int(),
  column: z.string(),
  value: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
})
export type ImportProblem = z.infer<typeof importProblem>

/** What an import would do; nothing is written while any problem is an error. */
export const importPreview = z.object({
  /** Hash of files and options; given back to carry out exactly what was previewed. */
  fingerprint: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      encoding: z.string().nullable(),
      headerRow: z.int(),
      rows: z.int(),
      unknownColumns: z.array(z.string()),
    }),
  ),
  toCreate: z.int(),
  toUpdate: z.int(),
  unchanged: z.int(),
  errorCount: z.int(),
  problems: z.array(importProblem),
  sample: z.array(z.record(z.string(), z.string())),
})
export type ImportPreview = z.infer<typeof importPreview>

export const importResult = z.object({ created: z.int(), updated: z.int(), unchanged: z.int() })
export type ImportResult = z.infer<typeof importResult>

/** One line of a matter's history, as people read it. */
export const historyEntry = z.object({
  id: z.int(),
  type: z.string(),
  at: instant,
  actorName: z.string(),
  actorRole: z.string().nullable(),
  /** Typed by somebody else on the member's behalf. */
  delegatedBy: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
})
export type HistoryEntry = z.infer<typeof historyEntry>
