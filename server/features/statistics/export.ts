import type { ExportFormat } from '#contract/common.ts'
import type { Statistics, StatisticsDimension, StatisticsGroup } from '#contract/statistics.ts'
import { type ExportColumn, type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { percent, satisfiedOf } from './rules.ts'

/** What each table is called, and its first column. */
export const dimensionWords: Record<StatisticsDimension, string> = {
  kind: '提案者类别',
  category: '类别',
  unit: '主办单位',
  sector: '界别',
  year: '年度',
}

/** One table of the statistics as a file, the total in its last line. */
export function exportStatistics(statistics: Statistics, by: StatisticsDimension, format: ExportFormat): ExportFile {
  const number = (heading: string, value: (row: StatisticsGroup) => number): ExportColumn<StatisticsGroup> => ({
    heading,
    kind: 'number',
    value,
  })
  const share = (heading: string, value: (row: StatisticsGroup) => string): ExportColumn<StatisticsGroup> => ({
    heading,
    kind: 'text',
    value,
  })
  const columns: ExportColumn<StatisticsGroup>[] = [
    { heading: dimensionWords[by], kind: 'text', width: 24, value: (row) => row.name || '（未填）' },
    number('收到', (row) => row.received),
    number('立案', (row) => row.registered),
    number('交办', (row) => row.assigned),
    number('办复', (row) => row.answered),
    share('办复率', (row) => percent(row.answered, row.registered)),
    ...statistics.replyClasses.map(({ code }, i) => number(`${code}类`, (row) => row.classes[i] ?? 0)),
    number('采纳', (row) => row.adopted),
    share('采纳率', (row) => percent(row.adopted, row.answered)),
    number('落实', (row) => row.implemented),
    share('落实率', (row) => percent(row.implemented, row.answered)),
    share('办理工作满意率', (row) => percent(satisfiedOf(row.handling).satisfied, satisfiedOf(row.handling).rated)),
    share('办理结果满意率', (row) => percent(satisfiedOf(row.result).satisfied, satisfiedOf(row.result).rated)),
  ]
  async function* rows() {
    yield* statistics.by[by]
    yield { ...statistics.total, key: 'total', name: '合计' }
  }
  return exportRows({ name: `提案统计（按${dimensionWords[by]}）`, columns, rows: rows(), format })
}
