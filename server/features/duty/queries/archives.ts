import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { dutyArchiveRoutes } from '#contract/duty-archives.ts'
import { currentTerm } from '#features/committees/index.ts'
import { searchPatterns } from '#features/members/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { readsAll } from '../access.ts'

type ListQuery = z.output<typeof dutyArchiveRoutes.listDutyArchives.query>
const listName = 'duty.archives'

/** The sector of a member: the last they were in. */
const sectorOf = sql.raw(`
      left join lateral (
        select g.id, g.name from group_members x
        join groups g on g.committee_id = x.committee_id and g.id = x.group_id
        where x.committee_id = m.committee_id and x.member_id = m.id and g.kind = 'sector'
        order by x.starts_on desc limit 1) sector on true`)

/** Which members of a term. */
function ofTerm(ctx: Context, termId: string, { q, sector }: Pick<ListQuery, 'q' | 'sector'>) {
  const where = [
    sql<SqlBool>`m.committee_id = ${ctx.actor.committeeId}`,
    sql<SqlBool>`exists (
        select from memberships s
        where s.committee_id = m.committee_id and s.member_id = m.id and s.term_id = ${termId})`,
    sector === 'none' && sql<SqlBool>`sector.id is null`,
    sector !== undefined && sector !== 'none' && sql<SqlBool>`sector.id = ${sector}`,
    q?.trim() && sql<SqlBool>`m.search_text like any(${searchPatterns(q)}::text[])`,
  ]
  return sql.join(
    where.filter((one) => typeof one === 'object'),
    sql` and `,
  )
}

/** The members of a term with whether their archive is sealed, in stroke order. @throws DomainError access.denied, not-found */
export async function listDutyArchives(ctx: Context, { cursor, limit, termId, ...f }: ListQuery) {
  if (!readsAll(ctx.actor)) throw accessDenied('listDutyArchives')
  const { committeeId } = ctx.actor
  const terms = await ctx.db
    .selectFrom('terms')
    .select(['id', 'number', 'ends_on as endsOn'])
    .where('committee_id', '=', committeeId)
    .orderBy('number', 'desc')
    .execute()
  const wanted = termId ?? (await currentTerm(ctx))?.id
  const term = terms.find((one) => one.id === wanted)
  if (termId !== undefined && !term) throw notFound('term')
  const list = { terms: terms.map(({ id, number }) => ({ id, number })) }
  if (!term) return { ...list, items: [], nextCursor: null, total: 0, term: null }
  const place = readCursor(listName, cursor, cursorValue.text)
  const { rows } = await sql<{
    memberId: string
    memberName: string
    sector: string
    acts: number
    sealedAt: string | null
    later: number
    strokeKey: string
  }>`
    select m.id as "memberId", m.name as "memberName", m.stroke_key as "strokeKey", a.sealed_at as "sealedAt",
      coalesce(sector.name, '') as sector,
      (select count(*)::int from duty_entries e
       where e.committee_id = m.committee_id and e.member_id = m.id and e.term_id = ${term.id} and e.reverses_id is null
         and not exists (
           select from duty_entries v
           where v.committee_id = e.committee_id and v.reverses_id = e.id and v.reverses_id is not null)) as acts,
      (select count(*)::int from duty_entries l
       where l.committee_id = m.committee_id and l.member_id = m.id and l.term_id = ${term.id}
         and l.recorded_at > a.sealed_at) as later
    from members m
    ${sectorOf}
    left join duty_archives a on a.committee_id = m.committee_id and a.member_id = m.id and a.term_id = ${term.id}
    where ${ofTerm(ctx, term.id, f)}
      ${place === null ? sql`` : sql`and (m.stroke_key, m.id) > (${place.value}, ${place.id}::uuid)`}
    order by m.stroke_key, m.id
    limit ${sql.lit(limit + 1)}`.execute(ctx.db)
  const page = cutPage(listName, rows, limit, (row) => ({ value: row.strokeKey, id: row.memberId }))
  const { rows: all } = await sql<{ total: number }>`
    select count(*)::int as total from members m ${sectorOf} where ${ofTerm(ctx, term.id, f)}`.execute(ctx.db)
  const { rows: open } = await sql<{ unsealed: number }>`
    select count(distinct s.member_id)::int as unsealed
    from memberships s
    where s.committee_id = ${committeeId} and s.term_id = ${term.id} and not exists (
      select from duty_archives a
      where a.committee_id = s.committee_id and a.term_id = s.term_id and a.member_id = s.member_id)`.execute(ctx.db)
  const over = term.endsOn !== null && term.endsOn < civilDateOf(ctx.now)
  return {
    ...list,
    nextCursor: page.nextCursor,
    items: page.items.map(({ strokeKey: _, ...item }) => item),
    total: all[0]!.total,
    term: { id: term.id, number: term.number, endsOn: term.endsOn, over, unsealed: open[0]!.unsealed },
  }
}
