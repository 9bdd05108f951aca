/** A column of a table to be written; `width` in characters of the default font, a Chinese character counting two. */
export interface Column {
  heading: string
  width?: number
  kind: 'text' | 'number' | 'date'
}

/** What a cell may hold: dates as `YYYY-MM-DD`; null and undefined stay blank. */
export type CellValue = string | number | null | undefined

/** Rows to be written, from memory or as they come from the database. */
export type RowSource = Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>

/** A sheet to be written. A name is cut and cleaned to what Excel takes. */
export interface SheetSource {
  name: string
  columns: readonly Column[]
  rows: RowSource
}
