import { placeOf } from '../places.ts'
import { communityProposals } from './community.ts'
import { countrysideProposals } from './countryside.ts'
import { transportProposals } from './transport.ts'
import type { DemoProposal, ProposalText } from './types.ts'

const themes: readonly (readonly [string, readonly ProposalText[]])[] = [
  ['社区生活', communityProposals],
  ['交通物流', transportProposals],
  ['乡村振兴', countrysideProposals],
]

/** All sound proposals, theme by theme. */
export const demoProposals: readonly DemoProposal[] = themes.flatMap(([theme, texts]) =>
  texts.map((text) => ({ ...text, theme, level: placeOf(text.committee).level })),
)

/** The proposals whose text speaks of this committee's place. */
export function proposalsOf(committee: DemoProposal['committee']): DemoProposal[] {
  return demoProposals.filter((proposal) => proposal.committee === committee)
}
