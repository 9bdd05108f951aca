import { z } from 'zod'

/** What is fixed of a kind of activity. */
interface ActivityKindRow {
  /** As the office calls it, on screens and in lists. */
  label: string
  /** As it stands in the ledger and the archive. */
  entryName: string
  /** A meeting of the committee (会议), told apart from activities in the ledger. */
  meeting: boolean
  /** Called by the committee's offices alone. Source: 全体会议、常委会会议、主席会议由章程规定召集. */
  byCommittee: boolean
  /** Where it stands in a member's archive. Source: 蚌埠市政协委员履职档案 2018, chapter ②. */
  chapter:
    | 'plenary'
    | 'standingCommittee'
    | 'consultation'
    | 'inspections'
    | 'studies'
    | 'appraisals'
    | 'activities'
    | 'service'
}
const called = (label: string, entryName: string, chapter: ActivityKindRow['chapter']): ActivityKindRow => ({
  label,
  entryName,
  meeting: true,
  byCommittee: true,
  chapter,
})
const held = (label: string, entryName: string, chapter: ActivityKindRow['chapter']): ActivityKindRow => ({
  label,
  entryName,
  meeting: false,
  byCommittee: false,
  chapter,
})

/** All kinds of meetings and activities, in the order in which lists offer them. A kind, once out, is never renamed. */
export const activityKinds = {
  plenary: called('全体会议', '全体会议', 'plenary'),
  plenarySubMeeting: called('小组会、联组会', '全会小组会、联组会', 'plenary'),
  standingCommittee: called('常委会会议', '常务委员会会议', 'standingCommittee'),
  chairCouncil: called('主席会议', '主席会议', 'standingCommittee'),
  consultationMeeting: { ...called('协商会', '协商会议', 'consultation'), byCommittee: false },
  specialCommittee: held('专委会活动', '专门委员会活动', 'activities'),
  sectorActivity: held('界别活动', '界别活动', 'activities'),
  groupActivity: held('小组活动', '小组活动', 'activities'),
  inspection: held('视察', '视察', 'inspections'),
  research: held('调研', '调研', 'inspections'),
  training: held('培训', '培训', 'studies'),
  lecture: held('讲座', '讲座', 'studies'),
  volunteer: held('公益活动', '公益活动', 'service'),
  appraisalActivity: held('民主评议', '民主评议', 'appraisals'),
  other: held('其他', '其他活动', 'activities'),
} as const satisfies Record<string, ActivityKindRow>
export type ActivityKind = keyof typeof activityKinds

const kinds = Object.keys(activityKinds) as [ActivityKind, ...ActivityKind[]]
export const activityKind = z.enum(kinds)
const labels = Object.fromEntries(kinds.map((kind) => [kind, activityKinds[kind].label]))
/** The kinds in the office's words: 全体会议, 小组会、联组会. */
export const activityKindNames = labels as Readonly<Record<ActivityKind, string>>
/** Whether only the committee's offices may call it. */
export const isCommitteeMeeting = (kind: ActivityKind): boolean => activityKinds[kind].byCommittee
/** Kinds that are meetings in the ledger, and all the others. */
export const meetingKinds: readonly ActivityKind[] = kinds.filter((kind) => activityKinds[kind].meeting)
export const activityDutyKinds: readonly ActivityKind[] = kinds.filter((kind) => !activityKinds[kind].meeting)

/** 病假 · 公务 · 事假 · 其他. */
export const leaveKind = z.enum(['illness', 'official', 'private', 'other'])
export type LeaveKind = z.infer<typeof leaveKind>
export const leaveKindNames: Readonly<Record<LeaveKind, string>> = {
  illness: '病假',
  official: '公务',
  private: '事假',
  other: '其他',
}
