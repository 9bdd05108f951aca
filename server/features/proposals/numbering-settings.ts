import { z } from 'zod'
import { filledText, text } from '#contract/common.ts'
import { defineSetting } from '#platform/setting-definition.ts'

const series = (title: string) => text(20).meta({ title: `${title}提案归哪一列，空着同委员提案一起编` })
const pattern = filledText(60).refine((words) => words.includes('{号}'), { error: '写法里要有 {号}' })

/** How proposals are numbered when they are placed on the register. */
export const numberingSetting = defineSetting({
  key: 'proposal-numbering',
  title: '提案编号',
  explanation:
    '立案时怎样编号：从头编的范围，哪些提案单独编一列，印出来的写法。写法里 {届}、{次} 印汉字，{年} 印年份，{号} 印号码，{类} 印列的名称。改动只影响以后立案的提案。',
  schema: z.object({
    per: z.enum(['session', 'term']).meta({ title: '从头编号的范围' }),
    party: series('党派'),
    body: series('人民团体'),
    specialCommittee: series('专门委员会'),
    sector: series('界别'),
    group: series('委员小组'),
    width: z.int().min(1).max(6).meta({ title: '号码几位，不足补零' }),
    plenaryPattern: pattern.meta({ title: '大会提案的写法' }),
    ordinaryPattern: pattern.meta({ title: '平时提案的写法' }),
  }),
  defaults: {
    per: 'session',
    // 吉林（吉政数字〔2022〕1号）：党派团体提案与委员提案各编一列，如“第77号党派团体提案”；未见全国口径，默认编在一起
    party: '',
    body: '',
    specialCommittee: '',
    sector: '',
    group: '',
    // 全国政协：第十二届五次会议第0077号；也有写作 20260077 的，写法用 {年}{号}
    width: 4,
    plenaryPattern: '第{届}届{次}次会议第{号}号{类}',
    ordinaryPattern: '第{届}届第{号}号{类}（平时）',
  },
})

export type NumberingSettings = z.output<typeof numberingSetting.schema>
