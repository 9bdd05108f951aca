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
    .where('a.state', 'in', [sql.lit('checking'), sql.lit('judging')])
    .orderBy('o.raised_at')
    .limit(sql.lit(limit)),
)

/** Rounds in a state: those before the council, those it sent back to the office. */
const inState = statement('kept', (db, v: { committeeId: string; state: string }) =>
  db
    .selectFrom('assessments')
    .select(['id', 'title', 'state_since as since', 'sent_back_note as note'])
    .where('committee_id', '=', v.committeeId)
    .where('state', '=', v.state)
    .orderBy('state_since')
    .limit(sql.lit(limit)),
)

/** Results that wait for the actor to be checked, or signed for once delivered, objections and what the council
 *  sent back for the office, and what waits for the council’s approval for the leaders. */
export async function listAssessmentTodos(ctx: Context) {
  const { committeeId } = ctx.actor
  const me = subjectIdOf(ctx.actor, 'members') ?? ctx.actor.accountId
  const office = isOffice(ctx.actor)
  const [mine, open, back, before] = await Promise.all([
    toSign(ctx.db, { committeeId, me }),
    office ? toAnswer(ctx.db, { committeeId }) : [],
    office ? inState(ctx.db, { committeeId, state: 'judging' }) : [],
    ctx.actor.role === 'leader' ? inState(ctx.db, { committeeId, state: 'deliberating' }) : [],
  ])
  const checked = mine.filter(({ state }) => state === 'checking')
  // Signing is left to the member's own hand.
  const signs = ctx.actor.delegatedBy === null
  const delivered = mine.filter(({ state }) => signs && state !== 'checking').map((one) => ({ ...one, dueOn: null }))
  return [
    ...groupOf('assessment.toCheck', checked),
    ...groupOf('assessment.toAcknowledge', delivered),
    ...groupOf('assessment.toAnswer', open),
    ...groupOf(
      'assessment.toJudgeAnew',
      back.filter(({ note }) => note !== ''),
    ),
    ...groupOf('assessment.toApprove', before),
  ]
}

interface Waiting {
  id: string
  title: string
  since: string
  dueOn?: string | null
  note?: string
}

function groupOf(kind: string, rows: readonly Waiting[]) {
  if (rows.length === 0) return []
  const items = rows.slice(0, 5).map(({ id, title, since, dueOn = null, note = '' }) => ({
    kind,
    subjectKind: 'assessment' as const,
    subjectId: id,
    title,
    note,
    since,
    dueOn,
  }))
  return [{ kind, count: rows.length, countLimit: limit, items }]
}
