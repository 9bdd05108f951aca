/** A term as far as dates depend on it; `endsOn` null: it runs. */
interface TermDates {
  startsOn: string
  endsOn: string | null
}

/** Whether one may join a term on a day: within it, and after an earlier membership in it has ended. */
export function mayJoin(joinedOn: string, term: TermDates, earlier: readonly { leftOn: string | null }[]): boolean {
  if (joinedOn < term.startsOn || (term.endsOn !== null && joinedOn > term.endsOn)) return false
  return earlier.every((one) => one.leftOn !== null && one.leftOn <= joinedOn)
}

/** Whether a membership may be recorded as ended on a day: not before it began, and not in advance. */
export function mayLeave(leftOn: string, joinedOn: string, today: string): boolean {
  return joinedOn <= leftOn && leftOn <= today
}
