import type { KeyProposalItem } from '#contract/leadership.ts'
import { proposalWorkflow } from '#features/proposals/index.ts'
import type { Paper } from '../paper.ts'
import { dateText } from '../rules.ts'
import { blankPaper, type Facts, roleNames } from './facts.ts'

/** 办理情况清单: one row a key proposal with who leads it, what was done and where it stands, across the page, as a meeting
 *  of the government or of the chair reads it. */
export function handlingList(
  f: Omit<Facts, 'proposal'>,
  items: readonly KeyProposalItem[],
  of: { name: string; year: number | undefined },
): Paper {
  return {
    ...blankPaper(f, 'sheet'),
    title: of.name || `${f.committee.name}${of.year ? `${of.year}年` : ''}重点提案办理情况清单`,
    subtitle: `共${items.length}件　截至${dateText(f.today)}`,
    blocks: [
      {
        kind: 'table',
        shares: [5, 6, 22, 11, 15, 19, 12, 16],
        heads: ['序号', '提案号', '案由', '提案者', '承办单位', '牵头领导和督办', '办理进展', '成效'],
        rows: items.map((item, i) => [
          { text: String(i + 1), centred: true },
          { text: item.number === null ? '' : String(item.number), centred: true },
          { text: item.title },
          { text: item.proposers },
          { text: item.units.map(unitText).join('；') || '未交办' },
          { text: item.leaders.map(leaderText).join('；') || '未定' },
          { text: progressOf(item, f.replyClasses) },
          {
            text: item.leaders
              .map((one) => one.effects.trim())
              .filter(Boolean)
              .join('；'),
          },
        ]),
      },
    ],
  }
}

const unitText = ({ name, role }: KeyProposalItem['units'][number]) =>
  role === 'sole' ? name : `${name}（${roleNames[role as keyof typeof roleNames] ?? role}）`

function leaderText({ kind, post, name, acts, lastActOn }: KeyProposalItem['leaders'][number]): string {
  const done = acts === 0 || lastActOn === null ? '尚未开展' : `已开展${acts}次，最近${dateText(lastActOn)}`
  return `${post}${name}（${kind === 'lead' ? '领办' : '领衔督办'}，${done}）`
}

function progressOf(item: KeyProposalItem, classes: Facts['replyClasses']): string {
  const replyClass = classes.find((one) => one.code === item.replyClass)
  return [
    proposalWorkflow.states[item.state],
    item.replyClass && `${item.replyClass}类${replyClass ? `，${replyClass.name}` : ''}`,
    item.state === 'handling' && item.dueOn && `${dateText(item.dueOn)}前答复`,
  ]
    .filter(Boolean)
    .join('；')
}
