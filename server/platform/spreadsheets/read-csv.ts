import { CsvError, parse } from 'csv-parse/sync'
import { unguardCsvText } from './csv-quote.ts'
import { MAX_CELL_CHARACTERS } from './limits.ts'
import type { RowCollector } from './row-collector.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'

const delimiters = [',', '\t', ';'] as const
type Delimiter = (typeof delimiters)[number]

const SAMPLE_CHARACTERS = 65_536
const SAMPLE_RECORDS = 50
/** UTF-8 bytes of the longest record: a full row of long cells; an unclosed quote reaches it and stops. */
const MAX_RECORD_BYTES = 8 * MAX_CELL_CHARACTERS

/**
 * Reads decoded CSV text as one sheet. The delimiter is the one that splits the first records most evenly; a first
 * line `sep=;`, as Excel writes it, decides. Line breaks inside quotes stay as they are.
 * @throws SpreadsheetError spreadsheet.damaged for a quote that is never closed; spreadsheet.too-large
 */
export function readCsv(text: string, sheetName: string, collector: RowCollector): void {
  const declared = /^sep=([,;\t])\r?\n/i.exec(text)
  const body = declared === null ? text : text.slice(declared[0].length)
  const delimiter = (declared?.[1] as Delimiter | undefined) ?? findDelimiter(body)
  collector.startSheet(sheetName, false)
  let index = 0
  try {
    parse(Buffer.from(body, 'utf8'), {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_RECORD_BYTES,
      // The records go straight to the collector; none is kept here.
      on_record: (record: string[]) => {
        collector.row(index++, record.map(unguardCsvText))
        return undefined
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_MAX_RECORD_SIZE') {
      throw new SpreadsheetError(
        'spreadsheet.too-large',
        { limit: 'cell-characters', most: MAX_CELL_CHARACTERS, row: index + 1 },
        { cause: error },
      )
    }
    throw new SpreadsheetError('spreadsheet.damaged', { reason: error.code, row: index + 1 }, { cause: error })
  }
  collector.endSheet([])
}

/** Counts each delimiter outside quotes in the first records, and takes the one that stands most often in the record
 *  that has it least; a title line above the header may have none, so records without any do not count. */
function findDelimiter(text: string): Delimiter {
  const counts = countDelimiters(text.slice(0, SAMPLE_CHARACTERS))
  let best: Delimiter = ','
  let bestScore = 0
  for (const [i, delimiter] of delimiters.entries()) {
    const present = counts.map((record) => record[i] ?? 0).filter((count) => count > 0)
    const score = present.length * Math.min(...present, Number.MAX_SAFE_INTEGER)
    if (present.length > 0 && score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

function countDelimiters(sample: string): number[][] {
  const records: number[][] = []
  let current = delimiters.map(() => 0)
  let quoted = false
  for (const character of sample) {
    if (character === '"') quoted = !quoted
    if (quoted) continue
    const delimiter = delimiters.indexOf(character as Delimiter)
    if (delimiter >= 0) current[delimiter] = (current[delimiter] ?? 0) + 1
    if (character === '\n' || character === '\r') {
      records.push(current)
      current = delimiters.map(() => 0)
      if (records.length >= SAMPLE_RECORDS) return records
    }
  }
  records.push(current)
  return records
}
