import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { isOffice, subjectIdOf } from '../access.ts'

const limit = 20

const toSign = statement('kept', (db, v: { committeeId: string; me: string }) =>
  db
    .selectFrom('assessment_subjects as s')
    .innerJoin('assessments as a', (join) =>
      join.onRef('a.committee_id', '=', 's.committee_id').onRef('a.id', '=', 's.assessment_id'),
    )
    .select(['a.id', 'a.title', 'a.state_since as since', 'a.check_until as dueOn'])
    .where('s.committee_id', '=', v.committeeId)
    .where('s.subject_id', '=', v.me)
    .where('s.confirmed_at', 'is', null)
    .where('a.state', '=', sql.lit('checking'))
    .orderBy('a.state_since')
    .limit(sql.lit(limit)),
)

const toAnswer = statement('kept', (db, { committeeId }: { committeeId: string }) =>
  db
    .selectFrom('assessment_objections as o')
    .innerJoin('assessments as a', (join) =>
      join.onRef('a.committee_id', '=', 'o.committee_id').onRef('a.id', '=', 'o.assessment_id'),
    )
    .select(['a.id', 'a.title', 'o.raised_at as since', 'a.check_until as dueOn'])
    .where('o.committee_id', '=', committeeId)
    .where('o.state', '=', sql.lit('open'))
    .orderBy('o.raised_at')
    .limit(sql.lit(limit)),
)

/** Results that wait for the actor to be checked and signed, and objections that wait for the office. */
export async function listAssessmentTodos(ctx: Context) {
  const { committeeId } = ctx.actor
  const me = subjectIdOf(ctx.actor, 'members') ?? ctx.actor.accountId
  const [mine, open] = await Promise.all([
    toSign(ctx.db, { committeeId, me }),
    isOffice(ctx.actor) ? toAnswer(ctx.db, { committeeId }) : [],
  ])
  return [...groupOf('assessment.toCheck', mine), ...groupOf('assessment.toAnswer', open)]
}

function groupOf(kind: string, rows: readonly { id: string; title: string; since: string; dueOn: string | null }[]) {
  if (rows.length === 0) return []
  const items = rows.slice(0, 5).map(({ id, ...row }) => ({
    kind,
    subjectKind: 'assessment' as const,
    subjectId: id,
    note: '',
    ...row,
  }))
  return [{ kind, count: rows.length, countLimit: limit, items }]
}
