import { z } from 'zod'
import { filledText, text } from '#contract/common.ts'
import { type NumberedKind, numberedKind } from '#contract/paper-kinds.ts'
import { defineSetting } from '#platform/setting-definition.ts'

const numberPattern = filledText(60).refine((p) => p.includes('{年}') && p.includes('{号}'), {
  error: '须写有 {年} 和 {号}',
})

/** What differs between committees on their papers. */
export const documentSetting = defineSetting({
  key: 'proposals.papers',
  title: '文书',
  explanation: '发文机关、发文字号、答复函上的类别和抄送、办公室的联系方式。',
  schema: z.object({
    issuer: text(40),
    numberPattern,
    numberPatterns: z
      .array(z.object({ kind: numberedKind.meta({ title: '文种' }), pattern: numberPattern.meta({ title: '写法' }) }))
      .max(10)
      .default([])
      .meta({ title: '另用一种写法的文种。写法相同的合编一列' }),
    classShown: z.boolean(),
    replyCopies: z.array(filledText(60)).max(10),
    contactName: text(40),
    contactPhone: text(40),
    titleFont: filledText(40),
  }),
  defaults: {
    // 空着：本会名称加“提案委员会”（会议期间以外由提案委员会审查、交办，中国政协网 提案工作条例）
    issuer: '',
    // 发文字号由机关代字、年份、发文顺序号组成，年份用六角括号（GB/T 9704-2012 7.2.5）
    numberPattern: '政协提〔{年}〕{号}号',
    // 信函格式的机关代字多带“函”字，是否分列因地而异，默认合编一列
    numberPatterns: [],
    // 分类标识标在首页右上角（fabao365 law_567508）
    classShown: true,
    // 答复抄送提案委和政府督查机构（浙江省海洋与渔业局答复函，文号“浙海渔提”）
    replyCopies: ['政协提案委员会', '政府办公室'],
    contactName: '',
    contactPhone: '',
    // GB/T 9704-2012 7.2.4、7.3.1 推荐小标宋体
    titleFont: '方正小标宋简体',
  },
})

export type DocumentSettings = z.output<typeof documentSetting.schema>

/** How the number of a kind of paper is written, which is also the series it counts in. */
export const patternOf = (settings: DocumentSettings, kind: NumberedKind): string =>
  settings.numberPatterns.find((one) => one.kind === kind)?.pattern ?? settings.numberPattern
