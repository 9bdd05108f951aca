import { z } from 'zod'
import { civilDate, filledText, text } from '#contract/common.ts'
import { defineSetting } from '#platform/setting-definition.ts'

const step = z.object({
  code: filledText(40),
  name: filledText(40),
  /** How many examiners must have given their recommendation before the next step; 0: the step may be left out. */
  opinionsNeeded: z.int().min(0).max(20).meta({ title: '要几位的意见' }),
  hint: text(200),
})

/** The steps of the examination and which desk examines which category. */
export const examinationSetting = defineSetting({
  key: 'proposal-examination',
  title: '提案审查',
  explanation: '审查分几步、每步要几位审查人的意见，哪一类由哪个组审查。',
  schema: z.object({
    steps: z
      .array(step)
      .max(10)
      .refine((list) => new Set(list.map((s) => s.code)).size === list.length, { error: '代码不能重复' })
      .meta({ title: '审查分几步' }),
    desks: z
      .array(
        z.object({
          category: filledText(40).meta({ title: '类别' }),
          desk: filledText(40).meta({ title: '审查组' }),
        }),
      )
      .max(40)
      .meta({ title: '哪一类由哪个组审查' }),
    examiners: z
      .array(
        z.object({
          desk: text(40).meta({ title: '审查组，空着是各组' }),
          step: text(40).meta({ title: '哪一步（代号），空着是各步' }),
          name: filledText(40).meta({ title: '审查人姓名，或账号上的职务' }),
          deputy: text(40).meta({ title: '不在时由谁代' }),
          away: z.boolean().meta({ title: '眼下不在' }),
          awayFrom: civilDate.nullable().default(null).meta({ title: '不在：从哪天' }),
          awayUntil: civilDate.nullable().default(null).meta({ title: '不在：到哪天' }),
        }),
      )
      .max(200)
      .default([])
      .meta({ title: '审查人。没有写的步骤，提案委办公室谁都可以提意见' }),
  }),
  defaults: {
    // 兰州（gslzzx.gov.cn 668119）：预审、复审、联合审查或立案协商，委员会全体会议审定。各步要几位意见未见全国口径，默认不强求
    steps: [
      { code: 'pre', name: '预审', opinionsNeeded: 0, hint: '看要件、是否一事一案、有无雷同' },
      { code: 'review', name: '复审', opinionsNeeded: 0, hint: '看情况是否属实、建议是否具体可行' },
      { code: 'consultation', name: '立案协商', opinionsNeeded: 0, hint: '与交办机关、有关单位商量是否立案、由谁承办' },
      { code: 'committee', name: '委员会审定', opinionsNeeded: 0, hint: '提案委员会全体会议审定' },
    ],
    // 各组由谁审查因地而异，默认不指名
    examiners: [],
    // 广州：审查组分经济、城建环资、教科文卫体、社会事务四类
    desks: [
      { category: '经济建设', desk: '经济组' },
      { category: '生态文明建设', desk: '城建环资组' },
      { category: '文化建设', desk: '教科文卫体组' },
      { category: '社会建设', desk: '社会事务组' },
      { category: '政治建设', desk: '社会事务组' },
      { category: '其他', desk: '社会事务组' },
    ],
  },
})

export type ExaminationSettings = z.output<typeof examinationSetting.schema>
