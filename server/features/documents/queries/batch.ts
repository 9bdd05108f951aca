import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { PaperKind, PaperOffer } from '#contract/documents.ts'
import type { Proposal } from '#contract/proposals.ts'
import { getProposal } from '#features/proposals/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { writeXlsx } from '#platform/spreadsheets/write-xlsx.ts'
import { render } from '../layout/rendering.ts'
import { paperFileName, writePaper } from '../papers/write-paper.ts'
import { uniqueNames } from '../rules.ts'
import { chosenProposals, type Wanted } from './chosen.ts'
import { committeeFacts, withProposal } from './facts.ts'
import { offersOf } from './offers.ts'

/** Batches at once in this process; each keeps a thread busy. */
const batchesAtOnce = 2
let running = 0

/** Bytes of the zip that wait to be fetched before the next paper is set. */
const aheadBytes = 256 * 1024

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
  if (running >= batchesAtOnce) throw new DomainError('papers.busy', { retryAfterSeconds: 10 }, 429)
  running += 1
  const stream = Readable.from(zipOf(ctx, kind, first.value, proposals), { objectMode: false })
  // Told on its end, and when nobody reads it at all.
  stream.once('close', () => {
    running -= 1
  })
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

async function* zipOf(
  ctx: Context,
  kind: PaperKind,
  first: Proposal,
  rest: AsyncGenerator<Proposal>,
): AsyncGenerator<Buffer> {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  try {
    const pieces = output[Symbol.asyncIterator]()
    const making = addAll(ctx, zip, kind, first, rest).catch((error: unknown) => {
      output.destroy(error instanceof Error ? error : new Error(String(error)))
    })
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) yield piece.value as Buffer
    await making
  } finally {
    // Whoever stops reading half way also stops the making.
    output.destroy()
  }
}

async function addAll(
  ctx: Context,
  zip: ZipFile,
  kind: PaperKind,
  first: Proposal,
  rest: AsyncGenerator<Proposal>,
): Promise<void> {
  const facts = await committeeFacts(ctx)
  const unique = uniqueNames()
  const index: IndexRow[] = []
  // While one paper is set on its thread, the next one's matter is read here.
  let before: Promise<void> = Promise.resolve()
  const put = async (paper: Promise<Uint8Array>, fileName: string) => {
    const bytes = await paper
    await room(zip.outputStream as Readable)
    // A Word file is a zip itself: packing it again would only cost time.
    zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), fileName, {
      compress: false,
      mtime: ctx.now,
    })
  }
  const add = async (proposal: Proposal) => {
    const offers = (await offersOf(ctx, proposal, kind)).filter((o) => o.current)
    if (offers.length === 0) index.push({ ...rowOf(proposal), remark: '没有这种文书' })
    for (const offer of offers) {
      const full = withProposal(facts, proposal, offer)
      const fileName = `${unique(paperFileName(full, offer))}.docx`
      index.push({ ...rowOf(proposal, offer), fileName, remark: offer.draft ? '未定稿' : '' })
      await before
      before = put(render(writePaper(full, offer)), fileName)
      // Heard at the next await; until then it is nobody's unhandled failure.
      before.catch(() => undefined)
    }
  }
  await add(first)
  for await (const proposal of rest) await add(proposal)
  await before
  zip.addBuffer(await indexOf(index), '00 目录.xlsx', { compress: false, mtime: ctx.now })
  zip.end()
}

/** Waits until what was made before has been fetched. @throws when nobody fetches any more */
async function room(output: Readable): Promise<void> {
  while (output.readableLength > aheadBytes && !output.destroyed) await new Promise<void>((done) => setTimeout(done, 5))
  if (output.destroyed) throw new Error('nobody reads this batch any more')
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
