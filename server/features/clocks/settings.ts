import { z } from 'zod'
import { defineSetting } from '#platform/setting-definition.ts'

const workingDays = z.array(z.int().min(0).max(60)).max(5)

/** How running clocks are reminded of and how far they can be extended. */
export const clockSetting = defineSetting({
  key: 'clocks',
  title: '期限的提醒和延期',
  explanation: '到期前后哪几天提醒，超期几天报督办，办理期限最多延到多久。',
  schema: z.object({
    remindWorkingDaysBefore: workingDays.meta({ title: '到期前几个工作日提醒' }),
    remindWorkingDaysAfter: workingDays.meta({ title: '超期后几个工作日再提醒' }),
    escalateAfterWorkingDays: z.int().min(1).max(60).meta({ title: '超期几个工作日报交办、督办机关' }),
    replyLimitMonths: z.int().min(1).max(24).meta({ title: '答复最迟几个月' }),
    jointOpinionLimitMonths: z.int().min(1).max(24).meta({ title: '会办意见最迟几个月' }),
  }),
  defaults: {
    // 规则未见全国口径；一周和前一天各催一次，各地自定
    remindWorkingDaysBefore: [5, 1],
    remindWorkingDaysAfter: [1],
    escalateAfterWorkingDays: 5,
    // 办理期限 3 个月为主，难办的最迟 6 个月（fsou 17010450）
    replyLimitMonths: 6,
    // 会办意见 1 个月（fsou 17010450），另有 2 个月（fabao365 law_567508）
    jointOpinionLimitMonths: 2,
  },
})
