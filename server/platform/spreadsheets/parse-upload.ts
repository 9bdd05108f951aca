import { MAX_FILE_BYTES } from './limits.ts'
import { MalformedFile } from './malformed.ts'
import { isOle, openOle } from './ole.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { createRowCollector, type TableSink } from './row-collector.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import { decodeText, looksLikeMarkup, type TextEncoding } from './text-encoding.ts'

/** What the bytes turned out to be. */
export interface ParsedUpload {
  format: 'xlsx' | 'csv'
  encoding?: TextEncoding
}

/**
 * Reads an upload into the sink, in the thread it is called from; `readTable` calls it in one of its own. The content
 * decides what it is, the name only what a text may be.
 * @throws SpreadsheetError
 */
export async function parseUpload(bytes: Uint8Array, fileName: string, sink: TableSink): Promise<ParsedUpload> {
  if (bytes.length === 0) throw new SpreadsheetError('spreadsheet.empty')
  if (bytes.length > MAX_FILE_BYTES) {
    throw new SpreadsheetError('spreadsheet.too-large', { limit: 'file', most: MAX_FILE_BYTES })
  }
  try {
    if (isOle(bytes)) throw refusalOfOle(bytes)
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
      await readXlsx(bytes, createRowCollector(sink))
      return { format: 'xlsx' }
    }
    return parseText(bytes, fileName, sink)
  } catch (error) {
    if (error instanceof MalformedFile) throw refusalOfMalformed(error)
    throw error
  }
}

function parseText(bytes: Uint8Array, fileName: string, sink: TableSink): ParsedUpload {
  const { stem, extension } = splitName(fileName)
  const decoded = decodeText(bytes)
  if (decoded === null) {
    const code = ['csv', 'txt', 'tsv'].includes(extension) ? 'spreadsheet.encoding' : 'spreadsheet.not-a-spreadsheet'
    throw new SpreadsheetError(code)
  }
  if (looksLikeMarkup(decoded.text)) throw new SpreadsheetError('spreadsheet.not-a-spreadsheet', { kind: 'markup' })
  if (extension === 'xlsx') throw new SpreadsheetError('spreadsheet.damaged', { reason: 'text' })
  if (extension === 'xls' || extension === 'et') throw new SpreadsheetError('spreadsheet.legacy-format')
  readCsv(decoded.text, stem, createRowCollector(sink))
  return { format: 'csv', encoding: decoded.encoding }
}

function splitName(fileName: string): { stem: string; extension: string } {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
  const dot = base.lastIndexOf('.')
  return dot <= 0
    ? { stem: base, extension: '' }
    : { stem: base.slice(0, dot), extension: base.slice(dot + 1).toLowerCase() }
}

function refusalOfOle(bytes: Uint8Array): SpreadsheetError {
  const { names } = openOle(bytes)
  if (names.has('EncryptedPackage')) return new SpreadsheetError('spreadsheet.encrypted')
  if (names.has('Workbook') || names.has('Book')) return new SpreadsheetError('spreadsheet.legacy-format')
  return new SpreadsheetError('spreadsheet.not-a-spreadsheet', { kind: 'ole' })
}

function refusalOfMalformed(error: MalformedFile): SpreadsheetError {
  const details = { reason: error.reason, ...(error.part === undefined ? {} : { part: error.part }) }
  if (error.reason === 'encrypted') return new SpreadsheetError('spreadsheet.encrypted', details, { cause: error })
  if (error.reason === 'too-large' || error.reason === 'too-many-entries') {
    return new SpreadsheetError('spreadsheet.too-large', { limit: error.reason, ...details }, { cause: error })
  }
  return new SpreadsheetError('spreadsheet.damaged', details, { cause: error })
}
