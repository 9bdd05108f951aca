import { decodeCellText, type NumberKind, numberText } from './cell-text.ts'
import { MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_MERGED_RANGES } from './limits.ts'
import { MalformedFile } from './malformed.ts'
import type { MergedRange, RowCollector } from './row-collector.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import type { XmlAttributes, XmlListener } from './xml.ts'

/** What a sheet needs of its workbook. `numberKinds` is indexed by the style number of a cell. */
export interface WorkbookContext {
  strings: readonly string[]
  numberKinds: readonly NumberKind[]
  uses1904: boolean
}

/** Collects text pieces of one cell, refusing more than a cell may hold before it is put together. */
function createTextBuffer(): { add(text: string): void; take(): string } {
  let buffer = ''
  return {
    add(text) {
      buffer += text
      if (buffer.length > MAX_CELL_CHARACTERS) {
        throw new SpreadsheetError('spreadsheet.too-large', { limit: 'cell-characters', most: MAX_CELL_CHARACTERS })
      }
    },
    take() {
      const text = buffer
      buffer = ''
      return text
    },
  }
}

/** Listens to a worksheet part and passes its rows on as they close; `merged()` tells the merged ranges at the end. */
export function createSheetListener(
  workbook: WorkbookContext,
  collector: RowCollector,
): XmlListener & { merged(): MergedRange[] } {
  const merged: MergedRange[] = []
  const buffer = createTextBuffer()
  let inData = false
  let cells: string[] | null = null
  let rowIndex = -1
  let column = -1
  let type = ''
  let style = 0
  let listening: '' | 'v' | 't' = ''
  let phonetic = false
  let text = ''

  function openRow({ r }: XmlAttributes): void {
    const index = r === undefined ? rowIndex + 1 : Number(r) - 1
    if (!Number.isInteger(index) || index <= rowIndex) throw new MalformedFile('corrupt', 'row')
    rowIndex = index
    column = -1
    cells = []
  }
  function openCell({ r, t, s }: XmlAttributes): void {
    column = r === undefined ? column + 1 : columnOf(r)
    type = t ?? 'n'
    style = Number(s ?? 0)
    text = ''
  }
  function closeCell(row: string[]): void {
    const value = cellText(type, text, style, workbook)
    if (value === '') return
    if (column >= MAX_COLUMNS) {
      throw new SpreadsheetError('spreadsheet.too-large', { limit: 'columns', most: MAX_COLUMNS, row: rowIndex + 1 })
    }
    while (row.length < column) row.push('')
    row[column] = value
  }
  return {
    merged: () => merged,
    open(name, attributes) {
      if (name === 'sheetData') inData = true
      else if (name === 'mergeCell') addMerged(merged, attributes.ref ?? '')
      else if (!inData) return
      else if (name === 'row') openRow(attributes)
      else if (name === 'c') openCell(attributes)
      else if (name === 'v') listening = 'v'
      else if (name === 't' && !phonetic) listening = 't'
      else if (name === 'rPh') phonetic = true
    },
    text(piece) {
      if (listening !== '') buffer.add(piece)
    },
    close(name) {
      if (name === 'sheetData') inData = false
      else if (!inData) return
      else if (name === 'v' || name === 't') {
        // Inline text comes in runs, a value in one piece.
        if (listening !== '') text += buffer.take()
        listening = ''
      } else if (name === 'rPh') phonetic = false
      else if (name === 'c' && cells !== null) closeCell(cells)
      else if (name === 'row' && cells !== null) {
        collector.row(rowIndex, cells)
        cells = null
      }
    },
  }
}

function cellText(type: string, raw: string, style: number, workbook: WorkbookContext): string {
  switch (type) {
    case 's': {
      if (raw === '') return ''
      const shared = workbook.strings[Number(raw)]
      if (shared === undefined) throw new MalformedFile('corrupt', 'sharedStrings')
      return shared
    }
    case 'inlineStr':
    case 'str':
      return decodeCellText(raw)
    case 'b':
      return raw === '' ? '' : raw.trim() === '1' || raw.trim() === 'true' ? 'TRUE' : 'FALSE'
    case 'd':
      return raw.trim().replace(/T00:00(:00(\.0+)?)?Z?$/, '')
    case 'e':
      return raw
    default:
      return raw === '' ? '' : numberText(raw, workbook.numberKinds[style] ?? 'number', workbook.uses1904)
  }
}

/** Zero-based column of a reference such as `AB12`. */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length && i < 4; i++) {
    const letter = reference.charCodeAt(i) & ~0x20
    if (letter < 0x41 || letter > 0x5a) break
    column = column * 26 + letter - 0x40
  }
  if (column === 0) throw new MalformedFile('corrupt', 'cell')
  return column - 1
}

function addMerged(merged: MergedRange[], reference: string): void {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(reference)
  if (found === null) throw new MalformedFile('corrupt', 'mergeCell')
  const [, left = '', top = '', right = left, bottom = top] = found
  if (merged.length >= MAX_MERGED_RANGES) {
    throw new SpreadsheetError('spreadsheet.too-large', { limit: 'merged-ranges', most: MAX_MERGED_RANGES })
  }
  merged.push({ top: Number(top) - 1, left: columnOf(left), bottom: Number(bottom) - 1, right: columnOf(right) })
}

/** Listens to the shared strings part; `texts` is filled in order. */
export function createStringsListener(most: number): XmlListener & { texts: string[] } {
  const texts: string[] = []
  const buffer = createTextBuffer()
  let listening = false
  let phonetic = false
  return {
    texts,
    open(name) {
      if (name === 'rPh') phonetic = true
      else if (name === 't') listening = !phonetic
    },
    text(piece) {
      if (listening) buffer.add(piece)
    },
    close(name) {
      if (name === 't') listening = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') {
        if (texts.length >= most) throw new SpreadsheetError('spreadsheet.too-large', { limit: 'cells', most })
        texts.push(decodeCellText(buffer.take()))
      }
    },
  }
}
