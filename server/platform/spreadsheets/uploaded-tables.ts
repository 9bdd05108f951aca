import { createHash } from 'node:crypto'
import { DomainError } from '../errors.ts'
import type { Upload } from '../http/uploads.ts'
import { type FoundHeader, findHeader } from './find-header.ts'
import { readTable } from './read-table.ts'

/** A table found in an uploaded file, below its header. */
export interface UploadedTable<Field extends string> {
  fileName: string
  /** Told for CSV; null for XLSX. */
  encoding: string | null
  header: FoundHeader<Field>
  /** Rows below the header that hold anything; `row` as a person counts them in the file, from 1. */
  rows: { row: number; cells: readonly string[] }[]
}

/** What ties a preview to its import: the files, byte for byte, and the options. */
export function importFingerprint(uploads: readonly Upload[], options: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(options))
  for (const upload of uploads) hash.update(`\n${upload.name}\n${upload.bytes.length}\n`).update(upload.bytes)
  return hash.digest('hex')
}

/** Reads each file's first visible sheet that has the header.
 *  @throws SpreadsheetError for a file that is no table; DomainError import.no-header naming the file and the headings looked for */
export async function readUploadedTables<Field extends string>(
  uploads: readonly Upload[],
  aliases: Readonly<Record<Field, readonly string[]>>,
  required: readonly Field[],
): Promise<UploadedTable<Field>[]> {
  const tables: UploadedTable<Field>[] = []
  for (const upload of uploads) {
    const table = await readTable(upload.bytes, { fileName: upload.name })
    const found = table.sheets
      .filter((sheet) => !sheet.hidden)
      .map((sheet) => ({ sheet, header: findHeader(sheet.rows, aliases, required) }))
      .find((candidate) => candidate.header !== null)
    if (!found?.header)
      throw new DomainError(
        'import.no-header',
        { file: upload.name, required: required.map((field) => aliases[field][0]) },
        400,
      )
    const { header, sheet } = found
    const rows = sheet.rows.flatMap((cells, i) =>
      i > header.headerRow && cells.some((cell) => cell.trim() !== '') ? [{ row: i + 1, cells }] : [],
    )
    tables.push({ fileName: upload.name, encoding: table.encoding ?? null, header, rows })
  }
  return tables
}
