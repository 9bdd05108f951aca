import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { getProposal } from './get.ts'

/** Name, kind and hash of an attachment, for whoever may see its proposal. */
export async function getAttachment(
  ctx: Context,
  proposalId: string,
  fileId: string,
): Promise<{ name: string; mediaType: string; sha256: string }> {
  const { attachments } = await getProposal(ctx, proposalId)
  const attachment = attachments.find((a) => a.fileId === fileId)
  if (!attachment) throw notFound('attachment')
  const { sha256 } = await ctx.db
    .selectFrom('files')
    .select('sha256')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow()
  return { name: attachment.name, mediaType: attachment.mediaType, sha256 }
}
