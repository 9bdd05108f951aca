import { sql } from 'kysely'
import type { Notice } from '#contract/workbench.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'

const shown = 20

const unreadCounted = 100

/** Newest first, each with how many are unread. */
const newest = statement('kept', (db, mine: { accountId: string; committeeId: string }) => {
  const own = db
    .selectFrom('notices')
    .where('account_id', '=', mine.accountId)
    .where('committee_id', '=', mine.committeeId)
  const unread = own.where('read_at', 'is', null).select('id').limit(sql.lit(unreadCounted))
  return own
    .select([
      'id',
      'kind',
      'subject_kind as subjectKind',
      'subject_id as subjectId',
      'title',
      'words',
      'at',
      'read_at as readAt',
      db.selectFrom(unread.as('unread')).select(sql<number>`count(*)::int`.as('count')).as('unread'),
    ])
    .orderBy('at', 'desc')
    .limit(sql.lit(shown))
})

/** My newest notices in the committee of the hat I wear, and how many are unread (up to 100). */
export async function listNotices(ctx: Context): Promise<{ notices: Notice[]; unreadNotices: number }> {
  const rows = await newest(ctx.db, ctx.actor)
  return { notices: rows.map(({ unread: _, ...notice }) => notice), unreadNotices: rows[0]?.unread ?? 0 }
}
