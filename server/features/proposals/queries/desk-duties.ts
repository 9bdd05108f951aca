import { type Kysely, sql } from 'kysely'
import type { Actor } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.generated.ts'

/** Whose desk it is, and the day. */
export type Desk = Pick<Actor, 'accountId' | 'committeeId' | 'memberId' | 'unitId' | 'desks'> & { today: string }
export type Db = Kysely<DB>

/** Duties with their proposal `p` and unit `u`. */
export function assignmentRows(db: Db, desk: Desk) {
  return db
    .selectFrom('assignments as a')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'a.committee_id').onRef('p.id', '=', 'a.proposal_id'),
    )
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .where('a.committee_id', '=', desk.committeeId)
}

/** Rows of duties in one state, for the office: the note names the unit. */
export function dutiesOfCommittee(db: Db, desk: Desk, state: string) {
  return assignmentRows(db, desk)
    .where('a.state', '=', sql.lit(state))
    .select([
      'p.id',
      'p.title',
      'u.short_name as note',
      'a.state_since as since',
      sql<string | null>`null::date`.as('dueOn'),
    ])
}

/** Joint opinions that are late: the lead cannot reply well without them, and the date of the proposal says nothing of them.
 *  State and role are written out, so that their own short index serves the kept statement. */
export function overdueOpinions(db: Db, desk: Desk) {
  return assignmentRows(db, desk)
    .where('a.role', '=', sql.lit('joint'))
    .where('a.state', 'in', sql<string>`('assigned', 'accepted')`)
    .where('a.reply_by', '<', desk.today)
    .where('a.paused', '=', sql.lit(false))
    .select([
      'p.id',
      'p.title',
      sql<string>`u.short_name || '没有提出会办意见'`.as('note'),
      'a.state_since as since',
      'a.reply_by as dueOn',
    ])
}

/** Rows of my unit's duties in one state: the note names the proposers. */
export function dutiesOfUnit(db: Db, desk: Desk, state: string, due: 'a.accept_by' | 'a.reply_by') {
  return assignmentRows(db, desk)
    .where('a.unit_id', '=', desk.unitId)
    .where('a.state', '=', state)
    .select([
      'p.id',
      'p.title',
      'p.proposers as note',
      'a.state_since as since',
      // No day is named that does not run.
      sql<string | null>`case when not a.paused then ${sql.ref(due)} end`.as('dueOn'),
    ])
}

/** The proposers; before them that the office has sent the reply of this round back. */
export const toReplyNote = sql<string>`case when exists (
    select from replies s
    where s.committee_id = a.committee_id and s.proposal_id = a.proposal_id and s.assignment_id = a.id
      and s.round = a.round and s.sent_back_at is not null
  ) then '答复已退回重拟 · ' else '' end || p.proposers`
