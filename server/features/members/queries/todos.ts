import { sql } from 'kysely'
import type { TodoGroup } from '#contract/workbench.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'

const countLimit = 100
const shown = 5

const pending = statement('kept', (db, { committeeId }: { committeeId: string }) =>
  db
    .selectFrom('member_changes as c')
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'c.committee_id').onRef('m.id', '=', 'c.member_id'),
    )
    .select(['c.id', 'm.name', 'c.proposed_at as since'])
    .where('c.committee_id', '=', committeeId)
    .where('c.state', '=', sql.lit('pending'))
    .orderBy('c.proposed_at')
    .orderBy('c.id')
    .limit(sql.lit(countLimit)),
)

/** What waits for the member office: changes members propose to their own files (待核实), oldest first. */
export async function listMemberTodos(ctx: Pick<Context, 'db' | 'actor' | 'now'>): Promise<TodoGroup[]> {
  if (ctx.actor.role !== 'memberOffice') return []
  const rows = await pending(ctx.db, ctx.actor)
  if (rows.length === 0) return []
  return [
    {
      kind: 'memberChange.pending',
      count: rows.length,
      countLimit,
      items: rows.slice(0, shown).map((row) => ({
        kind: 'memberChange.pending',
        subjectKind: 'memberChange' as const,
        subjectId: row.id,
        title: `${row.name}申报的变更`,
        note: '',
        since: row.since,
        dueOn: null,
      })),
    },
  ]
}
