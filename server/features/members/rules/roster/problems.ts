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
  /** The same trifle many times over is told once, at its first place, with how often it occurs. */
  tally(kind: string, place: Place, message: string): void
  readonly errorCount: number
  /** Errors first, each in the order of the files; at most `mostListed` of either. */
  list(): ImportProblem[]
}

/** A person reads no more; the count of errors is exact all the same. */
const mostListed = 500
const mostShownCharacters = 100

export function collectProblems(): Problems {
  const errors: ImportProblem[] = []
  const warnings: ImportProblem[] = []
  const tallies = new Map<string, { place: Place; message: string; count: number }>()
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
      if (known) known.count++
      else tallies.set(key, { place, message, count: 1 })
    },
    get errorCount() {
      return errorCount
    },
    list() {
      const told = [...tallies.values()].map(({ place, message, count }) =>
        problem(place, 'warning', count > 1 ? `${message}（这一列共 ${count} 处）` : message),
      )
      return [...errors, ...told, ...warnings]
    },
  }
}
