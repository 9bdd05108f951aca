import type { Proposal } from '#contract/proposals.ts'
import type { Step } from '../next-steps.ts'

/** What the form of one step is given. */
export interface StepProps {
  proposal: Proposal
  step: Step
  onDone: () => void
}
