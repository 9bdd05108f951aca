import { today } from '../../shared/dates.ts'

/** This year and those before it, as far as a term reaches. */
export const recentYears = (): string[] =>
  Array.from({ length: 6 }, (_, back) => String(Number(today().slice(0, 4)) - back))
