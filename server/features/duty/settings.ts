import { z } from 'zod'
import { dutyTargetSet } from '#contract/duty.ts'
import { defineSetting } from '#platform/setting-definition.ts'

/** When archives are sealed by themselves. Source: 一届一人一档（蚌埠 2018）; when, is the committee's own. */
export const dutyArchiveSetting = defineSetting({
  key: 'duty.archive',
  title: '履职档案封存',
  explanation:
    '一届届满以后，过几天自动封存全部委员的履职档案。还有填报没审核、异议没答复的委员，等办完再封存。关掉的，由委员联络办自己点封存。',
  schema: z.object({
    sealsByItself: z.boolean().meta({ title: '届满后自动封存' }),
    sealAfterDays: z.int().min(0).max(365).meta({ title: '届满几天以后封存' }),
  }),
  // 封存的日子没有全国规定；留一个月审核填报、答复异议
  defaults: { sealsByItself: true, sealAfterDays: 30 },
})

const shippedSets = {
  doubleFiveOnes: {
    name: '双五个一',
    items: [
      { name: '践一诺', kinds: ['pledge'], count: 1 },
      { name: '献一策', kinds: ['counsel', 'speech.oral', 'speech.written'], count: 1 },
      { name: '提一案', kinds: ['proposal.submitted'], count: 1 },
      { name: '联一村', kinds: ['villageTie'], count: 1 },
      { name: '帮一企', kinds: ['enterpriseTie', 'project'], count: 1 },
      { name: '一次培训', kinds: ['activity.training', 'activity.lecture'], count: 1 },
      { name: '一篇调研', kinds: ['researchReport', 'activity.research'], count: 1 },
      { name: '一条信息', kinds: ['opinion.submitted'], count: 1 },
      { name: '一次宣讲', kinds: ['outreach'], count: 1 },
      { name: '一个故事', kinds: ['story'], count: 1 },
    ],
  },
  threeOnes: {
    name: '三个一',
    items: [
      { name: '参加一次全会', kinds: ['meeting.plenary'], count: 1 },
      { name: '一件提案或一条社情民意信息', kinds: ['proposal.submitted', 'opinion.submitted'], count: 1 },
      { name: '一次视察调研', kinds: ['activity.inspection', 'activity.research'], count: 1 },
    ],
  },
}

/** Sets that ship as data. Source: 双五个一 商洛市政协；三个一 济南市政协委员履职量化考核实施办法 2015. */
export const shippedTargets: Readonly<Record<keyof typeof shippedSets, z.output<typeof dutyTargetSet>>> = shippedSets

/** What a member is to do in a year. Progress is shown to the member alone. */
export const dutyTargetSetting = defineSetting({
  key: 'duty.targets',
  title: '年度履职目标',
  explanation: '委员每年要做到的事，进度只给委员本人看。可以选用现成的一套，也可以自己写。',
  schema: z.object({
    shipped: z.array(z.enum(['doubleFiveOnes', 'threeOnes'])).max(2),
    own: z.array(dutyTargetSet).max(10),
  }),
  // 各地目标不同，全国没有统一的：不设即不显示。
  defaults: { shipped: [], own: [] },
})
export type DutyTargets = z.output<typeof dutyTargetSetting.schema>

/** The sets in force, those that ship first. */
export const targetSets = (setting: DutyTargets): z.output<typeof dutyTargetSet>[] => [
  ...setting.shipped.map((name) => shippedTargets[name]),
  ...setting.own,
]
