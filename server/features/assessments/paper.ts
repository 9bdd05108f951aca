import type { AssessmentResult } from '#contract/assessments.ts'
import { gradeWord, type LineMeasure } from '#contract/scoring-scheme.ts'
import { blankPaper, type committeeFacts, dateText, type Paper } from '#features/documents/index.ts'
import { pointWords } from '#features/scoring/index.ts'
import { chineseNumber } from '#platform/chinese/numerals.ts'
import type { ListedResult } from './queries/deliveries.ts'

type Facts = Awaited<ReturnType<typeof committeeFacts>>
type Cell = { text: string; centred?: boolean; label?: boolean; span?: number }

export const measureNames: Record<LineMeasure, string> = {
  notice: '提醒、通报',
  talk: '约谈',
  admonition: '书面告诫',
  resignation: '劝辞',
  revocation: '撤销资格',
  noReelection: '不再提名',
}

/** So many records are named under an item; the rest are counted. */
const recordsNamed = 6

/** The notice of one result (考核结果通知): who, which year, points by item with where they come from, grade, lines crossed, and
 *  room to sign. What the office noted for itself is not on it. Source: 考核结果反馈本人（北京），一人一档逐项有据（蚌埠 2018）. */
export function noticePaper(facts: Facts, result: AssessmentResult, term: number | null): Paper {
  const { score, kind } = result
  const entries = new Map(result.entries.map((one) => [one.id, one]))
  const label = (text: string): Cell => ({ text, label: true })
  const reasons = ({ words, acts }: AssessmentResult['score']['lines'][number]): string => {
    const named = acts.flatMap(({ entryId, centipoints }) => {
      const entry = entries.get(entryId)
      return entry ? [`${entry.title}${centipoints === 0 ? '' : ` ${pointWords(centipoints)}`}`] : []
    })
    const more = named.length > recordsNamed ? `等 ${named.length} 条` : ''
    return [words, named.slice(0, recordsNamed).join('；') + more].filter(Boolean).join('。')
  }
  const remarks = [
    ...score.preconditions.filter(({ have, need }) => have < need).map((one) => `没有做到：${one.name}`),
    ...score.vetoes.map(({ name }) => `一票否决：${name}`),
    ...score.crossed.map(({ name, measure, words }) => `${name}（${measureNames[measure]}）：${words}`),
  ]
  return {
    ...blankPaper(facts, 'form'),
    title: kind === 'members' ? '委员履职考核结果通知' : '考核结果通知',
    subtitle: result.title,
    blocks: [
      {
        kind: 'table',
        heads: [],
        shares: [16, 34, 16, 34],
        rows: [
          [label('姓名'), { text: result.name }, label(kind === 'members' ? '界别' : '部门'), { text: result.about }],
          ...(kind === 'members'
            ? [
                [
                  label('届次'),
                  { text: term === null ? '' : `${chineseNumber(term)}届${result.standing ? '常务委员' : '委员'}` },
                  label('单位'),
                  { text: result.employer },
                ],
              ]
            : []),
          [
            label('年度'),
            { text: `${result.year}年` },
            label('起止'),
            { text: `${dateText(result.periodFrom)}至${dateText(result.periodTo)}` },
          ],
          [
            label('得分'),
            { text: pointWords(result.centipoints) },
            label('等次'),
            { text: gradeWord(result.scheme.grades, result.grade) },
          ],
        ],
      },
      { kind: 'gap' },
      {
        kind: 'table',
        heads: ['项目', '得分', '依据'],
        shares: [28, 14, 58],
        rows: score.lines.map((line) => [
          { text: line.name },
          { text: pointWords(line.centipoints), centred: true },
          { text: reasons(line) },
        ]),
      },
      ...(remarks.length > 0
        ? [{ kind: 'label' as const, text: '需要说明的' }, ...remarks.map((text) => ({ kind: 'text' as const, text }))]
        : []),
      { kind: 'gap' },
      { kind: 'plain', text: signature(result) },
    ],
    signedBy: facts.committee.name,
    date: dateText(facts.today),
  }
}

function signature({ acknowledgedOn, acknowledgedWay, kind }: AssessmentResult): string {
  const who = kind === 'members' ? '委员' : '本人'
  if (acknowledgedOn === null) return `${who}签字：　　　　　　　　　　日期：　　　年　　月　　日`
  return acknowledgedWay === 'paper'
    ? `${who}已于${dateText(acknowledgedOn)}在纸质通知上签字。`
    : `${who}已于${dateText(acknowledgedOn)}在系统中签字确认。`
}

/** The letter to one receiver with the results of those it is told of, in the order of strokes: no ranking. */
export function deliveryPaper(
  facts: Facts,
  round: { title: string; year: number; scheme: { name: string } | null },
  delivery: { receiver: string; receiverKind: string; showsPoints: boolean },
  results: readonly ListedResult[],
): Paper {
  const whose = delivery.receiverKind === 'body' ? '委员' : '你单位委员'
  return {
    ...blankPaper(facts, 'letter'),
    issuer: facts.committee.name,
    title: `关于反馈${round.year}年度委员履职考核结果的函`,
    addressee: `${delivery.receiver}：`,
    blocks: [
      {
        kind: 'text',
        text: `按照《${round.scheme?.name ?? round.title}》，${whose}${results.length}人${round.year}年度履职考核结果已经审定，现予反馈（按姓氏笔画排列）。`,
      },
      resultTable(results, delivery.showsPoints),
    ],
    signedBy: facts.committee.name,
    date: dateText(facts.today),
  }
}

/** A list of the round to be printed: 评优人选, 约谈名单. */
export function listPaper(facts: Facts, title: string, subtitle: string, results: readonly ListedResult[]): Paper {
  return {
    ...blankPaper(facts, 'form'),
    title,
    subtitle,
    blocks: [{ kind: 'text', text: `共${results.length}人，按姓氏笔画排列。` }, resultTable(results, true)],
    signedBy: facts.committee.name,
    date: dateText(facts.today),
  }
}

function resultTable(results: readonly ListedResult[], points: boolean): Paper['blocks'][number] {
  return {
    kind: 'table',
    heads: ['姓名', '界别', '等次', ...(points ? ['分数'] : []), '说明'],
    shares: points ? [16, 22, 12, 12, 38] : [18, 26, 14, 42],
    rows: results.map((one) => [
      { text: one.name },
      { text: [one.about, one.standing ? '常委' : ''].filter(Boolean).join('，') },
      { text: one.grade ?? '', centred: true },
      ...(points ? [{ text: pointWords(one.centipoints), centred: true }] : []),
      { text: one.crossed.map(({ name, measure }) => `${name}（${measureNames[measure]}）`).join('；') },
    ]),
  }
}
