import type { z } from 'zod'
import type { workbenchRoutes } from '#contract/workbench.ts'
import type { Context } from '#platform/context.ts'

type Body = z.output<typeof workbenchRoutes.readNotices.body>

/** Marks my notices as read: those named, where those of others stay as they are, and all until a time in the committee of
 *  the hat I wear. */
export async function readNotices(ctx: Context, { ids, until }: Body): Promise<Record<string, never>> {
  if (ids.length > 0 || until !== undefined)
    await ctx.db
      .updateTable('notices')
      .set({ read_at: ctx.now })
      .where('account_id', '=', ctx.actor.accountId)
      .where((eb) =>
        eb.or([
          ...(ids.length > 0 ? [eb('id', 'in', ids)] : []),
          ...(until ? [eb.and([eb('committee_id', '=', ctx.actor.committeeId), eb('at', '<=', until)])] : []),
        ]),
      )
      .where('read_at', 'is', null)
      .execute()
  return {}
}
