import { type ExportColumn, type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import type { PublicItem } from '#site/proposal-list.ts'
import { stateWords } from '#site/words.ts'
import { listPublicProposals, type PublicContext, type PublicFilters } from './queries/public.ts'

const columns: readonly ExportColumn<PublicItem>[] = [
  { heading: '编号', kind: 'text', value: (p) => p.numberText },
  { heading: '案由', kind: 'text', value: (p) => p.title },
  { heading: '提案者', kind: 'text', value: (p) => p.proposers },
  { heading: '类别', kind: 'text', value: (p) => p.category },
  { heading: '政协委员会', kind: 'text', value: (p) => p.committee },
  { heading: '办理状态', kind: 'text', value: (p) => stateWords[p.state] ?? '' },
  { heading: '立案日期', kind: 'date', value: (p) => p.registeredOn },
  { heading: '网址', kind: 'text', value: (p) => `/proposals/${p.id}` },
]

/** Anybody may ask: so many rows and no more. */
const rowLimit = 2_000

/** The public list as a table, under its filters. */
export function exportPublicProposals(ctx: PublicContext, filters: PublicFilters): ExportFile {
  async function* rows() {
    let cursor: string | undefined
    let left = rowLimit
    do {
      const page = await listPublicProposals(ctx, { ...filters, cursor, limit: 200 })
      yield* page.items.slice(0, left)
      left -= page.items.length
      cursor = page.nextCursor ?? undefined
    } while (cursor && left > 0)
  }
  return exportRows({ name: '公开的提案', columns, rows: rows(), format: 'csv' })
}
