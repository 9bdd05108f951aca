import type { CommitteeLevel } from '#contract/committees.ts'
import type { CivilDate } from '#platform/calendar/civil-date.ts'

/** The term that runs on a date: the last that has begun, or the first where none has. */
export function termOn<T extends { startsOn: string }>(terms: readonly T[], date: CivilDate): T | null {
  const byStart = [...terms].sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1))
  return byStart.find((term) => term.startsOn <= date) ?? byStart.at(-1) ?? null
}

const rank: Readonly<Record<CommitteeLevel, number>> = { province: 1, city: 2, county: 3 }

/** Whether a committee of `child` level may stand under one of `parent` level. A county may stand right under a
 *  province (省直管县、直辖市的区). Source: 政协章程第五章，省、市、县三级地方委员会. */
export function standsBelow(child: CommitteeLevel, parent: CommitteeLevel): boolean {
  return rank[child] > rank[parent]
}

/** The dates of a plenary session as the office enters them; null: not decided yet. */
export interface SessionDates {
  opensOn: string | null
  closesOn: string | null
  proposalsFrom: string | null
  proposalsUntil: string | null
}

/** Whether a session's dates run forward and its meeting lies within its term. The window of proposals may open before
 *  the term does: the call for the first session goes out before it. */
export function sessionFits(dates: SessionDates, term: { startsOn: string; endsOn: string | null }): boolean {
  const { opensOn, closesOn, proposalsFrom, proposalsUntil } = dates
  if (opensOn && closesOn && closesOn < opensOn) return false
  if (proposalsFrom && proposalsUntil && proposalsUntil < proposalsFrom) return false
  return [opensOn, closesOn].every(
    (day) => day === null || (day >= term.startsOn && (term.endsOn === null || day <= term.endsOn)),
  )
}
