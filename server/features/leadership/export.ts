import type { ExportFormat } from '#contract/common.ts'
import type { KeyProposalItem } from '#contract/leadership.ts'
import { proposalWorkflow } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'
import { type ExportColumn, type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { listKeyProposals } from './queries.ts'

const leaderWords = ({ kind, post, name, acts, lastActOn }: KeyProposalItem['leaders'][number]) =>
  `${post}${name}（${kind === 'lead' ? '领办' : '领衔督办'}，${acts === 0 ? '尚未开展' : `${acts} 次，最近 ${lastActOn}`}）`

const columns: readonly ExportColumn<KeyProposalItem>[] = [
  { heading: '提案号', kind: 'number', value: (p) => p.number },
  { heading: '案由', kind: 'text', width: 44, value: (p) => p.title },
  { heading: '提案者', kind: 'text', value: (p) => p.proposers },
  { heading: '承办单位', kind: 'text', width: 28, value: (p) => p.units.map((unit) => unit.name).join('、') },
  { heading: '领导', kind: 'text', width: 40, value: (p) => p.leaders.map(leaderWords).join('；') },
  { heading: '办理进展', kind: 'text', value: (p) => proposalWorkflow.states[p.state] },
  { heading: '办理期限', kind: 'date', value: (p) => p.dueOn ?? '' },
  { heading: '答复类别', kind: 'text', value: (p) => p.replyClass ?? '' },
  {
    heading: '成效',
    kind: 'text',
    width: 40,
    value: (p) =>
      p.leaders
        .map((one) => one.effects)
        .filter(Boolean)
        .join('；'),
  },
]

/** The handling list as a file, under the filters and rights of the list itself. */
export function exportKeyProposals(
  ctx: Context,
  f: Omit<Parameters<typeof listKeyProposals>[1], 'cursor' | 'limit'> & { format: ExportFormat },
): ExportFile {
  async function* rows() {
    let cursor: string | undefined
    do {
      const page = await listKeyProposals(ctx, { ...f, cursor, limit: 500 })
      yield* page.items
      cursor = page.nextCursor ?? undefined
    } while (cursor)
  }
  return exportRows({ name: '重点提案办理情况清单', columns, rows: rows(), format: f.format })
}
