import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { sniffFile } from '#platform/files/sniff.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { Upload } from '#platform/http/uploads.ts'
import { newId } from '#platform/ids.ts'
import { lockRecord, recordEvent } from './records.ts'

export interface StoredProof {
  name: string
  mediaType: string
  size: number
  sha256: string
}

/** Photos and papers that show one duty. */
const filesLimit = 9

/** Looks at the content of an upload and keeps its bytes. @throws FileRefusal for what is not taken */
export async function storeProof(files: FileStore, upload: Upload): Promise<StoredProof> {
  const { mediaType } = sniffFile(upload.bytes, upload.name)
  return { name: upload.name, mediaType, ...(await files.put(upload.bytes)) }
}

/** Writes the row of a stored file. @returns its id */
export async function insertFile(ctx: Context, file: StoredProof): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('files')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      created_at: ctx.now,
      created_by: ctx.actor.accountId,
    })
    .execute()
  return id
}

/** Hangs a proof on a record that is not in the ledger. @throws DomainError not-found, dutyRecord.wrong-state, file.too-many */
export async function addDutyRecordFile(ctx: Context, recordId: string, file: StoredProof) {
  const record = await lockRecord(ctx, recordId, 'edit')
  const { count } = await ctx.db
    .selectFrom('duty_record_files')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('committee_id', '=', record.committee_id)
    .where('record_id', '=', recordId)
    .executeTakeFirstOrThrow()
  if (count >= filesLimit) throw new DomainError('file.too-many', { limit: filesLimit }, 400)
  const fileId = await insertFile(ctx, file)
  await ctx.db
    .insertInto('duty_record_files')
    .values({ committee_id: record.committee_id, record_id: recordId, file_id: fileId, added_at: ctx.now })
    .execute()
  await emit(ctx, recordEvent('fileAdded', recordId, { fileId, name: file.name }))
  return { fileId, name: file.name, mediaType: file.mediaType, size: file.size }
}

/** Takes a proof off a record; its bytes stay until backups no longer need them. @throws DomainError not-found, dutyRecord.wrong-state */
export async function removeDutyRecordFile(
  ctx: Context,
  recordId: string,
  fileId: string,
): Promise<Record<string, never>> {
  const record = await lockRecord(ctx, recordId, 'edit')
  const removed = await ctx.db
    .deleteFrom('duty_record_files')
    .where('committee_id', '=', record.committee_id)
    .where('record_id', '=', recordId)
    .where('file_id', '=', fileId)
    .returning('file_id')
    .executeTakeFirst()
  if (!removed) throw notFound('file')
  await emit(ctx, recordEvent('fileRemoved', recordId, { fileId }))
  return {}
}
