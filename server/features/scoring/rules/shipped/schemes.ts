import { type ScoringScheme, scoringScheme } from '#contract/scoring-scheme.ts'
import { addingSchemes } from './adding.ts'
import { hundredSchemes } from './hundred.ts'

/** Schemes as they are in force somewhere, each checked like one of the office's own. What a rule does not say stays
 *  unsaid here, too: the remark names it. */
export const shippedSchemes: readonly { code: string; place: string; scheme: ScoringScheme }[] = [
  ...hundredSchemes,
  ...addingSchemes,
].map(({ code, place, scheme }) => ({ code, place, scheme: scoringScheme.parse(scheme) }))

/** The one of this code, or null. */
export const shippedScheme = (code: string) => shippedSchemes.find((one) => one.code === code) ?? null
