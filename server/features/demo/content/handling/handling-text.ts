import type { UnitKey } from '../units.ts'

/** How a reply is classed: solved, partly solved or planned, or not feasible for now. */
export type ReplyClass = 'A' | 'B' | 'C'

/** One talk between the handling unit and the proposer. */
export interface ContactRecord {
  /** Days after the assignment. */
  dayOffset: number
  way: 'visit' | 'call' | 'meeting'
  /** Who spoke for the unit. */
  persons: string
  content: string
}

/** What a joint unit (会办单位) tells the lead unit. */
export interface JointOpinion {
  unitKey: UnitKey
  text: string
}

/** How one proposal was handled. */
export interface HandlingText {
  proposalKey: string
  replyClass: ReplyClass
  /** Body of the reply without salutation and signature; paragraphs parted by a line break. */
  reply: string
  contacts: ContactRecord[]
  jointOpinions: JointOpinion[]
}
