import type { Context } from '#platform/context.ts'
import { isOffice, subjectIdOf } from '../access.ts'

const limit = 20

/** Results that wait for the actor to be checked and signed, and objections that wait for the office. */
export async function listAssessmentTodos(ctx: Context) {
  const { committeeId } = ctx.actor
  const groups = []
  const me = subjectIdOf(ctx.actor, 'members') ?? ctx.actor.accountId
  const toSign = await ctx.db
    .selectFrom('assessment_subjects as s')
    .innerJoin('assessments as a', (join) =>
      join.onRef('a.committee_id', '=', 's.committee_id').onRef('a.id', '=', 's.assessment_id'),
    )
    .select(['a.id', 'a.title', 'a.state_since as since', 'a.check_until as dueOn'])
    .where('s.committee_id', '=', committeeId)
    .where('s.subject_id', '=', me)
    .where('s.confirmed_at', 'is', null)
    .where('a.state', '=', 'checking')
    .orderBy('a.state_since')
    .limit(limit)
    .execute()
  if (toSign.length > 0) groups.push(groupOf('assessment.toCheck', toSign))
  if (isOffice(ctx.actor)) {
    const toAnswer = await ctx.db
      .selectFrom('assessment_objections as o')
      .innerJoin('assessments as a', (join) =>
        join.onRef('a.committee_id', '=', 'o.committee_id').onRef('a.id', '=', 'o.assessment_id'),
      )
      .select(['a.id', 'a.title', 'o.raised_at as since', 'a.check_until as dueOn'])
      .where('o.committee_id', '=', committeeId)
      .where('o.state', '=', 'open')
      .orderBy('o.raised_at')
      .limit(limit)
      .execute()
    if (toAnswer.length > 0) groups.push(groupOf('assessment.toAnswer', toAnswer))
  }
  return groups
}

function groupOf(kind: string, rows: readonly { id: string; title: string; since: string; dueOn: string | null }[]) {
  return {
    kind,
    count: rows.length,
    countLimit: limit,
    items: rows.slice(0, 5).map((row) => ({
      kind,
      subjectKind: 'assessment' as const,
      subjectId: row.id,
      title: row.title,
      note: '',
      since: row.since,
      dueOn: row.dueOn,
    })),
  }
}
