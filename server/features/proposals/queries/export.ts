import type { Readable } from 'node:stream'
import type { ExportFormat } from '#contract/common.ts'
import type { FindQuery } from '#contract/finding.ts'
import type { ProposalListItem } from '#contract/proposals.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import type { Column } from '#platform/spreadsheets/column.ts'
import { type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { proposalWorkflow } from '../workflow.ts'
import { findProposals } from './find.ts'
import { listProposals, type ProposalFilters, type ProposalSort } from './list.ts'

const kindNames = { individual: '个人', joint: '联名', collective: '集体' } as const

const columns: readonly (Column & { value(p: ProposalListItem): string | number | null })[] = [
  { heading: '提案号', kind: 'number', value: (p) => p.number },
  { heading: '案由', kind: 'text', width: 50, value: (p) => p.title },
  { heading: '提案者', kind: 'text', value: (p) => p.proposers },
  { heading: '提案者类别', kind: 'text', value: (p) => kindNames[p.kind] },
  { heading: '界别', kind: 'text', value: (p) => p.sector ?? '' },
  { heading: '类别', kind: 'text', value: (p) => p.category ?? '' },
  { heading: '状态', kind: 'text', value: (p) => proposalWorkflow.states[p.state] },
  { heading: '主办单位', kind: 'text', value: (p) => p.leadUnit ?? '' },
  { heading: '提交日期', kind: 'date', value: (p) => (p.submittedAt ? civilDateOf(new Date(p.submittedAt)) : '') },
  { heading: '评优', kind: 'text', value: (p) => (p.awarded ? '优秀提案' : '') },
  { heading: '到期日', kind: 'date', value: (p) => p.dueOn ?? '' },
]

type ExportAsked = ProposalFilters & { sort: ProposalSort; within?: FindQuery['within']; order?: 'relevance' | 'date' }

/** Pages of a list one after the other, so that a long export never lies in memory whole. */
async function* allRows(ctx: Context, f: ExportAsked): AsyncGenerator<ProposalListItem> {
  let cursor: string | undefined
  do {
    const { q, within } = f
    const page =
      q !== undefined && within
        ? await findProposals(ctx, { ...f, q, within, order: f.order ?? 'relevance', cursor, limit: 200 })
        : await listProposals(ctx, { ...f, cursor, limit: 1000 })
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}

/** The list as a file, under the filters and rights of the list itself. */
export function exportProposals(
  ctx: Context,
  f: ExportAsked & { format: ExportFormat },
): ExportFile & { stream: Readable } {
  return exportRows({ name: '提案清单', columns, rows: allRows(ctx, f), format: f.format })
}
