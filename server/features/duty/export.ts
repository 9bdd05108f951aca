import type { ExportFormat } from '#contract/common.ts'
import type { DutyDimension, DutyFigures, DutyStatistics } from '#contract/duty.ts'
import {
  attendanceNames,
  countedChapterNames,
  dutyChapter,
  dutyKindOf,
  levelNames,
  partName,
  reversalNames,
} from '#contract/duty-kinds.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { type ExportColumn, type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { type EntryFilters, listDutyEntries } from './queries/entries.ts'

type Line = Awaited<ReturnType<typeof listDutyEntries>>['items'][number]

const columns: readonly ExportColumn<Line>[] = [
  { heading: '日期', kind: 'date', value: (e) => e.occurredOn },
  { heading: '委员', kind: 'text', value: (e) => e.memberName },
  { heading: '类别', kind: 'text', width: 20, value: (e) => dutyKindOf(e.kind)?.label ?? e.kind },
  { heading: '事项', kind: 'text', width: 48, value: (e) => e.title },
  { heading: '身份', kind: 'text', value: (e) => partName(e.kind, e.part) },
  { heading: '到会情况', kind: 'text', value: (e) => (e.attendance ? attendanceNames[e.attendance] : '') },
  { heading: '级别', kind: 'text', value: (e) => (e.level ? levelNames[e.level] : '') },
  { heading: '半天数', kind: 'number', value: (e) => (e.kind.startsWith('meeting.') ? e.quantity : null) },
  { heading: '共同完成人数', kind: 'number', value: (e) => e.sharers },
  { heading: '状态', kind: 'text', value: (e) => (e.reversal ? '已冲销' : '有效') },
  {
    heading: '冲销日期',
    kind: 'date',
    value: (e) => e.reversal && civilDateOf(new Date(e.reversal.at)),
  },
  {
    heading: '冲销原因',
    kind: 'text',
    width: 30,
    value: ({ reversal }) =>
      reversal ? [reversalNames[reversal.event], reversal.byName, reversal.why].filter(Boolean).join('，') : '',
  },
  {
    heading: '换成',
    kind: 'text',
    width: 30,
    value: ({ reversal }) => (reversal?.became ? `${reversal.became.occurredOn} ${reversal.became.title}` : ''),
  },
]

/** The ledger as a file, under the filters and rights of the list. */
export function exportDutyEntries(
  ctx: Context,
  { format, ...filters }: EntryFilters & { format: ExportFormat },
): ExportFile {
  async function* rows() {
    let cursor: string | undefined
    do {
      const page = await listDutyEntries(ctx, { ...filters, cursor, limit: 1_000 })
      yield* page.items
      cursor = page.nextCursor ?? undefined
    } while (cursor)
  }
  return exportRows({ name: '履职台账', columns, rows: rows(), format })
}

const dimensionNames: Record<DutyDimension, string> = {
  sector: '界别',
  specialCommittee: '专门委员会',
  group: '小组',
  level: '级别',
  year: '年度',
  kind: '类别',
}

/** One table of the statistics of duty as a file, the total in its last line. */
export function exportDutyStatistics(statistics: DutyStatistics, by: DutyDimension, format: ExportFormat): ExportFile {
  const number = (heading: string, value: (row: DutyFigures) => number | null): ExportColumn<DutyFigures> => ({
    heading,
    kind: 'number',
    value,
  })
  const ofMembers = ['sector', 'specialCommittee', 'group'].includes(by)
  async function* rows() {
    yield* statistics.by[by]
    yield { ...statistics.total, name: '合计（同一人、同一件提案不重复计）' }
  }
  return exportRows({
    name: `履职统计（按${dimensionNames[by]}）`,
    columns: [
      { heading: dimensionNames[by], kind: 'text', width: 24, value: (row) => row.name },
      ...(ofMembers ? [number('委员人数', (row) => row.members)] : []),
      number('有履职记录的人数', (row) => row.active),
      number('合计（人次）', (row) => row.total),
      ...(ofMembers
        ? [number('人均', (row) => (row.members ? Math.round((row.total / row.members) * 10) / 10 : null))]
        : []),
      ...dutyChapter.options.map((chapter) =>
        number(
          `${countedChapterNames[chapter]}（${chapter === 'proposals' ? '件' : '人次'}）`,
          (row) => row.chapters[chapter] ?? 0,
        ),
      ),
    ],
    rows: rows(),
    format,
  })
}
