import { z } from 'zod'
import { filledText, text } from '#contract/common.ts'
import { defineSetting } from '#platform/setting-definition.ts'

const points = z.int().min(0).max(100)
const once = <T extends { code: string }>(list: readonly T[]) =>
  new Set(list.map((one) => one.code)).size === list.length
const twice = { error: '代码不能重复' }

/** Grades from the best down, the last one from 0 points. */
const bands = z
  .array(z.object({ code: filledText(40), name: filledText(20), from: points }))
  .min(2)
  .max(10)
  .refine(once, twice)
  .refine((list) => list.every((band, i) => i === 0 || band.from < list[i - 1]!.from), { error: '等次由高到低排' })
  .refine((list) => list.at(-1)?.from === 0, { error: '最后一个等次从 0 分起' })

const items = z
  .array(z.object({ code: filledText(40), name: filledText(20), points: points.min(1), hint: text(200) }))
  .min(1)
  .max(10)
  .refine(once, twice)
  .refine((list) => list.reduce((sum, item) => sum + item.points, 0) === 100, { error: '各项分值合计须为 100' })

// 双向评议（延边 2022，ybzx 4729）：优秀≥90、良好 75–89、一般 60–74；低于 60 的该文没有名称，按测评通行叫较差
const yanbianBands = [
  { code: 'excellent', name: '优秀', from: 90 },
  { code: 'good', name: '良好', from: 75 },
  { code: 'fair', name: '一般', from: 60 },
  { code: 'poor', name: '较差', from: 0 },
]

/** Two-way appraisal of proposals and their handling, back to back. */
export const mutualAppraisalSetting = defineSetting({
  key: 'evaluations.mutual',
  title: '双向评议',
  explanation: '提案者评办理、承办单位评提案，背靠背打分，双方都评完或者截止以后才互相公开。',
  schema: z.object({
    mutualAppraisalEnabled: z.boolean(),
    scoreWithinWorkingDays: z.int().min(1).max(120),
    handlingItems: items,
    proposalItems: items,
    bands,
    /** A total below this needs words, and calls for a better proposal, or for handling it again. */
    lowBelow: points,
  }),
  defaults: {
    // 见于延边一地（2022），不是全国做法；多一次打分就多一份负担，由各地自己打开
    mutualAppraisalEnabled: false,
    // 与评价同期：崇义县，委员 15 个工作日内反馈意见
    scoreWithinWorkingDays: 15,
    // 项目取自提案办理考核表样（e.wenmi.ren 190905：面商、措施、答复、落实），延边没有公布分值，先平均
    handlingItems: [
      { code: 'contact', name: '沟通面商', points: 25, hint: '办前、办中、办后是否主动当面沟通' },
      { code: 'measures', name: '办理措施', points: 25, hint: '措施是否具体，有没有时限和责任人' },
      { code: 'reply', name: '答复质量', points: 25, hint: '是否逐条回应，不说空话套话' },
      { code: 'effect', name: '落实成效', points: 25, hint: '所提问题解决了多少' },
    ],
    // 提案质量的通行要求：选题准、情况实、建议可行、文字简明（提案工作条例，提案应当实事求是、简明扼要，做到有情况、有分析、有具体的建议）
    proposalItems: [
      { code: 'topic', name: '选题', points: 25, hint: '是否围绕中心工作和群众关切，一事一案' },
      { code: 'inquiry', name: '调研', points: 25, hint: '情况是否属实，分析是否有依据' },
      { code: 'feasible', name: '建议可行性', points: 25, hint: '建议是否具体，能不能办' },
      { code: 'wording', name: '文字', points: 25, hint: '是否简明、准确' },
    ],
    bands: yanbianBands,
    // 延边 2022：低分的提案建议完善，低分的办理建议再次办理答复；60 分是其最低的有名等次
    lowBelow: 60,
  },
})
export type MutualAppraisalSettings = z.output<typeof mutualAppraisalSetting.schema>

/** Democratic appraisal of units by ballot. */
export const appraisalSetting = defineSetting({
  key: 'evaluations.appraisal',
  title: '民主评议',
  explanation: '委员无记名评议承办单位的提案办理工作：评哪几个方面、各占多少、怎样算等次。',
  schema: z.object({
    dimensions: z
      .array(
        z.object({
          code: filledText(40),
          name: filledText(20),
          weight: z.int().min(1).max(100),
          hint: text(200),
        }),
      )
      .min(1)
      .max(10)
      .refine(once, twice)
      .refine((list) => list.reduce((sum, one) => sum + one.weight, 0) === 100, { error: '各项权重合计须为 100' }),
    levels: z
      .array(z.object({ code: filledText(40), name: filledText(10), points }))
      .min(2)
      .max(10)
      .refine(once, twice)
      .refine((list) => list.every((level, i) => i === 0 || level.points < list[i - 1]!.points), {
        error: '档次由高到低排',
      }),
    bands,
    /** Fewer ballots on a unit than this: none of its figures are shown. */
    minimumBallots: z.int().min(3).max(50),
    minimumProposals: z.int().min(1).max(1000),
  }),
  defaults: {
    // 民主评议提案办理五个维度（玉屏）；各维度的权重没有公布，先平均
    dimensions: [
      { code: 'leadership', name: '组织领导', weight: 20, hint: '主要领导重视，有人分管、有人专办' },
      { code: 'mechanism', name: '办理机制', weight: 20, hint: '交办、催办、审核、归档有制度并且照办' },
      { code: 'contact', name: '沟通面商', weight: 20, hint: '办前、办中、办后主动与提案者当面沟通' },
      { code: 'effect', name: '办理成效', weight: 20, hint: '承诺的事项办了，问题解决了' },
      { code: 'reply', name: '规范答复', weight: 20, hint: '按时逐条答复，格式规范，不说空话' },
    ],
    // 无记名打分用档次不用分数：七十八分这样的分数认得出人。分值取各等次的中间（延边 2022 的等次）
    levels: [
      { code: 'excellent', name: '优秀', points: 95 },
      { code: 'good', name: '良好', points: 82 },
      { code: 'fair', name: '一般', points: 67 },
      { code: 'poor', name: '较差', points: 50 },
    ],
    bands: yanbianBands,
    // 少于五份，从平均数里猜得出谁给了什么；统计公布通行的下限
    minimumBallots: 5,
    // 规则未见：办得太少，评不出办理工作
    minimumProposals: 3,
  },
})
export type AppraisalSettings = z.output<typeof appraisalSetting.schema>
