import type { AwardRound, Nomination } from '#contract/awards.ts'
import type { ExportFormat } from '#contract/common.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { type ExportColumn, type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { openStates } from './access.ts'
import { getAwardRound } from './queries/rounds.ts'

const columnsOf: Record<AwardRound['kind'], readonly ExportColumn<Nomination>[]> = {
  proposals: [
    { heading: '提案', kind: 'text', width: 50, value: (n) => n.name },
    { heading: '提案者', kind: 'text', width: 24, value: (n) => n.about },
    { heading: '提名理由', kind: 'text', width: 40, value: (n) => n.reason },
  ],
  units: [
    { heading: '单位', kind: 'text', width: 30, value: (n) => n.name },
    { heading: '提名理由', kind: 'text', width: 40, value: (n) => n.reason },
  ],
  persons: [
    { heading: '姓名', kind: 'text', value: (n) => n.name },
    { heading: '单位和职务', kind: 'text', width: 36, value: (n) => n.about },
    { heading: '提名理由', kind: 'text', width: 40, value: (n) => n.reason },
  ],
}

/** A round that has its winners, for whoever may see it. @throws DomainError not-found, award.wrong-state */
export async function commendedRound(ctx: Context, id: string): Promise<AwardRound & { won: Nomination[] }> {
  const round = await getAwardRound(ctx, id)
  if (!openStates.includes(round.state)) throw new DomainError('award.wrong-state', { state: round.state })
  return { ...round, won: round.nominations.filter((one) => one.outcome === 'won') }
}

/** The list of commendation as a file. @throws as `commendedRound` */
export async function exportCommendation(ctx: Context, id: string, format: ExportFormat): Promise<ExportFile> {
  const { title, kind, won } = await commendedRound(ctx, id)
  async function* rows() {
    yield* won
  }
  return exportRows({ name: `${title}名单`, columns: columnsOf[kind], rows: rows(), format })
}
