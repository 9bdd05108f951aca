import type { Appraisal, AppraisalResults, UnitResult } from '#contract/appraisals.ts'
import type { ExportFormat } from '#contract/common.ts'
import type { MutualAppraisalItem, MutualUnitFigures } from '#contract/mutual-appraisals.ts'
import type { Context } from '#platform/context.ts'
import { type ExportColumn, type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { getMutualFigures, listMutualAppraisals } from './queries/mutual.ts'

/** Hundredths of a point as they are printed. */
export const pointsText = (hundredths: number | null): string =>
  hundredths === null ? '' : (hundredths / 100).toFixed(2)

const scoreText = (score: MutualAppraisalItem['handling'], revealed: boolean): string => {
  if (score.total !== null) return `${score.total} 分（${score.band}）`
  if (revealed) return '未评'
  return score.given === null ? '未公开' : score.given ? '已评，未公开' : '未评'
}
const decisionWords = { rehandle: '重办', keep: '不再重办' } as const

const mutualColumns: readonly ExportColumn<MutualAppraisalItem>[] = [
  { heading: '提案号', kind: 'number', value: (one) => one.number },
  { heading: '案由', kind: 'text', width: 44, value: (one) => one.title },
  { heading: '第一提案人', kind: 'text', value: (one) => one.memberName },
  { heading: '承办单位', kind: 'text', width: 20, value: (one) => one.unitName },
  { heading: '截止日期', kind: 'date', value: (one) => one.closesOn },
  { heading: '状态', kind: 'text', value: (one) => (one.revealed ? '已公开' : '评议中') },
  { heading: '提案者评办理', kind: 'text', width: 18, value: (one) => scoreText(one.handling, one.revealed) },
  { heading: '单位评提案', kind: 'text', width: 18, value: (one) => scoreText(one.proposal, one.revealed) },
  { heading: '低分处理', kind: 'text', value: (one) => (one.decision ? decisionWords[one.decision] : '') },
]

/** The list of two-way appraisals as a file, under the filters and rights of the list itself. */
export function exportMutualAppraisals(
  ctx: Context,
  f: Omit<Parameters<typeof listMutualAppraisals>[1], 'cursor' | 'limit'> & { format: ExportFormat },
): ExportFile {
  async function* rows() {
    let cursor: string | undefined
    do {
      const page = await listMutualAppraisals(ctx, { ...f, cursor, limit: 500 })
      yield* page.items
      cursor = page.nextCursor ?? undefined
    } while (cursor)
  }
  return exportRows({ name: '双向评议', columns: mutualColumns, rows: rows(), format: f.format })
}

/** The figures by unit as a file. @throws DomainError access.denied */
export async function exportMutualFigures(
  ctx: Context,
  { year, format }: { year?: number; format: ExportFormat },
): Promise<ExportFile> {
  const { bands, units } = await getMutualFigures(ctx, { year })
  const number = (heading: string, value: (row: MutualUnitFigures) => number): ExportColumn<MutualUnitFigures> => ({
    heading,
    kind: 'number',
    value,
  })
  const columns: ExportColumn<MutualUnitFigures>[] = [
    { heading: '承办单位', kind: 'text', width: 24, value: (row) => row.name },
    number('应评', (row) => row.opened),
    number('提案者已评', (row) => row.handlingGiven),
    number('单位已评', (row) => row.proposalGiven),
    number('已公开', (row) => row.revealed),
    { heading: '办理平均分', kind: 'text', value: (row) => pointsText(row.handlingMean) },
    { heading: '提案平均分', kind: 'text', value: (row) => pointsText(row.proposalMean) },
    ...bands.map(({ name }, i) => number(`办理${name}`, (row) => row.handlingBands[i] ?? 0)),
    number('办理低分', (row) => row.low),
  ]
  async function* rows() {
    yield* units
  }
  return exportRows({ name: `双向评议统计${year ?? ''}`, columns, rows: rows(), format })
}

/** The figures of a democratic appraisal as a file, a unit a line; the rank for who may rank. */
export function exportResults(appraisal: Appraisal, results: AppraisalResults, format: ExportFormat): ExportFile {
  const hidden = (row: UnitResult) => (row.total === null ? `不足 ${appraisal.minimumBallots} 票，不公布` : '')
  const text = (heading: string, value: (row: UnitResult) => string): ExportColumn<UnitResult> => ({
    heading,
    kind: 'text',
    value,
  })
  const columns: ExportColumn<UnitResult>[] = [
    { heading: '承办单位', kind: 'text', width: 24, value: (row) => row.name },
    { heading: '办理件数', kind: 'number', value: (row) => row.proposals },
    { heading: '有效票', kind: 'number', value: (row) => row.ballots },
    ...appraisal.dimensions.map(({ name, weight }, i) =>
      text(`${name}（${weight}%）`, (row) => pointsText(row.dimensions?.[i]?.mean ?? null)),
    ),
    text('总分', (row) => pointsText(row.total)),
    text('等次', (row) => row.band ?? ''),
    ...(results.ranked ? [{ heading: '名次', kind: 'number' as const, value: (row: UnitResult) => row.rank }] : []),
    ...appraisal.bands.map(
      ({ name }, i): ExportColumn<UnitResult> => ({
        heading: `评${name}的票`,
        kind: 'number',
        value: (row) => row.bands?.[i],
      }),
    ),
    text('说明', hidden),
  ]
  async function* rows() {
    yield* results.units
  }
  return exportRows({ name: `${appraisal.title}结果`, columns, rows: rows(), format })
}
