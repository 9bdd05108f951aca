import { sql } from 'kysely'
import type { Notice } from '#contract/workbench.ts'
import type { Context } from '#platform/context.ts'

const shown = 20

/** My newest notices in the committee of the hat I wear, and how many are unread (up to 100). */
export async function listNotices(ctx: Context): Promise<{ notices: Notice[]; unreadNotices: number }> {
  const mine = ctx.db
    .selectFrom('notices')
    .where('account_id', '=', ctx.actor.accountId)
    .where('committee_id', '=', ctx.actor.committeeId)
  const notices = await mine
    .select([
      'id',
      'kind',
      'subject_kind as subjectKind',
      'subject_id as subjectId',
      'title',
      'words',
      'at',
      'read_at as readAt',
    ])
    .orderBy('at', 'desc')
    .limit(shown)
    .execute()
  const unread = await ctx.db
    .selectFrom(mine.where('read_at', 'is', null).select(sql<number>`1`.as('one')).limit(100).as('unread'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { notices, unreadNotices: unread.count }
}
