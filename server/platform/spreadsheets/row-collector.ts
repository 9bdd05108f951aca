import { MAX_CELL_CHARACTERS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT_CHARACTERS } from './limits.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'

/** A rectangle of merged cells: zero-based, all four edges inside. */
export interface MergedRange {
  top: number
  left: number
  bottom: number
  right: number
}

/** Where a reader puts what it finds, in the order of the file. */
export interface TableSink {
  sheet(name: string, hidden: boolean): void
  rows(rows: string[][]): void
  merged(ranges: MergedRange[]): void
}

/** Takes the rows of one file, sheet after sheet. */
export interface RowCollector {
  startSheet(name: string, hidden: boolean): void
  /** Row numbers are zero-based and rise; rows left out are blank. The array is kept. */
  row(index: number, cells: string[]): void
  endSheet(merged: MergedRange[]): void
}

const BATCH_ROWS = 1_000
const BATCH_CHARACTERS = 1_000_000

/**
 * Trims each row after its last filled cell and each sheet after its last filled row, counts what the limits limit,
 * and hands the rows on in batches. Blank cells and rows that only carry a format therefore cost nothing: a sheet
 * formatted down to row 1,048,576 is an everyday thing.
 */
export function createRowCollector(sink: TableSink): RowCollector {
  let batch: string[][] = []
  let batchCharacters = 0
  let nextRow = 0
  let cells = 0
  let characters = 0

  function flush(): void {
    if (batch.length > 0) sink.rows(batch)
    batch = []
    batchCharacters = 0
  }
  function measure(row: number, values: string[]): number {
    let rowCharacters = 0
    for (const value of values) {
      if (value.length > MAX_CELL_CHARACTERS) throw tooLarge('cell-characters', MAX_CELL_CHARACTERS, row)
      rowCharacters += value.length
    }
    cells += values.length
    characters += rowCharacters
    if (cells > MAX_CELLS) throw tooLarge('cells', MAX_CELLS, row)
    if (characters > MAX_TEXT_CHARACTERS) throw tooLarge('text', MAX_TEXT_CHARACTERS, row)
    return rowCharacters
  }
  return {
    startSheet(name, hidden) {
      nextRow = 0
      sink.sheet(name, hidden)
    },
    row(index, values) {
      let length = values.length
      while (length > 0 && values[length - 1] === '') length--
      if (length === 0) return
      values.length = length
      if (index >= MAX_ROWS) throw tooLarge('rows', MAX_ROWS, index)
      if (length > MAX_COLUMNS) throw tooLarge('columns', MAX_COLUMNS, index)
      const rowCharacters = measure(index, values)
      for (; nextRow < index; nextRow++) batch.push([])
      batch.push(values)
      nextRow++
      batchCharacters += rowCharacters
      if (batch.length >= BATCH_ROWS || batchCharacters >= BATCH_CHARACTERS) flush()
    },
    endSheet(merged) {
      flush()
      sink.merged(merged)
    },
  }
}

function tooLarge(limit: string, most: number, row: number): SpreadsheetError {
  return new SpreadsheetError('spreadsheet.too-large', { limit, most, row: row + 1 })
}
