import type { ImportProblem } from '#contract/common.ts'

/** Where something stands, as a person counts in the file: rows from 1, the column by its heading. */
export interface Place {
  file: string
  row: number
  column: string
  value: string
}

/** Collects what is wrong with roster files. */
export interface Problems {
  error(place: Place, message: string): void
  warning(place: Place, message: string): void
  /** The same trifle many times over is told once, at its first place, with how often it occurs and in which rows. */
  tally(kind: string, place: Place, message: string): void
  readonly errorCount: number
  /** Errors first, each in the order of the files; at most `mostListed` of either. */
  list(): ImportProblem[]
}

/** A person reads no more; the count of errors is exact all the same. */
const mostListed = 500
const mostShownCharacters = 100
/** Rows named for one trifle; who mends these finds the others. */
const mostRowsNamed = 20

export function collectProblems(): Problems {
  const errors: ImportProblem[] = []
  const warnings: ImportProblem[] = []
  const tallies = new Map<string, { place: Place; message: string; count: number; rows: number[] }>()
  let errorCount = 0
  const problem = (place: Place, severity: ImportProblem['severity'], message: string): ImportProblem => ({
    ...place,
    value: [...place.value.slice(0, mostShownCharacters * 2)].slice(0, mostShownCharacters).join('').toWellFormed(),
    severity,
    message,
  })
  return {
    error(place, message) {
      errorCount++
      if (errors.length < mostListed) errors.push(problem(place, 'error', message))
    },
    warning(place, message) {
      if (warnings.length < mostListed) warnings.push(problem(place, 'warning', message))
    },
    tally(kind, place, message) {
      const key = `${place.file}\n${place.column}\n${kind}`
      const known = tallies.get(key)
      if (!known) tallies.set(key, { place, message, count: 1, rows: [place.row] })
      else if (++known.count <= mostRowsNamed) known.rows.push(place.row)
    },
    get errorCount() {
      return errorCount
    },
    list() {
      const told = [...tallies.values()].map(({ place, message, count, rows }) =>
        problem(place, 'warning', count > 1 ? `${message}${rowsInWords(count, rows)}` : message),
      )
      return [...errors, ...told, ...warnings]
    },
  }
}

/** （这一列共 3 处：第 5、9、12 行） */
function rowsInWords(count: number, rows: readonly number[]): string {
  return `（这一列共 ${count} 处：第 ${rows.join('、')}${count > rows.length ? ' 等' : ''} 行）`
}
