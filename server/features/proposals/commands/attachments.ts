import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { sniffFile } from '#platform/files/sniff.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { Upload } from '#platform/http/uploads.ts'
import { newId } from '#platform/ids.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeProposal } from '../access.ts'
import { proposalSetting } from '../settings.ts'
import { lockProposal, nextState, proposalEvent } from './load.ts'

export interface StoredFile {
  name: string
  mediaType: string
  size: number
  sha256: string
}

/** Looks at the content of an upload and keeps its bytes; the file is hung on a draft by `addAttachment`.
 *  @throws DomainError file.too-large over the committee's own limit; FileRefusal for what is not taken */
export async function storeAttachment(ctx: Context, files: FileStore, upload: Upload): Promise<StoredFile> {
  const { attachmentLimitMegabytes } = await settingInForce(ctx, proposalSetting)
  if (upload.bytes.length > attachmentLimitMegabytes * 1_000_000)
    throw new DomainError('file.too-large', { limitMegabytes: attachmentLimitMegabytes }, 413)
  const { mediaType } = sniffFile(upload.bytes, upload.name)
  return { name: upload.name, mediaType, ...(await files.put(upload.bytes)) }
}

/** Hangs a stored file on a draft. @throws DomainError file.too-many */
export async function addAttachment(ctx: Context, proposalId: string, file: StoredFile) {
  const p = await lockProposal(ctx, proposalId)
  authorizeProposal(ctx.actor, p.facts, 'edit')
  await nextState(ctx, p, 'edit')
  const { attachmentLimit } = await settingInForce(ctx, proposalSetting)
  const { count } = await ctx.db
    .selectFrom('proposal_attachments')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .executeTakeFirstOrThrow()
  if (count >= attachmentLimit) throw new DomainError('file.too-many', { limit: attachmentLimit }, 400)
  const id = newId()
  await ctx.db
    .insertInto('files')
    .values({
      committee_id: p.committee_id,
      id,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      created_at: ctx.now,
      created_by: ctx.actor.accountId,
    })
    .execute()
  await ctx.db
    .insertInto('proposal_attachments')
    .values({ committee_id: p.committee_id, proposal_id: p.id, file_id: id, added_at: ctx.now })
    .execute()
  await emit(ctx, proposalEvent('proposal.attachmentAdded', p.id, { fileId: id, name: file.name }))
  return {
    fileId: id,
    name: file.name,
    mediaType: file.mediaType,
    size: file.size,
    addedAt: ctx.now.toISOString(),
    addedBy: ctx.actor.name,
  }
}

/** Takes an attachment off a draft; its bytes stay until backups no longer need them. */
export async function removeAttachment(
  ctx: Context,
  proposalId: string,
  fileId: string,
): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, proposalId)
  authorizeProposal(ctx.actor, p.facts, 'edit')
  await nextState(ctx, p, 'edit')
  const removed = await ctx.db
    .deleteFrom('proposal_attachments')
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('file_id', '=', fileId)
    .returning('file_id')
    .executeTakeFirst()
  if (!removed) throw notFound('attachment')
  await emit(ctx, proposalEvent('proposal.attachmentRemoved', p.id, { fileId }))
  return {}
}
