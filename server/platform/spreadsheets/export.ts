import { Readable } from 'node:stream'
import type { ExportFormat } from '#contract/common.ts'
import type { CellValue, Column } from './column.ts'
import { streamCsv } from './write-csv.ts'
import { streamXlsx } from './write-xlsx.ts'

/** A list on its way out as a file. */
export interface ExportFile {
  fileName: string
  mediaType: string
  stream: Readable
}

/** A column that knows its value of a row. */
export type ExportColumn<Row> = Column & { value(row: Row): CellValue }

const mediaTypes: Record<ExportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** Streams rows as XLSX, CSV or JSON (an array of objects by heading); rows are taken as fast as the file is read. */
export function exportRows<Row>(given: {
  name: string
  columns: readonly ExportColumn<Row>[]
  rows: AsyncIterable<Row>
  format: ExportFormat
}): ExportFile {
  const { name, columns, rows, format } = given
  async function* cells() {
    for await (const row of rows) yield columns.map((column) => column.value(row))
  }
  async function* json() {
    let before = '['
    for await (const row of rows) {
      yield `${before}\n${JSON.stringify(Object.fromEntries(columns.map((column) => [column.heading, column.value(row) ?? null])))}`
      before = ','
    }
    yield before === '[' ? '[]\n' : '\n]\n'
  }
  const streams: Record<ExportFormat, () => Readable> = {
    xlsx: () => streamXlsx({ sheets: [{ name, columns, rows: cells() }] }),
    csv: () => streamCsv(columns, cells()),
    json: () => Readable.from(json(), { objectMode: false }),
  }
  return { fileName: `${name}.${format}`, mediaType: mediaTypes[format], stream: streams[format]() }
}
