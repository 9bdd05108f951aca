import { parentPort } from 'node:worker_threads'
import { type ParsedUpload, parseUpload } from './parse-upload.ts'
import type { MergedRange } from './row-collector.ts'
import { SpreadsheetError, type SpreadsheetErrorCode } from './spreadsheet-error.ts'

/** What the server sends the reading thread, once. */
export interface ReadOrder {
  bytes: Uint8Array
  fileName: string
}

/** What the reading thread sends back: sheets and rows in order, then how it ended. */
export type ReadReport =
  | { kind: 'sheet'; name: string; hidden: boolean }
  | { kind: 'rows'; rows: string[][] }
  | { kind: 'merged'; ranges: MergedRange[] }
  | { kind: 'done'; parsed: ParsedUpload }
  | { kind: 'refused'; code: SpreadsheetErrorCode; details: Record<string, unknown> }

const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread only')
const send = (report: ReadReport): void => port.postMessage(report)

port.once('message', async ({ bytes, fileName }: ReadOrder) => {
  try {
    const parsed = await parseUpload(bytes, fileName, {
      sheet: (name, hidden) => send({ kind: 'sheet', name, hidden }),
      rows: (rows) => send({ kind: 'rows', rows }),
      merged: (ranges) => send({ kind: 'merged', ranges }),
    })
    send({ kind: 'done', parsed })
  } catch (error) {
    // Anything but a refusal is a defect of ours; it ends the thread and reaches the server as its error.
    if (!(error instanceof SpreadsheetError)) throw error
    send({ kind: 'refused', code: error.code, details: error.details })
  }
})
