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
