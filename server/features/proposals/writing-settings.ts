import { z } from 'zod'
import { defineSetting } from '#platform/setting-definition.ts'

/** 不查 · 提醒 · 必须改好才能提交. */
const level = z.enum(['off', 'warn', 'must'])
export type CheckLevel = z.infer<typeof level>

/** What is looked at while a proposal is written, and in which session one counts. */
export const writingSetting = defineSetting({
  key: 'proposal-writing',
  title: '提案撰写',
  explanation: '写提案时检查什么，提交的提案算哪次会议的。每一项检查可以不查、只提醒，或者必须改好才能提交。',
  schema: z.object({
    analysisLength: level.meta({ title: '情况分析的字数' }),
    analysisAtLeastCharacters: z.int().min(0).max(5000).meta({ title: '情况分析至少几个字' }),
    wholeLength: level.meta({ title: '全文的字数' }),
    wholeAtMostCharacters: z.int().min(200).max(50_000).meta({ title: '全文最多几个字' }),
    oneMatter: level.meta({ title: '一事一案' }),
    sources: level.meta({ title: '数据和出处' }),
    concrete: level.meta({ title: '建议具体' }),
    suggestionAtLeastCharacters: z.int().min(1).max(500).meta({ title: '每条建议至少几个字' }),
    plenaryWindowMonths: z.int().min(0).max(11).meta({ title: '全会开幕前几个月起算大会提案' }),
    rolloverFrom: z
      .string()
      .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: '写成 12-05 这样的月和日' })
      .meta({ title: '每年哪一天起计入次年大会，写成 12-05' }),
    sectorsOnlyInSession: z.boolean().meta({ title: '界别、委员小组只在全会期间提交' }),
    /** The office reads and writes comments on what was handed in, beside its co-signers. */
    officeComments: z.boolean().default(false).meta({ title: '提交以后，提案委办公室也看到并能写批注' }),
    draftersAtMost: z.int().min(0).max(20).default(3).meta({ title: '集体提案最多记几位主要成员的履职' }),
  }),
  defaults: {
    // 有情况、有分析（江苏审查细则 2024）；字数未见全国口径，只提醒
    analysisLength: 'warn',
    analysisAtLeastCharacters: 100,
    // 简明（广州细则）；字数未见全国口径，只提醒
    wholeLength: 'warn',
    wholeAtMostCharacters: 2000,
    // 一事一案（江苏审查细则 2024）
    oneMatter: 'warn',
    // 抄袭、不核实的抱怨：写出处，先提醒
    sources: 'warn',
    // 不予立案情形之十：内容空泛、没有具体建议（cppcc.gov.cn ARTI1513309182298148）
    concrete: 'warn',
    suggestionAtLeastCharacters: 15,
    // 阜阳（fyzx.gov.cn 101118991）：全会开幕前 3 个月至全会提案截止为大会提案；会议另定了起止日期的，以会议的为准
    plenaryWindowMonths: 3,
    // 全国惯例：每年 12 月 5 日以后提交的计入次年大会提案
    rolloverFrom: '12-05',
    // 提案工作条例：界别、委员小组（联组）仅全体会议期间提
    sectorsOnlyInSession: true,
    // 联名人之间商量文稿，机关不在其中；各地可改
    officeComments: false,
    // 桐城 2019：集体提案计主要成员，不超过 3 人
    draftersAtMost: 3,
  },
})

export type WritingSettings = z.output<typeof writingSetting.schema>
