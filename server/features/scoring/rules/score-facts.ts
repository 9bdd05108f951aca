import type { DutyAttendance, DutyLevel, DutyPart } from '#contract/duty-kinds.ts'
import type { LineMeasure } from '#contract/scoring-scheme.ts'

/** An entry of the ledger as far as a score looks at it. */
export interface ScoredEntry {
  id: string
  kind: string
  part: DutyPart
  attendance: DutyAttendance | null
  level: DutyLevel | null
  /** Half days of a meeting, otherwise 1. */
  quantity: number
  /** How many share the act. */
  sharers: number
  subjectId: string
  occurredOn: string
  /** The entry it takes back. */
  reversesId: string | null
}

/** Which days count, and how far back lines look. Civil dates, both ends included. */
export interface ScoredSpan {
  /** What the year is called; it may begin in the one before and end in the one after. */
  year: number
  from: string
  /** The last day that is looked at: of a year that runs, today. */
  to: string
  /** The last day of the year. */
  end: string
  /** The year runs: what is missing may still come. */
  running: boolean
  termFrom: string
  /** The last year of the term: 届内不足几件 can be said once it is over. */
  termEnded: boolean
}

/** What is known of a member beside the ledger. */
export interface MemberFacts {
  standing: boolean
  /** Since when in this term; nobody is told of years before. */
  joinedOn: string
  /** Centipoints by item, where the office judges. */
  judged: Readonly<Record<string, number>>
  /** Keys of the vetoes the office noted. */
  vetoes: readonly string[]
  /** Results of earlier years, in centipoints. */
  earlier: readonly { year: number; centipoints: number }[]
}

/** One line of the explanation: what it adds, and the entries it comes from. */
export interface ScoreLine {
  key: string
  name: string
  what: 'start' | 'item' | 'group' | 'total'
  /** What it adds to the total; a group or the ceiling adds what its limit takes away or gives. */
  centipoints: number
  /** Each entry with its own points, before caps; 0 where it fitted and did not count. */
  acts: { entryId: string; centipoints: number }[]
  words: string
}

export interface CrossedLine {
  key: string
  name: string
  measure: LineMeasure
  by: string
  words: string
  entryIds: string[]
}

export interface Score {
  centipoints: number
  /** Null where the scheme names no grade for so many points. */
  grade: string | null
  lines: ScoreLine[]
  /** Preconditions with what there is of them. */
  preconditions: { key: string; name: string; need: number; have: number; entryIds: string[] }[]
  vetoes: { key: string; name: string; entryIds: string[] }[]
  crossed: CrossedLine[]
  /** Items the office has not judged yet. */
  unjudged: string[]
}
