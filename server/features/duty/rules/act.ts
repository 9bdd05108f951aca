import type { DutyEntry } from '#contract/duty.ts'

/** What a member did, as one event of its source tells it. */
export type Act = Pick<
  DutyEntry,
  'memberId' | 'termId' | 'kind' | 'part' | 'attendance' | 'level' | 'quantity' | 'sharers' | 'title' | 'occurredOn'
>

export interface Proposer {
  memberId: string
  part: 'lead' | 'coSigner'
}

/** Who proposes is named anew: every fact of the subject that holds is theirs from now on. */
export interface Recast {
  proposers: readonly Proposer[]
}

/** From this event on a slot of the event's subject holds these acts and no others. */
export interface Effect {
  /** One fact of the subject: `registered` of a proposal, the attendance of one member at an activity. */
  slot: string
  acts: readonly Act[]
  /** The same fact for other proposers, should they be named anew. */
  cast?: (proposers: readonly Proposer[]) => Act[]
  /** Told of many at once, as when an activity is concluded or taken up again: leaves alone what was corrected for one member. */
  ofAll?: true
}

/** An entry is put right after an objection: one act of a slot is taken back, and another may take its place. */
export interface Correction {
  slot: string
  corrects: { memberId: string; kind: string }
  by: Act | null
}

/** Every slot of the subject. */
export const everySlot = '*'

const fields = [
  'memberId',
  'termId',
  'kind',
  'part',
  'attendance',
  'level',
  'quantity',
  'sharers',
  'title',
  'occurredOn',
] as const

/** Whether two acts say the same: then nothing is written. */
export const sameAct = (a: Act, b: Act): boolean => fields.every((name) => a[name] === b[name])
