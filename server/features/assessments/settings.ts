import { z } from 'zod'
import { receiverKind } from '#contract/assessment-delivery.ts'
import { text } from '#contract/common.ts'
import { defineSetting } from '#platform/setting-definition.ts'

const receiver = z
  .object({
    to: receiverKind.meta({ title: '送给谁' }),
    name: text(40).meta({ title: '单位名称（只对“指定的单位”）' }),
    grades: z.array(text(20)).max(10).meta({ title: '只送哪些等次的，一行一个（空着：都送）' }),
    alsoCrossed: z.boolean().meta({ title: '触到线的，不论等次都送' }),
    showsPoints: z.boolean().meta({ title: '写明分数' }),
  })
  .refine(({ to, name }) => to !== 'body' || name.trim() !== '', { error: '请写单位名称', path: ['name'] })
export type Receiver = z.infer<typeof receiver>

/** Who is told of the results beside the members themselves. */
export const deliverySetting = defineSetting({
  key: 'assessments.delivery',
  title: '考核结果送达',
  explanation: '审定以后，结果除了反馈给委员本人，还送给哪些单位、送哪些等次的、写不写分数。',
  schema: z.object({ receivers: z.array(receiver).max(10).meta({ title: '送给哪些单位' }) }),
  defaults: {
    // 结果反馈所在单位、统战部（北京）；分数只给主管部门，单位知道等次就够
    receivers: [
      { to: 'employer', name: '', grades: [], alsoCrossed: true, showsPoints: false },
      { to: 'body', name: '统战部', grades: [], alsoCrossed: true, showsPoints: true },
    ],
  },
})

const percent = z.int().min(0).max(100)

/** How many of those assessed may have the highest grade. */
export const quotaSetting = defineSetting({
  key: 'assessments.quota',
  title: '考核优秀名额',
  explanation: '最高一个等次（如优秀）最多占参加考核人数的百分之几。超过的，报主席会议审定时要写明理由。',
  schema: z.object({
    members: percent.meta({ title: '委员年度考核：最多占百分之几（0：不限）' }),
    staff: percent.meta({ title: '机关学比述评：最多占百分之几（0：不限）' }),
  }),
  // 各地从 15% 到 30% 不等，不少地方不设；没有全国口径，所以默认不限
  defaults: { members: 0, staff: 0 },
})
