import type { Readable } from 'node:stream'
import type { ExportFormat } from '#contract/common.ts'
import type { PaperOffer } from '#contract/documents.ts'
import { type NumberedKind, numberedKind } from '#contract/paper-kinds.ts'
import { type CivilDate, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { seesRegisterOfNumbers } from '../access.ts'

/** One paper that can have a number. */
export interface NumberedPaper {
  kind: NumberedKind
  subjectId: string
  /** Of a reminder its day: what is urged again another day is another paper. */
  occasion: string
}

/** Which numbered paper an offer is; null where its kind has none of the offices' numbers. */
export function paperOf(
  offer: Pick<PaperOffer, 'kind' | 'on'>,
  proposalId: string,
  today: CivilDate,
): NumberedPaper | null {
  const kind = numberedKind.safeParse(offer.kind)
  if (!kind.success) return null
  return {
    kind: kind.data,
    subjectId: offer.on ?? proposalId,
    occasion: kind.data === 'reminder' ? today : '',
  }
}

/** The number a paper was issued under; null: none yet. */
export async function issuedNumber(ctx: Context, paper: NumberedPaper): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('document_numbers')
    .select('printed')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('kind', '=', paper.kind)
    .where('subject_id', '=', paper.subjectId)
    .where('occasion', '=', paper.occasion)
    .executeTakeFirst()
  return row?.printed ?? null
}

/** The numbers of the papers of a proposal, as `${kind} ${subject} ${occasion}`. */
export async function numbersOfProposal(ctx: Context, proposalId: string): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('document_numbers')
    .select(['kind', 'subject_id', 'occasion', 'printed'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('proposal_id', '=', proposalId)
    .execute()
  return new Map(rows.map((row) => [`${row.kind} ${row.subject_id} ${row.occasion}`, row.printed]))
}

const kindNames: Record<NumberedKind, string> = {
  examination: '审查意见',
  assignmentNotice: '交办通知',
  reminder: '催办函',
  yearReport: '年度提案工作报告',
  commendation: '表彰决定',
}

const pageRows = 1000

/** The register of numbers (发文登记簿) of a year, or of all, in the order they were issued.
 *  @throws DomainError access.denied */
export function exportPaperNumbers(
  ctx: Context,
  { year, format }: { year?: number; format: ExportFormat },
): ExportFile & { stream: Readable } {
  if (!seesRegisterOfNumbers(ctx.actor.role)) throw accessDenied('paperNumbers')
  async function* rows() {
    let after: string | null = null
    for (;;) {
      const place: string | null = after
      const page = await ctx.db
        .selectFrom('document_numbers as n')
        .leftJoin('accounts as a', 'a.id', 'n.issued_by')
        .leftJoin('proposals as p', (join) =>
          join.onRef('p.committee_id', '=', 'n.committee_id').onRef('p.id', '=', 'n.proposal_id'),
        )
        .select(['n.id', 'n.printed', 'n.kind', 'n.title', 'n.unit', 'n.issued_at as issuedAt', 'p.number'])
        .select('a.name as issuedBy')
        .where('n.committee_id', '=', ctx.actor.committeeId)
        .$if(year !== undefined, (q) => q.where('n.year', '=', year!))
        .$if(place !== null, (q) => q.where('n.id', '>', place!))
        .orderBy('n.id')
        .limit(pageRows)
        .execute()
      yield* page
      after = page.at(-1)?.id ?? null
      if (page.length < pageRows) return
    }
  }
  type Row = ReturnType<typeof rows> extends AsyncGenerator<infer R> ? R : never
  return exportRows<Row>({
    name: '发文登记簿',
    format,
    rows: rows(),
    columns: [
      { heading: '发文字号', kind: 'text', width: 24, value: (row) => row.printed },
      { heading: '文种', kind: 'text', value: (row) => kindNames[row.kind as NumberedKind] },
      { heading: '提案号', kind: 'number', value: (row) => row.number },
      { heading: '事由', kind: 'text', width: 50, value: (row) => row.title },
      { heading: '主送', kind: 'text', width: 24, value: (row) => row.unit },
      { heading: '编号日期', kind: 'date', value: (row) => civilDateOf(new Date(row.issuedAt)) },
      { heading: '编号人', kind: 'text', value: (row) => row.issuedBy ?? '' },
    ],
  })
}
