import { civilDateOf } from '../../shared/dates.ts'
import { clockWords } from '../../shared/matter/due.ts'

/** An instant as a `datetime-local` field holds it, in Asia/Shanghai whatever the clock of the machine says. */
export const toField = (instant: string): string => `${civilDateOf(instant)}T${clockWords(instant)}`

/** The instant a `datetime-local` field means; null while it is not filled in. */
export function fromField(value: string | undefined): string | null {
  const at = new Date(`${value}:00+08:00`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
