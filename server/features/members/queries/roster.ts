import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { MemberFields, memberRoutes } from '#contract/members.ts'
import { currentTerm, findTerm } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, invalidInput } from '#platform/errors.ts'
import { after, cursorValue, readCursor } from '#platform/lists.ts'
import { keepsRoster, seesRoster } from '../access.ts'
import { memberColumns } from '../member-columns.ts'
import { searchPatterns } from '../rules/name-keys.ts'

type ListQuery = z.output<typeof memberRoutes.listMembers.query>
export type RosterFilters = Omit<ListQuery, 'cursor' | 'limit'>

/** A member as lists and exports show them, nothing hidden yet. */
export interface RosterRow extends MemberFields {
  id: string
  sortKey: string
  active: boolean
  /** Null: has no account. */
  hasLoggedIn: boolean
  posts: { post: string; title: string }[]
  /** Groups the member is in today, by kind. */
  groups: { kind: string; name: string }[]
  /** First day of the membership in the term asked for, else the last one. */
  joinedOn: string | null
}

const nameOf = { stroke: 'members.stroke', pinyin: 'members.pinyin' } as const
const keyOf = { stroke: 'm.stroke_key', pinyin: 'm.pinyin_key' } as const

/** The name of an order, which its cursors carry. */
export function listName(sort: RosterFilters['sort']): string {
  return nameOf[sort]
}

/** What every reading of the roster begins with: the right, and which term and day it is about.
 *  @throws DomainError access.denied; input.invalid for a term of another committee */
export async function openRoster(ctx: Context, filters: RosterFilters) {
  if (!seesRoster(ctx.actor)) throw accessDenied('listMembers')
  // Who has logged in is the office's to know, for it helps those who have not; nobody else's.
  if (filters.neverLoggedIn !== undefined && !keepsRoster(ctx.actor)) throw accessDenied('listMembers.neverLoggedIn')
  const current = await currentTerm(ctx)
  const asked = filters.termId === undefined ? current : await findTerm(ctx, filters.termId)
  if (filters.termId !== undefined && !asked) throw invalidInput('query.termId', '没有这一届')
  const today = civilDateOf(ctx.now)
  // Of a term that is over, "in office" means until its end.
  const day = asked?.endsOn && asked.endsOn < today ? asked.endsOn : today
  return { filters, currentTermId: current?.id ?? null, askedTermId: asked?.id ?? null, today, day }
}

export type OpenRoster = Awaited<ReturnType<typeof openRoster>>

/** In office in a term on a day: joined by then, and not left by then. */
function serves(termId: string | null, day: string) {
  return sql<boolean>`exists (
    select 1
    from memberships as s
    where s.committee_id = m.committee_id
      and s.member_id = m.id
      and s.term_id = ${termId}::uuid
      and s.joined_on <= ${day}::date
      and (s.left_on is null or s.left_on > ${day}::date))`
}

/** At most `limit` rows of the roster behind the cursor, in the order asked for. */
export async function readRoster(
  ctx: Context,
  roster: OpenRoster,
  cursor: string | undefined,
  limit: number,
): Promise<RosterRow[]> {
  const { filters, currentTermId, askedTermId, today, day } = roster
  const { q, termId, groupId, party, post, sex, active, neverLoggedIn, sort } = filters
  const place = readCursor(nameOf[sort], cursor, cursorValue.text)
  const patterns = q === undefined || q.trim() === '' ? null : searchPatterns(q)
  if (patterns?.length === 0) return []
  return ctx.db
    .selectFrom('members as m')
    .leftJoin('accounts as a', 'a.id', 'm.account_id')
    .select(memberColumns)
    .select([
      'm.id',
      sql<string>`${sql.ref(keyOf[sort])}`.as('sortKey'),
      serves(currentTermId, today).as('active'),
      sql<boolean>`a.last_login_at is not null`.as('hasLoggedIn'),
      sql<RosterRow['posts']>`(
        select coalesce(jsonb_agg(jsonb_build_object('post', p.post, 'title', p.title) order by p.starts_on, p.id), '[]')
        from member_posts as p
        where p.committee_id = m.committee_id
          and p.member_id = m.id
          and p.starts_on <= ${today}::date
          and (p.ends_on is null or p.ends_on > ${today}::date))`.as('posts'),
      sql<RosterRow['groups']>`(
        select coalesce(jsonb_agg(jsonb_build_object('kind', g.kind, 'name', g.name) order by g.position, g.name), '[]')
        from group_members as s
        join groups as g on g.committee_id = s.committee_id and g.id = s.group_id
        where s.committee_id = m.committee_id
          and s.member_id = m.id
          and s.starts_on <= ${today}::date
          and (s.ends_on is null or s.ends_on > ${today}::date))`.as('groups'),
      sql<string | null>`(
        select s.joined_on
        from memberships as s
        where s.committee_id = m.committee_id
          and s.member_id = m.id
        order by s.term_id = ${askedTermId}::uuid desc nulls last, s.joined_on desc
        limit 1)`.as('joinedOn'),
    ])
    .where('m.committee_id', '=', ctx.actor.committeeId)
    .$if(patterns !== null, (query) =>
      query.where((eb) => eb.or(patterns!.map((pattern) => eb('m.search_text', 'like', pattern)))),
    )
    .$if(termId !== undefined, (query) =>
      query.where(
        sql<SqlBool>`exists (
          select 1
          from memberships as s
          where s.committee_id = m.committee_id and s.member_id = m.id and s.term_id = ${termId}::uuid)`,
      ),
    )
    .$if(active !== undefined, (query) =>
      query.where(active ? serves(askedTermId, day) : sql<SqlBool>`not ${serves(askedTermId, day)}`),
    )
    .$if(groupId !== undefined, (query) =>
      query.where(
        sql<SqlBool>`exists (
          select 1
          from group_members as s
          where s.committee_id = m.committee_id
            and s.group_id = ${groupId}::uuid
            and s.member_id = m.id
            and s.starts_on <= ${today}::date
            and (s.ends_on is null or s.ends_on > ${today}::date))`,
      ),
    )
    .$if(post !== undefined, (query) =>
      query.where(
        sql<SqlBool>`exists (
          select 1
          from member_posts as p
          where p.committee_id = m.committee_id
            and p.member_id = m.id
            and p.post = ${post}
            and p.starts_on <= ${today}::date
            and (p.ends_on is null or p.ends_on > ${today}::date))`,
      ),
    )
    .$if(party !== undefined && party !== '', (query) => query.where(sql<SqlBool>`${party}::text = any(m.parties)`))
    .$if(sex !== undefined, (query) => query.where('m.sex', '=', sex!))
    .$if(neverLoggedIn !== undefined, (query) => query.where('a.last_login_at', neverLoggedIn ? 'is' : 'is not', null))
    .$if(place !== null, (query) => query.where((eb) => after(eb, keyOf[sort], 'm.id', place!, 'asc', 'text')))
    .orderBy(keyOf[sort])
    .orderBy('m.id')
    .limit(limit)
    .execute()
}
