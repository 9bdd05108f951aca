import { dateSerial, encodeCellText } from './cell-text.ts'
import type { CellValue, Column, SheetSource } from './column.ts'
import { EXCEL_CELL_CHARACTERS, EXCEL_ROWS } from './limits.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'

/** Style numbers of write-xlsx.ts. */
const cellStyles = { header: 1, text: 2, number: 3, date: 4 }

/** Rows looked at for the width of a column, which stands before the rows in the file. */
const WIDTH_SAMPLE_ROWS = 200
const MIN_WIDTH = 8
const MAX_WIDTH = 60
/** Characters put together before they go out. */
const PIECE_CHARACTERS = 64 * 1024

/** Writes a worksheet part piece by piece; only the rows sampled for the widths are held.
 *  @throws SpreadsheetError spreadsheet.too-large beyond 1,048,576 rows */
export async function* sheetXml({ columns, rows }: SheetSource): AsyncGenerator<Buffer> {
  const source = iterate(rows)
  const sample: (readonly CellValue[])[] = []
  while (sample.length < WIDTH_SAMPLE_ROWS) {
    const { done, value } = await source.next()
    if (done) break
    sample.push(value)
  }
  const letters = columns.map((_, i) => columnLetters(i))
  let piece = sheetStart(columns, sample)
  let rowNumber = 2
  for await (const row of chain(sample, source)) {
    if (rowNumber > EXCEL_ROWS) throw new SpreadsheetError('spreadsheet.too-large', { limit: 'rows', most: EXCEL_ROWS })
    piece += `<row r="${rowNumber}">`
    for (const [i, column] of columns.entries()) piece += cellXml(`${letters[i]}${rowNumber}`, row[i], column.kind)
    piece += '</row>'
    rowNumber++
    if (piece.length < PIECE_CHARACTERS) continue
    yield Buffer.from(piece, 'utf8')
    piece = ''
  }
  const filter = columns.length === 0 ? '' : `<autoFilter ref="A1:${letters.at(-1)}${rowNumber - 1}"/>`
  yield Buffer.from(`${piece}</sheetData>${filter}</worksheet>`, 'utf8')
}

async function* iterate<T>(rows: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  yield* rows
}

async function* chain<T>(first: readonly T[], rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield* first
  yield* rest
}

function sheetStart(columns: readonly Column[], sample: readonly (readonly CellValue[])[]): string {
  const widths = columns.map((column, i) => {
    const width = column.width ?? columnWidth(column.heading, sample, i)
    return `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`
  })
  const headings = columns.map(({ heading }, i) => textCell(`${columnLetters(i)}1`, heading, cellStyles.header))
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>' +
    '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>' +
    '</sheetViews><sheetFormatPr defaultRowHeight="15"/>' +
    `${widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`}<sheetData><row r="1">${headings.join('')}</row>`
  )
}

/** Wide enough for nearly all of the sample: one endless cell among short ones does not stretch the column. */
function columnWidth(heading: string, sample: readonly (readonly CellValue[])[], index: number): number {
  const widths = sample.map((row) => textWidth(String(row[index] ?? ''))).sort((a, b) => a - b)
  const usual = widths[Math.floor((widths.length - 1) * 0.95)] ?? 0
  // Two more for the filter button of the header.
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, textWidth(heading) + 4, usual + 2))
}

/** Width in characters of the default font: those beyond Latin take two. Only the longest line of a text counts. */
function textWidth(text: string): number {
  let longest = 0
  for (const line of text.slice(0, 400).split('\n', 8)) {
    let width = 0
    for (const character of line) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1
    longest = Math.max(longest, width)
  }
  return longest
}

function cellXml(reference: string, value: CellValue, kind: Column['kind']): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return textCell(reference, String(value), cellStyles.text)
    return `<c r="${reference}" s="${kind === 'text' ? 0 : cellStyles.number}"><v>${value}</v></c>`
  }
  const serial = kind === 'date' ? dateSerial(value) : null
  if (serial !== null) return `<c r="${reference}" s="${cellStyles.date}"><v>${serial}</v></c>`
  return textCell(reference, value, cellStyles.text)
}

function textCell(reference: string, text: string, style: number): string {
  const content = encodeCellText(cutToExcel(text))
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${content}</t></is></c>`
}

/** Cuts a text at what Excel takes in one cell; a longer one would make Excel call the file damaged. */
function cutToExcel(text: string): string {
  if (text.length <= EXCEL_CELL_CHARACTERS) return text
  const note = `……（全文 ${text.length} 字，超出单元格上限，此处截断）`
  return text.slice(0, EXCEL_CELL_CHARACTERS - note.length).replace(/[\ud800-\udbff]$/, '') + note
}

/** Column letters of a zero-based column: 0 is A, 26 is AA. */
function columnLetters(column: number): string {
  const last = String.fromCharCode(0x41 + (column % 26))
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last
}
