import type { ActivityKind, ActivityLevel } from '#contract/activities.ts'

/** Meetings of the committee itself, called by its offices alone. Source: 全体会议、常委会会议、主席会议由章程规定召集. */
const committeeMeetings: readonly ActivityKind[] = ['plenary', 'plenarySubMeeting', 'standingCommittee', 'chairCouncil']

export const isCommitteeMeeting = (kind: ActivityKind): boolean => committeeMeetings.includes(kind)

/** The level of what a committee organises itself. */
export function levelOfCommittee(level: string): ActivityLevel {
  return level === 'province' ? 'provincial' : level === 'city' ? 'city' : 'county'
}
