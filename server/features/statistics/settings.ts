import { z } from 'zod'
import { filledText } from '#contract/common.ts'
import { defineSetting } from '#platform/setting-definition.ts'

const codes = z.array(filledText(40)).max(40)

/** What counts as adopted and as implemented differs with the reply classes of the place. */
export const statisticsSetting = defineSetting({
  key: 'statistics',
  title: '提案统计',
  explanation: '哪些答复类别算采纳、哪些算落实。办复率、采纳率、落实率分开统计。',
  schema: z.object({ adoptedClasses: codes, implementedClasses: codes }),
  // 四类答复：A 已经解决，B 正在解决或列入规划（fsou 17010450）；“办复率高、解决率低”要分开看（zqb.cyol 2009-03）
  defaults: { adoptedClasses: ['A', 'B'], implementedClasses: ['A'] },
})

export type StatisticsSettings = z.output<typeof statisticsSetting.schema>
