import { publishPlain } from '#features/publishing/index.ts'
import type { Context } from '#platform/context.ts'

/** Makes public what of a proposal and its replies waits and needs no looking at. */
export async function publishWhatIsPlain(ctx: Context, proposalId: string): Promise<void> {
  const waiting = await ctx.db
    .selectFrom('publications')
    .select('subject_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('proposal_id', '=', proposalId)
    .where('state', '=', 'waiting')
    .execute()
  if (waiting.length > 0)
    await publishPlain(
      ctx,
      waiting.map((row) => row.subject_id),
    )
}
