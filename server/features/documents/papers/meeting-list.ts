import type { Proposal } from '#contract/proposals.ts'
import type { Paper } from '../paper.ts'
import { dateText } from '../rules.ts'
import { blankPaper, type Facts, standing } from './facts.ts'

/** 交办会清单: one row a proposal with its units and the last day to reply, across the page. */
export function meetingList(f: Omit<Facts, 'proposal'>, proposals: readonly Proposal[], name: string): Paper {
  const units = (p: Proposal, joint: boolean) =>
    standing(p.assignments)
      .filter((a) => (a.role === 'joint') === joint)
      .map((a) => (a.role === 'separate' ? `${a.unitName}（分办）` : a.unitName))
      .join('、')
  const lastDay = (p: Proposal) =>
    standing(p.assignments)
      .filter((a) => a.role !== 'joint')
      .map((a) => a.replyBy)
      .toSorted()
      .at(-1)
  return {
    ...blankPaper(f, 'sheet'),
    title: name || `${f.committee.name}提案交办清单`,
    subtitle: `共${proposals.length}件　${dateText(f.today)}`,
    blocks: [
      {
        kind: 'table',
        shares: [6, 8, 27, 13, 10, 19, 17, 12],
        heads: ['序号', '提案号', '案由', '提案者', '类别', '主办单位', '会办单位', '答复期限'],
        rows: proposals.map((p, i) => {
          const due = lastDay(p)
          const lead = units(p, false)
          const suggested = p.suggestedUnits.map((u) => u.name).join('、')
          return [
            { text: String(i + 1), centred: true },
            { text: p.number === null ? '' : String(p.number), centred: true },
            { text: p.title },
            { text: p.proposers },
            { text: p.category ?? '', centred: true },
            { text: lead || (suggested ? `（建议）${suggested}` : '') },
            { text: units(p, true) },
            { text: due ? due.replaceAll('-', '.') : '', centred: true },
          ]
        }),
      },
    ],
  }
}
