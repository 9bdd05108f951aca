import { z } from 'zod'
import { activityKind } from '#contract/activity-kinds.ts'
import { defineSetting } from '#platform/setting-definition.ts'

const share = z
  .object({ numerator: z.int().min(1).max(100), denominator: z.int().min(1).max(100) })
  .refine((one) => one.numerator <= one.denominator, { error: '不能超过全部' })

/** How attendance is taken, and when a meeting may be held. */
export const attendanceSetting = defineSetting({
  key: 'attendance',
  title: '会议签到',
  explanation:
    '签到提前多久开始、过多久算迟到、哪些方式可以用；几分之几到会才能开会；多场的会议到会几场才算出席。签到只记到会的事实，不记位置。',
  schema: z.object({
    opensMinutesBefore: z.int().min(0).max(1440),
    /** After the end; until then who comes is still taken. */
    closesMinutesAfter: z.int().min(0).max(1440),
    lateAfterMinutes: z.int().min(0).max(240),
    memberCode: z.boolean(),
    deskCode: z.boolean(),
    quorums: z.array(z.object({ kind: activityKind, share })).max(20),
    /** Of the sittings of one meeting so many must be attended; null: one is enough. */
    sittings: share.nullable(),
  }),
  defaults: {
    // 开幕当日集中签到：会前一个半小时起；没有见到全国口径，各地可改
    opensMinutesBefore: 90,
    closesMinutesAfter: 30,
    lateAfterMinutes: 0,
    memberCode: true,
    deskCode: true,
    // 全体会议须有三分之二以上委员出席才能举行（全国十二届一次会议总监票人报告）；常委会同例
    quorums: [
      { kind: 'plenary', share: { numerator: 2, denominator: 3 } },
      { kind: 'standingCommittee', share: { numerator: 2, denominator: 3 } },
    ],
    // 威海：每次会议实到不足三分之二记缺席（zx.weihai.gov.cn 312162）。他处没有，所以默认不设
    sittings: null,
  },
})
export type AttendanceSetting = (typeof attendanceSetting)['defaults']
