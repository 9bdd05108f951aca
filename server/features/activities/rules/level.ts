import type { ActivityLevel } from '#contract/activities.ts'

/** The level of what a committee organises itself. */
export function levelOfCommittee(level: string): ActivityLevel {
  return level === 'province' ? 'provincial' : level === 'city' ? 'city' : 'county'
}
