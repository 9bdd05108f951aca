import { type SqlBool, sql } from 'kysely'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { keepsLedger } from '../access.ts'
import { isAccountOf, organisesAs } from './records.ts'

const shown = 5
const countLimit = 20

/** Records to review: all but one's own for the office, for a member those of the bodies they review for, never their own. */
const toReview = (who: 'office' | 'organiser') =>
  statement(
    'kept',
    (db, v: { committeeId: string; memberId: string | null; accountId: string | null; today: string }) =>
      db
        .selectFrom('duty_records as r')
        .innerJoin('members as m', (join) =>
          join.onRef('m.committee_id', '=', 'r.committee_id').onRef('m.id', '=', 'r.member_id'),
        )
        .select(['r.id', 'r.title', 'm.name as note', 'r.created_at as since'])
        .where('r.committee_id', '=', v.committeeId)
        .where('r.state', '=', sql.lit('submitted'))
        .where(
          who === 'office'
            ? sql<SqlBool>`not ${isAccountOf(v.accountId)}`
            : sql<SqlBool>`${organisesAs(v.memberId, v.today)} and r.member_id is distinct from ${v.memberId}::uuid`,
        )
        .orderBy('r.created_at', 'desc')
        .orderBy('r.id', 'desc')
        .limit(sql.lit(countLimit)),
  )
const review = { office: toReview('office'), organiser: toReview('organiser') }

const refusedOwn = statement('kept', (db, v: { committeeId: string; memberId: string | null }) =>
  db
    .selectFrom('duty_records as r')
    .select(['r.id', 'r.title', 'r.review_note as note'])
    .select(sql<string>`coalesce(r.reviewed_at, r.created_at)`.as('since'))
    .where('r.committee_id', '=', v.committeeId)
    .where('r.member_id', '=', v.memberId)
    .where('r.state', '=', sql.lit('refused'))
    .orderBy('r.created_at', 'desc')
    .limit(sql.lit(shown)),
)

const openObjections = statement('kept', (db, v: { committeeId: string; accountId: string | null }) =>
  db
    .selectFrom('duty_objections as o')
    .innerJoin('duty_entries as e', (join) =>
      join.onRef('e.committee_id', '=', 'o.committee_id').onRef('e.id', '=', 'o.entry_id'),
    )
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'o.committee_id').onRef('m.id', '=', 'o.member_id'),
    )
    .select(['o.id', 'e.title', 'm.name as note', 'o.raised_at as since'])
    .where('o.committee_id', '=', v.committeeId)
    .where(sql<SqlBool>`not ${isAccountOf(v.accountId)}`)
    .where('o.state', '=', sql.lit('open'))
    .orderBy('o.raised_at')
    .orderBy('o.id')
    .limit(sql.lit(countLimit)),
)

interface Waiting {
  id: string
  title: string
  note: string
  since: string
}

function group(kind: string, subjectKind: 'dutyRecord' | 'dutyObjection', rows: readonly Waiting[]) {
  if (rows.length === 0) return []
  const items = rows
    .slice(0, shown)
    .map(({ id, ...row }) => ({ kind, subjectKind, subjectId: id, dueOn: null, ...row }))
  return [{ kind, count: rows.length, countLimit, items }]
}

/** What of duty waits for the actor: records to review, objections to answer, one's own that was refused. */
export async function listDutyTodos(ctx: Context) {
  const office = keepsLedger(ctx.actor)
  if (!office && ctx.actor.role !== 'member') return []
  const mine = { ...ctx.actor, today: civilDateOf(ctx.now) }
  const [submitted, objections, refused] = await Promise.all([
    review[office ? 'office' : 'organiser'](ctx.db, mine),
    office ? openObjections(ctx.db, mine) : [],
    office ? [] : refusedOwn(ctx.db, mine),
  ])
  return [
    ...group('dutyRecord.toReview', 'dutyRecord', submitted),
    ...group('dutyObjection.toAnswer', 'dutyObjection', objections),
    ...group('dutyRecord.refused', 'dutyRecord', refused),
  ]
}
