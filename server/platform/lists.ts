import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { invalidInput } from './errors.ts'

/** The place after which the next page begins: the sort value and id of the last row shown. */
export interface Place {
  value: string
  id: string
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Writes a place as the opaque cursor of a page; `list` names the order, so that it is not used with another one. */
export function writeCursor(list: string, place: Place): string {
  return Buffer.from(JSON.stringify([list, place.value, place.id])).toString('base64url')
}

/** Reads a cursor back. @throws DomainError input.invalid naming `cursor` when it is not one of this list */
export function readCursor(
  list: string,
  cursor: string | undefined,
  isValue: (value: string) => boolean,
): Place | null {
  if (cursor === undefined) return null
  const parsed = parseJson(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (Array.isArray(parsed) && parsed.length === 3) {
    const [name, value, id] = parsed as unknown[]
    if (name === list && typeof value === 'string' && isValue(value) && typeof id === 'string' && uuid.test(id))
      return { value, id }
  }
  throw invalidInput('cursor', '翻页位置无效，请从第一页看起')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the caller refuses it with the field named.
    return null
  }
}

/** What a cursor's value may be, so that it never reaches the database in a shape that fails there. */
export const cursorValue = {
  instant: (v: string) => {
    const known = /^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/.test(v)
    // JavaScript reads 30 February as 2 March; the database refuses it.
    return known && !Number.isNaN(Date.parse(v)) && new Date(v).toJSON().slice(0, 19) === v.slice(0, 19)
  },
  integer: (v: string) => /^-?\d{1,10}$/.test(v) && Math.abs(Number(v)) < 2 ** 31,
  text: (v: string) => v.length <= 400 && v.isWellFormed() && !v.includes('\0'),
}

/** Rows strictly after `place` in the order (value, id), as one row comparison that an index can serve.
 *  @param column an SQL expression of ours, never of the caller's input */
export function after<DB, TB extends keyof DB>(
  _: ExpressionBuilder<DB, TB>,
  column: string,
  idColumn: string,
  place: Place,
  direction: 'asc' | 'desc',
  type: 'timestamptz' | 'integer' | 'text',
) {
  const compare = sql.raw(direction === 'asc' ? '>' : '<')
  return sql<SqlBool>`(${sql.raw(column)}, ${sql.ref(idColumn)}) ${compare} (${place.value}::${sql.raw(type)}, ${place.id}::uuid)`
}

/** Cuts a page out of `limit + 1` fetched rows. */
export function cutPage<T>(
  list: string,
  rows: T[],
  limit: number,
  placeOf: (row: T) => Place,
): { items: T[]; nextCursor: string | null } {
  if (rows.length <= limit) return { items: rows, nextCursor: null }
  const items = rows.slice(0, limit)
  return { items, nextCursor: writeCursor(list, placeOf(items.at(-1)!)) }
}
