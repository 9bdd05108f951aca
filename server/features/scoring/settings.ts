import { z } from 'zod'
import { defineSetting } from '#platform/setting-definition.ts'

/** Who sees the points of others. */
export const scoringSetting = defineSetting({
  key: 'scoring',
  title: '履职计分',
  explanation:
    '委员随时看得到自己的每一分从哪里来。别人的分数只有机关和主席会议成员看；确有必要的，可以在这里对全体委员开放。',
  schema: z.object({
    rankingForMembers: z.boolean().meta({ title: '委员可以看到所有委员的分数' }),
  }),
  // 国办函〔2026〕12号：不得设置积分排名等强制功能
  defaults: { rankingForMembers: false },
})

/** When a year of scoring and assessment begins and ends. */
export const scoringYearSetting = defineSetting({
  key: 'scoring.year',
  title: '考核年度',
  explanation: '计分和年度考核从哪一天算到哪一天。改了以后只对新开始的考核有效，已经开始的照开始时的起止。',
  schema: z.object({
    begins: z.enum(['civilYear', 'fromMonth', 'fromPlenary']).meta({ title: '一年从哪里算起' }),
    month: z.int().min(1).max(12).meta({ title: '从几月一日算起（只对“某月一日”）；从上年这个月算到本年前一个月末' }),
  }),
  // 一年一考核（蚌埠 2018、金台区）没有另定起止的，按公历年；月份只在选“某月一日”时用
  defaults: { begins: 'civilYear', month: 12 },
})
