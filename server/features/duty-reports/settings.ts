import { z } from 'zod'
import { filledText, text } from '#contract/common.ts'
import { dutyChapter } from '#contract/duty-kinds.ts'
import { reportAskedOf } from '#contract/duty-reports.ts'
import { defineSetting } from '#platform/setting-definition.ts'

const heading = z.object({
  heading: filledText(40),
  hint: text(200),
  /** Chapters of the archive that fill this part to begin with. */
  chapters: z.array(dutyChapter).max(13),
})
export type ReportHeading = z.infer<typeof heading>

/** What a yearly duty report asks for. */
export const dutyReportSetting = defineSetting({
  key: 'reports.duty',
  title: '年度履职报告',
  explanation: '请谁写、分几个部分写、到期前几天提醒。台账里有的由系统填好，委员只写体会和打算。',
  schema: z.object({
    reportAskedOf: reportAskedOf,
    headings: z
      .array(heading)
      .min(1)
      .max(12)
      .refine((list) => new Set(list.map((one) => one.heading)).size === list.length, { error: '标题不能重复' }),
    /** A shorter report is not taken; 0: no least length. */
    reportMinCharacters: z.int().min(0).max(5000),
    remindDaysBefore: z.array(z.int().min(0).max(60)).max(5),
  }),
  defaults: {
    // 常委年度履职报告（蚌埠 2018，四川）
    reportAskedOf: 'standing',
    // 部分按委员履职档案的内容（蚌埠 2018）分
    headings: [
      {
        heading: '出席会议',
        hint: '全体会议、常委会会议、协商会议',
        chapters: ['plenary', 'standingCommittee', 'consultation'],
      },
      { heading: '提案、发言和社情民意', hint: '提了什么，办得怎样', chapters: ['proposals', 'speeches', 'opinions'] },
      {
        heading: '视察调研和学习',
        hint: '视察、调研、培训、民主评议和其他活动',
        chapters: ['inspections', 'studies', 'appraisals', 'activities'],
      },
      { heading: '服务群众', hint: '联系界别群众、公益、帮扶、受到的表彰', chapters: ['service', 'commendations'] },
      { heading: '体会、不足和打算', hint: '自己写，几句也可以', chapters: [] },
    ],
    // 没有公布字数要求的依据；凑字数正是要防的
    reportMinCharacters: 0,
    remindDaysBefore: [7, 1],
  },
})
