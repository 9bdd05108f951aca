import type { CivilDate } from '#platform/calendar/civil-date.ts'
import { chineseNumber } from '#platform/chinese/numerals.ts'
import type { Block, Paper, TableCell } from '../paper.ts'
import { dateText, numberByPattern } from '../rules.ts'
import { patternOf } from '../settings.ts'
import { blankPaper, type Facts, issuerOf } from './facts.ts'

/** 省政协十二届五次会议提案工作报告; of the term so far 省政协十二届以来提案工作报告. */
export function reportTitle(committee: string, of: { termNumber: number; sessionNumber: number | null }): string {
  const session = of.sessionNumber === null ? '以来' : `${chineseNumber(of.sessionNumber)}次会议`
  return `${committee}${chineseNumber(of.termNumber)}届${session}提案工作报告`
}

/** What the report counts; `concluded` and the like as proposals. Shares are of the whole named beside them. */
export interface ReportFigures {
  received: number
  registered: number
  declined: number
  assigned: number
  answered: number
  concluded: number
  /** The session before; null where there is none, or for a whole term. */
  before: { received: number; registered: number; answered: number } | null
  kinds: readonly Counted[]
  categories: readonly Counted[]
  units: readonly Counted[]
  replyClasses: readonly { code: string; count: number }[]
  ratings: readonly {
    satisfaction: 'satisfied' | 'basicallySatisfied' | 'dissatisfied'
    handling: number
    result: number
  }[]
}
interface Counted {
  name: string
  registered: number
  answered: number
}

const satisfactionNames = { satisfied: '满意', basicallySatisfied: '基本满意', dissatisfied: '不满意' } as const

/** 12.3 % with one place; a share of nothing is no share. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${(Math.round((part / whole) * 1000) / 10).toFixed(1)}%`
}

function againstBefore(n: ReportFigures, before: NonNullable<ReportFigures['before']>): string {
  const moved = (name: string, now: number, then: number) =>
    now === then ? `${name}持平` : `${name}${now > then ? '增加' : '减少'}${Math.abs(now - then)}件`
  const parts = [
    moved('收到', n.received, before.received),
    moved('立案', n.registered, before.registered),
    moved('答复', n.answered, before.answered),
  ]
  return `与上次会议相比，${parts.join('，')}（上次会议收到${before.received}件，立案${before.registered}件，答复${before.answered}件）。`
}

/** 年度提案工作报告: what the numbers say, for the office to write on. Source: 统计三件套：办复率、答复类别结构、满意率. */
export function yearReport(
  f: Omit<Facts, 'proposal'>,
  of: { termNumber: number; sessionNumber: number | null },
  n: ReportFigures,
  today: CivilDate,
): Paper {
  const satisfied = (side: 'handling' | 'result') =>
    n.ratings.filter((r) => r.satisfaction !== 'dissatisfied').reduce((sum, r) => sum + r[side], 0)
  const rated = n.ratings.reduce((sum, r) => sum + r.result, 0)
  const replies = n.replyClasses.reduce((sum, r) => sum + r.count, 0)
  return {
    ...blankPaper(f, 'document'),
    issuer: issuerOf(f),
    documentNumber:
      f.documentNumber || numberByPattern(patternOf(f.settings, 'yearReport'), Number(today.slice(0, 4)), null),
    title: reportTitle(f.committee.shortName, of),
    blocks: [
      { kind: 'text', text: '一、总的情况' },
      {
        kind: 'text',
        text: `截至${dateText(today)}，共收到提案${n.received}件，立案${n.registered}件，立案率${percent(n.registered, n.received)}；不予立案${n.declined}件。已经交办${n.assigned}件，答复${n.answered}件，办复率${percent(n.answered, n.assigned)}；办结${n.concluded}件。`,
      },
      ...(n.before === null ? [] : [{ kind: 'text' as const, text: againstBefore(n, n.before) }]),
      ...part('二、提案者', '提案类型', n.kinds),
      ...part('三、内容', '类别', n.categories),
      ...part('四、承办单位', '主办单位', n.units),
      { kind: 'text', text: '五、答复' },
      { kind: 'text', text: `已经送达答复${replies}份，按类别分：` },
      table(
        ['类别', '含义', '份数', '占比'],
        [12, 52, 18, 18],
        n.replyClasses.map((r) => [
          r.code,
          f.replyClasses.find((c) => c.code === r.code)?.name ?? '',
          String(r.count),
          percent(r.count, replies),
        ]),
      ),
      { kind: 'text', text: '六、提案者的评价' },
      {
        kind: 'text',
        text: `收到评价${rated}份。对办理工作满意和基本满意的占${percent(satisfied('handling'), rated)}，对办理结果满意和基本满意的占${percent(satisfied('result'), rated)}。`,
      },
      table(
        ['评价', '办理工作', '占比', '办理结果', '占比'],
        [28, 18, 18, 18, 18],
        n.ratings.map((r) => [
          satisfactionNames[r.satisfaction],
          String(r.handling),
          percent(r.handling, rated),
          String(r.result),
          percent(r.result, rated),
        ]),
      ),
      { kind: 'text', text: '七、下一步工作' },
      { kind: 'text', text: '（由提案委员会补充）' },
    ],
    signedBy: issuerOf(f),
    date: dateText(today),
  }
}

function part(heading: string, name: string, rows: readonly Counted[]): Block[] {
  return [
    { kind: 'text', text: heading },
    table(
      [name, '立案', '已答复', '办复率'],
      [46, 18, 18, 18],
      rows.map((row) => [
        row.name,
        String(row.registered),
        String(row.answered),
        percent(row.answered, row.registered),
      ]),
    ),
  ]
}

function table(heads: string[], shares: number[], rows: string[][]): Block {
  const cell = (text: string, i: number): TableCell => ({
    text,
    centred: i > 0 && i !== 1 ? true : /^[\d.—%]+$/.test(text),
  })
  return {
    kind: 'table',
    shares,
    heads,
    rows: rows.length > 0 ? rows.map((row) => row.map(cell)) : [[{ text: '没有', span: heads.length, centred: true }]],
  }
}
