import type { Context } from '#platform/context.ts'
import { emit } from '#platform/events/emit.ts'
import { attachedFiles, type KeptFile } from '#platform/files/attached.ts'
import { lockRecord, recordEvent } from './records.ts'

/** Photos and papers that show one duty. */
const proofs = attachedFiles({ table: 'duty_record_files', owner: 'record_id', atMost: 9 })

/** Counts the version of a record up: who reviews decides on the proofs they saw. */
const changed = (ctx: Context, record: { committee_id: string; id: string }) =>
  ctx.db
    .updateTable('duty_records')
    .set((eb) => ({ updated_at: ctx.now, version: eb('version', '+', 1) }))
    .where('committee_id', '=', record.committee_id)
    .where('id', '=', record.id)
    .execute()

/** Hangs a proof on a record that is not in the ledger. @throws DomainError not-found, dutyRecord.wrong-state, file.too-many */
export async function addDutyRecordFile(ctx: Context, recordId: string, file: KeptFile) {
  const record = await lockRecord(ctx, recordId, 'edit')
  const fileId = await proofs.attach(ctx, recordId, file)
  await changed(ctx, record)
  await emit(ctx, recordEvent('fileAdded', recordId, { fileId, name: file.name }))
  return { fileId, name: file.name, mediaType: file.mediaType, size: file.size }
}

/** Takes a proof off a record. @throws DomainError not-found, dutyRecord.wrong-state */
export async function removeDutyRecordFile(
  ctx: Context,
  recordId: string,
  fileId: string,
): Promise<Record<string, never>> {
  const record = await lockRecord(ctx, recordId, 'edit')
  await proofs.remove(ctx, recordId, fileId)
  await changed(ctx, record)
  await emit(ctx, recordEvent('fileRemoved', recordId, { fileId }))
  return {}
}
