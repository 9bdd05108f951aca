import { z } from 'zod'
import { filledText } from '#contract/common.ts'
import { defineSetting } from '#platform/setting-definition.ts'

// 各地提案办理通报点名的空话：以态度代替措施
const stockPhrases = [
  '高度重视',
  '认真研究',
  '积极推进',
  '积极采纳',
  '进一步加强',
  '进一步加大',
  '予以考虑',
  '适时推进',
  '抓实抓好',
  '感谢您',
] as const

/** From when on a reply is said to reuse another, and what is never counted. */
export const reuseSetting = defineSetting({
  key: 'proposal-reuse',
  title: '答复套用检查',
  explanation: '答复与别的答复相同到多少就提示；哪些客套话不算。',
  schema: z.object({
    showFromPercent: z.int().min(5).max(100).meta({ title: '相同到百分之几提示' }),
    formulas: z.array(filledText(30)).max(60).meta({ title: '含有这些话的句子不算' }),
    stockPhrases: z
      .array(filledText(30))
      .max(60)
      .default([...stockPhrases])
      .meta({ title: '空话套话：一条答复只有这些话的，提示没有写怎么办' }),
  }),
  defaults: {
    // 规则未见全国口径；三成以上逐字相同，就不只是行文的习惯
    showFromPercent: 30,
    // 吉政数字〔2022〕1号、浙江省海洋与渔业局等公开答复函的抬头和结尾
    formulas: [
      '收悉',
      '现答复如下',
      '答复如下',
      '感谢您',
      '感谢你们',
      '感谢贵',
      '衷心感谢',
      '关心和支持',
      '关心支持',
      '宝贵意见',
      '宝贵建议',
      '欢迎您',
      '专此答复',
      '特此答复',
      '此复',
      '如有不妥',
      '反馈意见',
    ],
    stockPhrases: [...stockPhrases],
  },
})
