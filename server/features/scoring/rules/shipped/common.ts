import { activityDutyKinds } from '#contract/activity-kinds.ts'
import type { ScoringSchemeInput } from '#contract/scoring-scheme.ts'

/** A scheme as it is in force somewhere, to be copied and made one's own. */
export interface ShippedScheme {
  code: string
  place: string
  scheme: ScoringSchemeInput
}

/** Came, even if late or not to the end. */
export const came = ['present', 'late', 'leftEarly'] as const
export const half = ['late', 'leftEarly'] as const
/** Activities of every kind, meetings apart. */
export const activities = activityDutyKinds.map((kind) => `activity.${kind}`)
/** Activities without training. */
export const outings = activities.filter((kind) => kind !== 'activity.training')
/** Meetings other than the plenary session. */
export const otherMeetings = [
  'meeting.plenarySubMeeting',
  'meeting.standingCommittee',
  'meeting.chairCouncil',
  'meeting.consultationMeeting',
]
/** Those that are no part of another. */
export const wholeMeetings = otherMeetings.filter((kind) => kind !== 'meeting.plenarySubMeeting')
/** 不称职、不合格: everything below. */
export const lowest = -1_000_000
