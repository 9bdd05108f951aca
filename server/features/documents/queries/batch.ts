import type { Readable } from 'node:stream'
import type { PaperKind, PaperOffer } from '#contract/documents.ts'
import type { Proposal } from '#contract/proposals.ts'
import { getProposal } from '#features/proposals/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { type ZipPart, zipStream } from '#platform/files/zip-stream.ts'
import { writeXlsx } from '#platform/spreadsheets/write-xlsx.ts'
import { render } from '../layout/rendering.ts'
import { paperFileName, writePaper } from '../papers/write-paper.ts'
import { uniqueNames } from '../rules.ts'
import { chosenProposals, type Wanted } from './chosen.ts'
import { committeeFacts, withProposal } from './facts.ts'
import { offersOf } from './offers.ts'

const batchNames: Record<PaperKind, string> = {
  proposalForm: '提案表',
  coSignPage: '联名页',
  examination: '审查意见',
  assignmentNotice: '交办通知',
  reply: '答复函',
  jointOpinion: '会办意见函',
  reminder: '催办函',
}

interface IndexRow {
  number: number | null
  title: string
  unit: string
  documentNumber: string
  fileName: string
  remark: string
}

/** A batch on its way out. */
export interface Batch {
  fileName: string
  /** Proposals it is made of; some have several papers of the kind, some none. */
  proposals: number
  stream: Readable
}

/** The current papers of one kind of all proposals wanted, as a zip with an index at its end; made as fast as it is fetched.
 *  @throws DomainError papers.none, papers.too-many; papers.busy where two are being made already */
export async function getPapers(ctx: Context, kind: PaperKind, wanted: Wanted): Promise<Batch> {
  const ids = await chosenProposals(ctx, wanted)
  const proposals = proposalsOf(ctx, ids)
  // Named ids that are not there, or not for this actor, must be answered before the first byte.
  const first = await proposals.next()
  if (first.done) throw new DomainError('papers.none')
  const stream = zipStream(partsOf(ctx, kind, first.value, proposals), ctx.now)
  return { fileName: `${batchNames[kind]} ${civilDateOf(ctx.now)}.zip`, proposals: ids.length, stream }
}

async function* proposalsOf(ctx: Context, ids: readonly string[]): AsyncGenerator<Proposal> {
  for (const id of ids) {
    // Between the list and now it may have gone from sight.
    const proposal = await getProposal(ctx, id).catch((error: unknown) => {
      if (error instanceof DomainError && error.status === 404) return null
      throw error
    })
    if (proposal) yield proposal
  }
}

async function* partsOf(
  ctx: Context,
  kind: PaperKind,
  first: Proposal,
  rest: AsyncGenerator<Proposal>,
): AsyncGenerator<ZipPart> {
  const facts = await committeeFacts(ctx)
  const unique = uniqueNames()
  const index: IndexRow[] = []
  async function* papersOf(proposal: Proposal): AsyncGenerator<ZipPart> {
    const offers = (await offersOf(ctx, proposal, kind)).filter((o) => o.current)
    if (offers.length === 0) index.push({ ...rowOf(proposal), remark: '没有这种文书' })
    for (const offer of offers) {
      const full = withProposal(facts, proposal, offer)
      const name = `${unique(paperFileName(full, offer))}.docx`
      index.push({ ...rowOf(proposal, offer), fileName: name, remark: offer.draft ? '未定稿' : '' })
      yield { name, bytes: render(writePaper(full, offer)) }
    }
  }
  yield* papersOf(first)
  for await (const proposal of rest) yield* papersOf(proposal)
  yield { name: '00 目录.xlsx', bytes: indexOf(index) }
}

function rowOf(proposal: Proposal, offer?: PaperOffer): IndexRow {
  return {
    number: proposal.number,
    title: proposal.title,
    unit: offer?.unit ?? '',
    documentNumber: offer?.documentNumber ?? '',
    fileName: '',
    remark: '',
  }
}

function indexOf(rows: readonly IndexRow[]): Promise<Buffer> {
  return writeXlsx({
    sheets: [
      {
        name: '目录',
        columns: [
          { heading: '序号', kind: 'number' },
          { heading: '提案号', kind: 'number' },
          { heading: '案由', kind: 'text', width: 50 },
          { heading: '单位', kind: 'text', width: 24 },
          { heading: '文件名', kind: 'text', width: 60 },
          { heading: '说明', kind: 'text', width: 16 },
          { heading: '发文字号', kind: 'text', width: 20 },
        ],
        rows: rows.map((row, i) => [
          i + 1,
          row.number,
          row.title,
          row.unit,
          row.fileName,
          row.remark,
          row.documentNumber,
        ]),
      },
    ],
  })
}
