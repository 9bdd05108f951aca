import type { z } from 'zod'
import type { RecognitionKind, recognitionRoutes as r } from '#contract/recognition.ts'
import {
  blankPaper,
  committeeFacts,
  dateText,
  type Paper,
  render,
  safeFileName,
  uniqueNames,
} from '#features/documents/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { isOffice, readsAssessments } from './access.ts'
import { type Download, word, zipped } from './delivery-files.ts'
import { type RecognitionFilters, recognitions } from './queries/recognitions.ts'

/** What the kinds are called on paper. */
const kindNames: Record<RecognitionKind, string> = {
  outstandingMember: '优秀委员',
  partyStar: '党员之星',
  readingStar: '读书之星',
  other: '其他',
}

/** Recognitions as a file. @throws DomainError access.denied */
export async function exportRecognitions(
  ctx: Context,
  { format, ...filters }: z.output<typeof r.exportRecognitions.query>,
): Promise<ExportFile> {
  const rows = await recognitions(ctx, filters).execute()
  async function* each() {
    yield* rows
  }
  return exportRows<(typeof rows)[number]>({
    name: `${filters.year ? `${filters.year}年` : ''}称号`,
    format,
    rows: each(),
    columns: [
      { heading: '委员', kind: 'text', value: (one) => one.memberName },
      { heading: '年度', kind: 'number', value: (one) => one.year },
      { heading: '称号', kind: 'text', width: 20, value: (one) => one.title },
      { heading: '种类', kind: 'text', value: (one) => kindNames[one.kind] },
      { heading: '事由', kind: 'text', width: 40, value: (one) => one.reason },
      { heading: '授予单位', kind: 'text', width: 20, value: (one) => one.givenBy },
      { heading: '授予日期', kind: 'text', value: (one) => one.givenOn },
      { heading: '现状', kind: 'text', value: (one) => (one.revokedAt ? '已撤销' : '') },
    ],
  })
}

type Facts = Awaited<ReturnType<typeof committeeFacts>>
type Given = Awaited<ReturnType<ReturnType<typeof recognitions>['execute']>>[number]

/** 荣誉证书: whom, for what, by whom, when. */
function certificatePaper(facts: Facts, one: Given): Paper {
  const reason = one.reason.trim().replace(/[。；]$/u, '')
  return {
    ...blankPaper(facts, 'form'),
    title: '荣誉证书',
    addressee: `${one.memberName} 委员：`,
    blocks: [
      { kind: 'gap' },
      {
        kind: 'text',
        text: `${reason ? `${reason}，` : ''}经${one.givenBy}决定，授予您${one.year}年度“${one.title}”称号。`,
      },
      { kind: 'text', text: '特发此证，以资鼓励。' },
      { kind: 'gap' },
    ],
    signedBy: facts.committee.name,
    date: dateText(one.givenOn),
  }
}

/** One certificate, for the office and for whom it names. @throws DomainError not-found, access.denied, recognition.revoked */
export async function getCertificate(ctx: Context, id: string): Promise<Download> {
  const one = readsAssessments(ctx.actor)
    ? await recognitions(ctx, {}).where('g.id', '=', id).executeTakeFirst()
    : undefined
  if (!one) throw notFound('recognition')
  if (!isOffice(ctx.actor) && one.memberId !== ctx.actor.memberId) throw accessDenied('getCertificate')
  if (one.revokedAt !== null) throw new DomainError('recognition.revoked')
  return word(`荣誉证书 ${one.memberName}`, await render(certificatePaper(await committeeFacts(ctx), one)))
}

/** The certificates of the list as one zip, those taken back left out. @throws DomainError access.denied, assessment.list-empty, papers.busy */
export async function getCertificates(ctx: Context, f: RecognitionFilters): Promise<Download> {
  if (!isOffice(ctx.actor)) throw accessDenied('getCertificates')
  const all = await recognitions(ctx, f).where('g.revoked_at', 'is', null).execute()
  if (all.length === 0) throw new DomainError('assessment.list-empty')
  const facts = await committeeFacts(ctx)
  const unique = uniqueNames()
  async function* parts() {
    for (const one of all)
      yield {
        name: `${unique(safeFileName(`荣誉证书 ${one.memberName} ${one.title}`))}.docx`,
        bytes: render(certificatePaper(facts, one)),
      }
  }
  return zipped(ctx, '荣誉证书', parts(), all.length)
}
