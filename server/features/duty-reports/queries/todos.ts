import { sql } from 'kysely'
import type { TodoGroup } from '#contract/workbench.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { keepsReports } from '../access.ts'

const countLimit = 100
const shown = 5

const toWrite = statement('kept', (db, mine: { committeeId: string; memberId: string | null }) =>
  db
    .selectFrom('duty_reports as p')
    .innerJoin('duty_report_rounds as o', (join) =>
      join.onRef('o.committee_id', '=', 'p.committee_id').onRef('o.id', '=', 'p.round_id'),
    )
    .select(['p.id as subjectId', 'o.title', 'p.state', 'p.note', 'p.state_since as since', 'o.due_on as dueOn'])
    .where('p.committee_id', '=', mine.committeeId)
    .where('p.member_id', '=', mine.memberId)
    .where('p.state', 'in', [sql.lit('asked'), sql.lit('returned')])
    .where((eb) =>
      eb.or([
        eb('o.closed_at', 'is', null),
        // Given back after the close: `takesIn` of the rules.
        eb.and([eb('p.state', '=', sql.lit('returned')), eb('p.state_since', '>=', eb.ref('o.closed_at'))]),
      ]),
    )
    .orderBy('o.due_on')
    .limit(sql.lit(countLimit)),
)

const toReview = statement('kept', (db, v: { committeeId: string; accountId: string | null }) =>
  db
    .selectFrom('duty_reports as p')
    .innerJoin('duty_report_rounds as o', (join) =>
      join.onRef('o.committee_id', '=', 'p.committee_id').onRef('o.id', '=', 'p.round_id'),
    )
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'p.committee_id').onRef('m.id', '=', 'p.member_id'),
    )
    .select(['p.id as subjectId', 'o.title', 'm.name', 'p.state_since as since'])
    .where('p.committee_id', '=', v.committeeId)
    .where('m.account_id', 'is distinct from', v.accountId)
    .where('p.state', '=', sql.lit('submitted'))
    .orderBy('p.state_since')
    .limit(sql.lit(countLimit)),
)

/** Reports to write, for a member; reports to review, for the office. */
export async function listDutyReportTodos(ctx: Context): Promise<TodoGroup[]> {
  const { role } = ctx.actor
  if (role === 'member') {
    const rows = await toWrite(ctx.db, ctx.actor)
    return group(
      'dutyReport.toWrite',
      rows.map(({ state, note, ...row }) => ({ ...row, note: state === 'returned' ? `退回修改：${note}` : '' })),
    )
  }
  if (!keepsReports(role)) return []
  const rows = await toReview(ctx.db, ctx.actor)
  return group(
    'dutyReport.toReview',
    rows.map(({ name, ...row }) => ({ ...row, note: name, dueOn: null })),
  )
}

function group(
  kind: string,
  rows: readonly { subjectId: string; title: string; note: string; since: string; dueOn: string | null }[],
): TodoGroup[] {
  if (rows.length === 0) return []
  const items = rows.slice(0, shown).map((row) => ({ ...row, kind, subjectKind: 'dutyReport' as const }))
  return [{ kind, count: rows.length, countLimit, items }]
}
