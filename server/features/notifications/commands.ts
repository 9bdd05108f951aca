import type { Context } from '#platform/context.ts'

/** Marks my notices as read; those of others among the ids stay as they are. */
export async function readNotices(ctx: Context, ids: string[]): Promise<Record<string, never>> {
  if (ids.length > 0)
    await ctx.db
      .updateTable('notices')
      .set({ read_at: ctx.now })
      .where('account_id', '=', ctx.actor.accountId)
      .where('id', 'in', ids)
      .where('read_at', 'is', null)
      .execute()
  return {}
}
