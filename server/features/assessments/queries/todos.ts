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
    .select(['a.id', 'a.title', 'a.state', 'a.state_since as since', 'a.check_until as dueOn'])
    .where('s.committee_id', '=', v.committeeId)
    .where('s.subject_id', '=', v.me)
    .where((eb) =>
      eb.or([
        eb.and([eb('s.confirmed_at', 'is', null), eb('a.state', '=', sql.lit('checking'))]),
        // Delivered: it waits for the signature, in the archive too.
        eb.and([eb('s.acknowledged_on', 'is', null), eb('a.state', 'in', [sql.lit('delivered'), sql.lit('closed')])]),
      ]),
    )
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

/** Results that wait for the actor to be checked, or signed for once delivered, and objections that wait for the office. */
export async function listAssessmentTodos(ctx: Context) {
  const { committeeId } = ctx.actor
  const me = subjectIdOf(ctx.actor, 'members') ?? ctx.actor.accountId
  const [mine, open] = await Promise.all([
    toSign(ctx.db, { committeeId, me }),
    isOffice(ctx.actor) ? toAnswer(ctx.db, { committeeId }) : [],
  ])
  const checked = mine.filter(({ state }) => state === 'checking')
  const delivered = mine.filter(({ state }) => state !== 'checking').map((one) => ({ ...one, dueOn: null }))
  return [
    ...groupOf('assessment.toCheck', checked),
    ...groupOf('assessment.toAcknowledge', delivered),
    ...groupOf('assessment.toAnswer', open),
  ]
}

function groupOf(kind: string, rows: readonly { id: string; title: string; since: string; dueOn: string | null }[]) {
  if (rows.length === 0) return []
  const items = rows.slice(0, 5).map(({ id, title, since, dueOn }) => ({
    kind,
    subjectKind: 'assessment' as const,
    subjectId: id,
    title,
    note: '',
    since,
    dueOn,
  }))
  return [{ kind, count: rows.length, countLimit: limit, items }]
}
