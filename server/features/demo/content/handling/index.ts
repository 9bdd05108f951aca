import { communityHandling } from './community.ts'
import { transportHandling } from './transport.ts'
import type { HandlingText } from './types.ts'

/** How proposals of the sample were handled, at most once each. */
export const handlingTexts: readonly HandlingText[] = [...communityHandling, ...transportHandling]

/** The handling of one proposal, if the sample has one. */
export function handlingOf(proposalKey: string): HandlingText | undefined {
  return handlingTexts.find((text) => text.proposalKey === proposalKey)
}
