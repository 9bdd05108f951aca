import type { CommitteeKey, Level } from '../places.ts'
import type { UnitKey } from '../units.ts'

/** The six broad kinds every committee reports by. */
export type BroadCategory = '经济建设' | '政治建设' | '文化建设' | '社会建设' | '生态文明建设' | '其他'

/** A proposal as it is written in the theme files. */
export interface ProposalText {
  key: string
  /** Committee whose places and figures the text speaks of. */
  committee: CommitteeKey
  category: BroadCategory
  /** Finer kind within the broad one. */
  subcategory: string
  title: string
  /** Paragraphs parted by a line break. */
  analysis: string
  suggestions: string[]
  leadUnitKey: UnitKey
  jointUnitKeys: UnitKey[]
}

/** A proposal with what follows from its place and file. */
export interface DemoProposal extends ProposalText {
  theme: string
  level: Level
}

/** The ten grounds on which a proposal is not registered that the sample uses, and plain return for revision. */
export type WeakReason = 'vague' | 'personal' | 'litigation' | 'promotion' | 'secret' | 'academic'

/** A proposal written to fail examination, with the ground for it. */
export interface WeakProposal extends ProposalText {
  reason: WeakReason
  /** What the office writes to the proposer. */
  officeRemark: string
  outcome: 'decline' | 'return'
}

/** Two proposals on one matter, for the check of likeness. */
export interface NearDuplicatePair {
  original: string
  /** The second text, by somebody else, later. */
  duplicate: ProposalText
}
