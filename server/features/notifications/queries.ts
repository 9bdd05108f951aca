import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import type { RouteResponse } from '#contract/route.ts'
import type { Notice, workbenchRoutes } from '#contract/workbench.ts'
import type { Context } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { statement } from '#platform/database/statement.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'

type ListQuery = z.output<typeof workbenchRoutes.listNotices.query>
type Workbench = RouteResponse<typeof workbenchRoutes.getWorkbench>
const listName = 'notices'
const shown = 20
const unreadLimit = 100

interface Mine {
  accountId: string
  committeeId: string
}

const own = (db: Kysely<DB>, mine: Mine) =>
  db.selectFrom('notices').where('account_id', '=', mine.accountId).where('committee_id', '=', mine.committeeId)

/** Newest first. */
const inOrder = (db: Kysely<DB>, mine: Mine) =>
  own(db, mine)
    .select(['id', 'kind', 'subject_kind as subjectKind', 'subject_id as subjectId'])
    .select(['title', 'words', 'at', 'read_at as readAt'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')

/** Each with how many are unread; one more than is shown. */
const newest = statement('kept', (db, mine: Mine) => {
  const unread = own(db, mine).where('read_at', 'is', null).select('id').limit(sql.lit(unreadLimit))
  return inOrder(db, mine)
    .select(db.selectFrom(unread.as('unread')).select(sql<number>`count(*)::int`.as('count')).as('unread'))
    .limit(sql.lit(shown + 1))
})

/** My newest notices in the committee of the hat I wear, whether there are older ones, and how many are unread. */
export async function newestNotices(
  ctx: Context,
): Promise<Pick<Workbench, 'notices' | 'olderNotices' | 'unreadNotices' | 'unreadLimit'>> {
  const rows = await newest(ctx.db, ctx.actor)
  return {
    notices: rows.slice(0, shown).map(({ unread: _, ...notice }) => notice),
    olderNotices: rows.length > shown,
    unreadNotices: rows[0]?.unread ?? 0,
    unreadLimit,
  }
}

/** All my notices in the committee of the hat I wear, newest first. */
export async function listNotices(
  ctx: Context,
  { cursor, limit }: ListQuery,
): Promise<{ items: Notice[]; nextCursor: string | null }> {
  const place = readCursor(listName, cursor, cursorValue.instant)
  const rows = await inOrder(ctx.db, ctx.actor)
    .$if(place !== null, (query) => query.where((eb) => after(eb, 'at', 'id', place!, 'desc', 'timestamptz')))
    .limit(limit + 1)
    .execute()
  return cutPage(listName, rows, limit, (row) => ({ value: row.at, id: row.id }))
}
