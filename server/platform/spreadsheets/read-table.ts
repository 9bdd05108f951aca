import { Worker } from 'node:worker_threads'
import {
  MAX_CELLS,
  MAX_FILE_BYTES,
  MAX_READS_AT_ONCE,
  MAX_READS_WAITING,
  READ_HEAP_MIB,
  READ_TIME_LIMIT_MS,
} from './limits.ts'
import type { ReadOrder, ReadReport } from './reading-worker.ts'
import type { MergedRange } from './row-collector.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import type { TextEncoding } from './text-encoding.ts'

/** One sheet as plain text. `rows[i]` is row i+1 of the sheet, cut after its last filled cell (a blank row is `[]`);
 *  blank rows at the end are cut too. `mergedRanges` are zero-based; their value stands in the top left cell. */
export interface TableSheet {
  name: string
  hidden: boolean
  rows: string[][]
  mergedRanges: MergedRange[]
}

/** A table upload as plain text. `encoding` is told for CSV. */
export interface Table {
  format: 'xlsx' | 'csv'
  encoding?: TextEncoding
  sheets: TableSheet[]
}

/** Limits of one read; what is left out is as in limits.ts. */
export interface ReadOptions {
  fileName: string
  timeLimitMs?: number
  heapMiB?: number
}

/**
 * Reads an untrusted XLSX or CSV upload in a thread of its own with bounded heap and time, so that no file can block
 * or bring down the server. Cells are plain text: dates `YYYY-MM-DD`, formulas their last value, booleans
 * TRUE/FALSE. Nothing in the file is run, followed or fetched.
 * @throws SpreadsheetError with a code, details and a sentence for the person
 */
export async function readTable(bytes: Uint8Array, options: ReadOptions): Promise<Table> {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new SpreadsheetError('spreadsheet.too-large', { limit: 'file', most: MAX_FILE_BYTES })
  }
  await takeTurn()
  try {
    return await readInThread(bytes, options)
  } finally {
    giveTurn()
  }
}

let reading = 0
const waiting: (() => void)[] = []

async function takeTurn(): Promise<void> {
  if (reading < MAX_READS_AT_ONCE) {
    reading++
    return
  }
  if (waiting.length >= MAX_READS_WAITING) throw new SpreadsheetError('spreadsheet.busy')
  await new Promise<void>((resolve) => waiting.push(resolve))
}

function giveTurn(): void {
  const next = waiting.shift()
  // A turn that is handed on stays counted.
  if (next === undefined) reading--
  else next()
}

async function readInThread(bytes: Uint8Array, options: ReadOptions): Promise<Table> {
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    name: 'spreadsheet',
    // Neither flags nor secrets of the server belong in there.
    env: {},
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: options.heapMiB ?? READ_HEAP_MIB,
      maxYoungGenerationSizeMb: 16,
      stackSizeMb: 4,
    },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    // A copy, not Buffer.slice: that shares the pool of other buffers, which must not be given away.
    const own = new Uint8Array(bytes)
    worker.postMessage({ bytes: own, fileName: options.fileName } satisfies ReadOrder, [own.buffer])
    const timeLimitMs = options.timeLimitMs ?? READ_TIME_LIMIT_MS
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SpreadsheetError('spreadsheet.timeout', { timeLimitMs })), timeLimitMs)
    })
    const table = await Promise.race([collectReports(worker), timeout])
    blankCoveredCells(table.sheets)
    return table
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

function collectReports(worker: Worker): Promise<Table> {
  return new Promise((resolve, reject) => {
    const sheets: TableSheet[] = []
    worker.on('message', (report: ReadReport) => {
      const sheet = sheets.at(-1)
      if (report.kind === 'sheet') {
        sheets.push({ name: report.name, hidden: report.hidden, rows: [], mergedRanges: [] })
      } else if (report.kind === 'rows') for (const row of report.rows) sheet?.rows.push(row)
      else if (report.kind === 'merged' && sheet !== undefined) sheet.mergedRanges = report.ranges
      else if (report.kind === 'refused') reject(new SpreadsheetError(report.code, report.details))
      else if (report.kind === 'done') resolve({ ...report.parsed, sheets })
    })
    worker.on('error', (cause: Error & { code?: string }) => {
      const outOfMemory = cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
      reject(outOfMemory ? new SpreadsheetError('spreadsheet.too-large', { limit: 'memory' }, { cause }) : cause)
    })
    worker.on('exit', () => reject(new Error('the spreadsheet thread ended without a report')))
  })
}

/** Empties the cells a merged range covers beside its top left one: programs leave old values there that nobody sees. */
function blankCoveredCells(sheets: TableSheet[]): void {
  // Real ranges do not overlap, so together they cover no more than there is; a file built to keep us busy does.
  let remaining = 2 * MAX_CELLS
  for (const { rows, mergedRanges } of sheets) {
    for (const { top, left, bottom, right } of mergedRanges) {
      for (let r = top; r <= Math.min(bottom, rows.length - 1); r++) {
        const row = rows[r] ?? []
        for (let c = r === top ? left + 1 : left; c <= Math.min(right, row.length - 1); c++, remaining--) row[c] = ''
        while (row.length > 0 && row.at(-1) === '') row.pop()
        if (--remaining < 0) throw new SpreadsheetError('spreadsheet.damaged', { reason: 'merged-ranges' })
      }
    }
    while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop()
  }
}
