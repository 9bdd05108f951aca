import { z } from 'zod'
import { activityKind } from '#contract/activity-kinds.ts'
import { filledText } from '#contract/common.ts'
import { leaveApprover } from '#contract/leaves.ts'
import { defineSetting } from '#platform/setting-definition.ts'

const kinds = z.array(activityKind).min(1).max(20)
const leaveLine = z.object({
  lineKinds: kinds,
  lineFor: z.enum(['everyMember', 'standingMembers']),
  lineCounts: z.enum(['absenceOnly', 'absenceAndLeave']),
  lineWithin: z.enum(['inYear', 'inTerm']),
  lineTimes: z.int().min(1).max(60),
  lineMeasure: filledText(30),
})
/** 山东省：常委一年内缺常委会 3 次或届内 7 次、委员届内缺全会 3 次，劝其辞职；威海市同，公务请假不计缺席. Stricter places say it
 *  otherwise (宣威市：届内无故缺全会 1 次通报、2 次撤销资格；乌鲁木齐市：一次即约谈), so it is data. */
const leaveLines: z.input<typeof leaveLine>[] = [
  {
    lineKinds: ['plenary'],
    lineFor: 'everyMember',
    lineCounts: 'absenceAndLeave',
    lineWithin: 'inTerm',
    lineTimes: 3,
    lineMeasure: '劝辞',
  },
  ...(['inYear', 'inTerm'] as const).map((lineWithin) => ({
    lineKinds: ['standingCommittee' as const],
    lineFor: 'standingMembers' as const,
    lineCounts: 'absenceAndLeave' as const,
    lineWithin,
    lineTimes: lineWithin === 'inYear' ? 3 : 7,
    lineMeasure: '劝辞',
  })),
]

/** How meetings and activities are run here. */
export const activitySetting = defineSetting({
  key: 'activities',
  title: '会议活动',
  explanation: '请假由谁批、缺席几次到哪条线、委员能不能自己发起活动、会前几天提醒没有回复的人。',
  schema: z.object({
    /** Steps in their order; a step is passed over where the leave is no longer than `overHalfDays`. */
    leaveSteps: z
      .array(z.object({ kinds, by: leaveApprover, overHalfDays: z.int().min(0).max(60) }))
      .min(1)
      .max(60),
    membersMayStart: z.boolean(),
    officeApproves: z.boolean(),
    remindDaysBefore: z.int().min(0).max(30),
    leaveLines: z.array(leaveLine).max(20).default(leaveLines),
  }),
  defaults: {
    leaveSteps: [
      // 全体会议、常委会会议由主席（或秘书长）批；须会前书面（宣威市政协志；各地请假审批层级）
      { kinds: ['plenary', 'standingCommittee', 'chairCouncil'], by: 'leader', overHalfDays: 0 },
      // 全会小组会缺席由小组召集人批，超过一天的报大会秘书处，经秘书长批
      { kinds: ['plenarySubMeeting'], by: 'convener', overHalfDays: 0 },
      { kinds: ['plenarySubMeeting'], by: 'memberOffice', overHalfDays: 2 },
      { kinds: ['plenarySubMeeting'], by: 'leader', overHalfDays: 2 },
      // 专委会活动由专委会负责人批（宣威）；界别、小组活动未见明文，照“谁组织谁记录”由组织的一方批
      {
        kinds: [
          'specialCommittee',
          'sectorActivity',
          'groupActivity',
          'inspection',
          'research',
          'training',
          'lecture',
          'volunteer',
          'appraisalActivity',
          'consultationMeeting',
          'other',
        ],
        by: 'convener',
        overHalfDays: 0,
      },
    ],
    // 湖南：允许委员主动发起活动并邀约；办公室过目是各地通行的稳妥做法，可关
    membersMayStart: true,
    officeApproves: true,
    // 会前一天再提醒一次，只提醒没有回复的；提醒不是打卡（中央网信委 2023-12）
    remindDaysBefore: 1,
    leaveLines,
  },
})
export type ActivitySettings = z.output<typeof activitySetting.schema>
