import { sql } from 'kysely'
import type { TodoGroup } from '#contract/workbench.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { decidesExtensions } from '../access.ts'
import { listCalendarTodos } from './calendar.ts'

const shown = 5
const countLimit = 100

/** What waits for the actor about clocks: requests for more time, and a year without a calendar. */
export async function listClockTodos(ctx: Context): Promise<TodoGroup[]> {
  return [...(await listCalendarTodos(ctx)), ...(await listExtensionTodos(ctx))]
}

const extensionsAsked = statement('kept', (db, { committeeId }: { committeeId: string }) =>
  db
    .selectFrom('clock_extensions as e')
    .innerJoin('clocks as c', (join) =>
      join.onRef('c.committee_id', '=', 'e.committee_id').onRef('c.id', '=', 'e.clock_id'),
    )
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'c.committee_id').onRef('p.id', '=', 'c.matter_id'),
    )
    .leftJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'c.committee_id').onRef('u.id', '=', 'c.unit_id'),
    )
    .where('e.committee_id', '=', committeeId)
    .where('e.decided_at', 'is', null)
    .select(['p.id', 'p.title', 'u.short_name as unit', 'e.asked_at as since', 'c.due_on as dueOn'])
    .orderBy('e.asked_at')
    .limit(sql.lit(countLimit)),
)

async function listExtensionTodos(ctx: Context): Promise<TodoGroup[]> {
  if (!decidesExtensions(ctx.actor.role)) return []
  const asked = await extensionsAsked(ctx.db, ctx.actor)
  if (asked.length === 0) return []
  return [
    {
      kind: 'clock.extensionAsked',
      count: asked.length,
      countLimit,
      items: asked.slice(0, shown).map(({ id, title, unit, since, dueOn }) => ({
        kind: 'clock.extensionAsked',
        subjectKind: 'proposal',
        subjectId: id,
        title,
        note: unit ?? '',
        since,
        dueOn,
      })),
    },
  ]
}
