import { placeOf } from '../places.ts'
import { communityProposals } from './community.ts'
import { countrysideProposals } from './countryside.ts'
import { cultureProposals } from './culture.ts'
import { ecologyProposals } from './ecology.ts'
import { economyProposals } from './economy.ts'
import { educationProposals } from './education.ts'
import { governanceProposals } from './governance.ts'
import { healthProposals } from './health.ts'
import { livelihoodProposals } from './livelihood.ts'
import type { DemoProposal, ProposalText } from './proposal-text.ts'
import { transportProposals } from './transport.ts'
import { welfareProposals } from './welfare.ts'

const themes: readonly (readonly [string, readonly ProposalText[]])[] = [
  ['社区生活', communityProposals],
  ['交通物流', transportProposals],
  ['乡村振兴', countrysideProposals],
  ['教育青年', educationProposals],
  ['健康医疗', healthProposals],
  ['民生保障', welfareProposals],
  ['生态环境', ecologyProposals],
  ['产业消费', economyProposals],
  ['文化体育', cultureProposals],
  ['治理安全', governanceProposals],
  ['城乡生活', livelihoodProposals],
]

/** All sound proposals, theme by theme. */
export const demoProposals: readonly DemoProposal[] = themes.flatMap(([theme, texts]) =>
  texts.map((text) => ({ ...text, theme, level: placeOf(text.committee).level })),
)

/** The proposals whose text speaks of this committee's place. */
export function proposalsOf(committee: DemoProposal['committee']): DemoProposal[] {
  return demoProposals.filter((proposal) => proposal.committee === committee)
}
