import { Readable } from 'node:stream'
import type { CellValue, Column, RowSource } from './column.ts'
import { guardCsvText } from './csv-quote.ts'

/** Characters put together before they go out. */
const PIECE_CHARACTERS = 64 * 1024

/**
 * Writes a table as CSV for Excel and WPS: UTF-8 with byte order mark, CRLF. Text that would run as a formula gets a
 * single quote before it, which `readTable` takes away again: every text comes back equal, except that a lone
 * surrogate, which UTF-8 cannot hold, becomes U+FFFD.
 */
export async function writeCsv(columns: readonly Column[], rows: RowSource): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(csvPieces(columns, rows)))
}

/** The same as a stream that takes rows only as fast as it is read. */
export function streamCsv(columns: readonly Column[], rows: RowSource): Readable {
  return Readable.from(csvPieces(columns, rows), { objectMode: false })
}

async function* csvPieces(columns: readonly Column[], rows: RowSource): AsyncGenerator<Buffer> {
  let piece = `\ufeff${csvLine(columns.map(({ heading }) => heading))}`
  for await (const row of rows) {
    piece += csvLine(columns.map((_, i) => row[i]))
    if (piece.length < PIECE_CHARACTERS) continue
    yield Buffer.from(piece, 'utf8')
    piece = ''
  }
  yield Buffer.from(piece, 'utf8')
}

function csvLine(values: readonly CellValue[]): string {
  const cells = values.map(csvCell)
  // A lone blank cell would be a blank line, and a first line `sep=,` an order to the reader.
  if (cells.length === 1 && cells[0] === '') return '""\r\n'
  return `${cells.join(',')}\r\n`
}

function csvCell(value: CellValue): string {
  if (value === null || value === undefined) return ''
  // A number is no formula, whatever its sign.
  const text = typeof value === 'number' ? String(value) : guardCsvText(value)
  return /[",;\t\r\n]|^\s|\s$|^sep=/i.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
