import { communityHandling } from './community.ts'
import { countrysideHandling } from './countryside.ts'
import { educationHandling } from './education.ts'
import type { HandlingText } from './handling-text.ts'
import { healthHandling } from './health.ts'
import { societyHandling } from './society.ts'
import { transportHandling } from './transport.ts'

/** How proposals of the sample were handled, at most once each. */
export const handlingTexts: readonly HandlingText[] = [
  ...communityHandling,
  ...transportHandling,
  ...countrysideHandling,
  ...educationHandling,
  ...healthHandling,
  ...societyHandling,
]

/** The handling of one proposal, if the sample has one. */
export function handlingOf(proposalKey: string): HandlingText | undefined {
  return handlingTexts.find((text) => text.proposalKey === proposalKey)
}
