import type { HandlingRole } from '#contract/handling.ts'
import type { ClockTerm } from '#features/clocks/index.ts'
import type { ProposalSettings } from './settings.ts'

/** What runs for a unit from its assignment on, each as long as the committee's settings say. A joint unit gives its
 *  opinion to the lead unit and contacts the proposer through it. */
export function handlingTerms(settings: ProposalSettings, role: HandlingRole) {
  const signing = [
    { kind: 'accept', period: settings.acceptWithinWorkingDays, unit: 'workingDays' },
    { kind: 'return', period: settings.returnWithinWorkingDays, unit: 'workingDays' },
  ] as const satisfies ClockTerm[]
  return [...signing, ...answeringTerms(settings, role)]
}

/** What runs for a unit each time it is to answer: at first, and when it handles again (重办). */
export function answeringTerms(settings: ProposalSettings, role: HandlingRole) {
  return role === 'joint'
    ? ([{ kind: 'jointOpinion', period: settings.jointOpinionWithinMonths, unit: 'months' }] as const)
    : ([
        { kind: 'contact', period: settings.firstContactWithinWorkingDays, unit: 'workingDays' },
        { kind: 'reply', period: settings.replyWithinMonths, unit: 'months' },
      ] as const)
}

/** How long the proposer may take to rate. */
export function ratingTerms(settings: ProposalSettings) {
  return [{ kind: 'rate', period: settings.rateWithinWorkingDays, unit: 'workingDays' }] as const
}
