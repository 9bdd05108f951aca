import { sql } from 'kysely'
import { ZipFile } from 'yazl'
import { safeFileName } from '#features/documents/index.ts'
import { chineseNumber } from '#platform/chinese/numerals.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { findSealProof } from '#platform/events/seal-proof.ts'
import type { Secrets } from '#platform/secrets.ts'
import { getDutyArchivePaper } from './archive-paper.ts'
import { makeArchiveProof } from './archive-proof.ts'
import { getDutyArchive, sealedArchive } from './queries/archive.ts'

/** What lies in the file. */
export const archiveEntries = {
  content: '档案.json',
  proof: '证明.json',
  paper: '档案.docx',
  note: '说明.txt',
} as const

const note = `这是一份封存的委员履职档案。
档案.docx 供阅读；档案.json 是封存的原文；证明.json 说明原文何时封存、由谁签发。
核验：在装有同心的任何一台机器上运行  tongxin verify-archive 这个文件.zip  ，不需要联网，也不需要原来的数据库。
`

/** The sealed archive with its paper and proof as one zip file.
 *  @throws DomainError access.denied, not-found, dutyArchive.not-sealed, dutyArchive.seal-pending */
export async function getDutyArchiveProof(
  ctx: Context,
  secrets: Pick<Secrets, 'sign'>,
  memberId: string,
  wanted: string | undefined,
): Promise<{ fileName: string; bytes: Buffer }> {
  const { archive } = await getDutyArchive(ctx, memberId, wanted)
  const sealed = await sealedArchive(ctx, memberId, archive.term.id)
  if (!sealed) throw new DomainError('dutyArchive.not-sealed')
  const { rows } = await sql<{ id: number; at: string }>`
    select id, at
    from events
    where committee_id = ${ctx.actor.committeeId} and subject_id = ${memberId} and type = 'dutyArchive.sealed'
      and details ->> 'termId' = ${archive.term.id}
    order by id
    limit 1`.execute(ctx.db)
  const event = rows[0] ? await findSealProof(ctx.db, rows[0]) : null
  if (!event) throw new DomainError('dutyArchive.seal-pending')
  const { bytes: paper } = await getDutyArchivePaper(ctx, memberId, archive.term.id)
  const proof = makeArchiveProof(secrets, { content: sealed.content, paper, event })
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(note, 'utf8'), archiveEntries.note)
  zip.addBuffer(Buffer.from(paper), archiveEntries.paper)
  zip.addBuffer(Buffer.from(sealed.content, 'utf8'), archiveEntries.content)
  zip.addBuffer(Buffer.from(JSON.stringify(proof, null, 1), 'utf8'), archiveEntries.proof)
  zip.end()
  const bytes = Buffer.concat(await Array.fromAsync(zip.outputStream as AsyncIterable<Buffer>))
  return {
    fileName: `${safeFileName(`履职档案 ${archive.member.name} 第${chineseNumber(archive.term.number)}届`)}.zip`,
    bytes,
  }
}
