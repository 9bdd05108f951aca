import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { ActivityKind } from '#contract/activity-kinds.ts'
import type { leaveLineRoutes, MemberAtLine } from '#contract/leave-lines.ts'
import { currentTerm } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { settingInForce } from '#platform/settings.ts'
import { organisesForCommittee } from '../access.ts'
import { countAtLine, leaveLineWords, type Missed } from '../rules/leave-lines.ts'
import { activitySetting } from '../settings.ts'
import { leaveGranted } from './leave-granted.ts'

export type LeaveLineFilters = z.output<typeof leaveLineRoutes.listLeaveLines.query>

/** Meetings each member missed, by kind, in a year and in a term: what came out of those that are over (未请假、未准假的均按缺席
 *  计：安庆市), leave granted for those to come. Official leave is not among them. `memberIds` null: everybody. */
export async function missedBy(
  ctx: Context,
  { termId, year, memberIds }: { termId: string; year: string; memberIds: readonly string[] | null },
): Promise<Map<string, Missed[]>> {
  if (memberIds?.length === 0) return new Map()
  const outcomes = ctx.db
    .selectFrom('activities as a')
    .innerJoin('activity_invitees as i', (join) =>
      join.onRef('i.committee_id', '=', 'a.committee_id').onRef('i.activity_id', '=', 'a.id'),
    )
    .leftJoin('check_ins as c', (join) =>
      join
        .onRef('c.committee_id', '=', 'i.committee_id')
        .onRef('c.activity_id', '=', 'i.activity_id')
        .onRef('c.member_id', '=', 'i.member_id'),
    )
    .select(['i.member_id', 'a.kind'])
    .select([
      sql<boolean>`a.term_id = ${termId}::uuid`.as('in_term'),
      sql<boolean>`(a.starts_at at time zone 'Asia/Shanghai')::date between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`.as(
        'in_year',
      ),
      sql<
        string | null
      >`case when a.state = 'announced' then coalesce(c.attendance, ${leaveGranted}) else i.outcome end`.as('outcome'),
    ])
    .where('a.committee_id', '=', ctx.actor.committeeId)
    .where('a.state', 'in', ['announced', 'concluded', 'archived'])
    .where('i.removed_at', 'is', null)
    .$if(memberIds !== null, (q) => q.where('i.member_id', 'in', memberIds!))
  const rows = await ctx.db
    .selectFrom(outcomes.as('o'))
    .select(['o.member_id as memberId', 'o.kind'])
    .select([
      sql<number>`(count(*) filter (where o.in_year and o.outcome = 'absent'))::int`.as('absentInYear'),
      sql<number>`(count(*) filter (where o.in_year and o.outcome = 'leave'))::int`.as('leaveInYear'),
      sql<number>`(count(*) filter (where o.in_term and o.outcome = 'absent'))::int`.as('absentInTerm'),
      sql<number>`(count(*) filter (where o.in_term and o.outcome = 'leave'))::int`.as('leaveInTerm'),
    ])
    .where('o.outcome', 'in', ['absent', 'leave'])
    .groupBy(['o.member_id', 'o.kind'])
    .execute()
  return Map.groupBy(
    rows.map((row) => ({ ...row, kind: row.kind as ActivityKind })),
    (row) => row.memberId,
  )
}

/** Of some members, or of all, those of the standing committee today: its members and the chairs. */
export async function standingMembers(ctx: Context, memberIds: readonly string[] | null): Promise<Set<string>> {
  if (memberIds?.length === 0) return new Set()
  const today = civilDateOf(ctx.now)
  const rows = await ctx.db
    .selectFrom('member_posts')
    .select('member_id')
    .distinct()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('post', 'in', ['chair', 'viceChair', 'secretaryGeneral', 'standingMember'])
    .where('starts_on', '<=', today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', today)]))
    .$if(memberIds !== null, (q) => q.where('member_id', 'in', memberIds!))
    .execute()
  return new Set(rows.map((row) => row.member_id))
}

/** Members near or beyond a line, in stroke order. @throws DomainError access.denied but for the offices */
export async function listLeaveLines(
  ctx: Context,
  f: LeaveLineFilters,
): Promise<{ year: string; lines: string[]; items: MemberAtLine[] }> {
  if (!organisesForCommittee(ctx.actor)) throw accessDenied('listLeaveLines')
  const year = f.year ?? civilDateOf(ctx.now).slice(0, 4)
  const [{ leaveLines }, term] = await Promise.all([settingInForce(ctx, activitySetting), currentTerm(ctx)])
  const lines = leaveLines.map(leaveLineWords)
  if (!term || leaveLines.length === 0) return { year, lines, items: [] }
  const [missed, standing] = await Promise.all([
    missedBy(ctx, { termId: term.id, year, memberIds: null }),
    standingMembers(ctx, null),
  ])
  const at = [...missed].flatMap(([memberId, own]) =>
    leaveLines.flatMap((line) => {
      const counted = countAtLine(line, own, standing.has(memberId))
      if (!counted || counted.count === 0 || counted.count < line.lineTimes - 1) return []
      const stands = counted.count >= line.lineTimes ? ('beyond' as const) : ('near' as const)
      return f.beyond && stands === 'near' ? [] : [{ ...counted, memberId, stands }]
    }),
  )
  const people = await namesOf(ctx, [...new Set(at.map((one) => one.memberId))], f.name)
  const byMember = Map.groupBy(at, (one) => one.memberId)
  return {
    year,
    lines,
    items: people.flatMap(({ memberId, name, sector }) =>
      (byMember.get(memberId) ?? []).map((one) => ({ ...one, name, sector: sector ?? '' })),
    ),
  }
}

/** In stroke order; those who left the committee are no longer asked about. */
async function namesOf(ctx: Context, ids: readonly string[], name: string | undefined) {
  if (ids.length === 0) return []
  return ctx.db
    .selectFrom('members as m')
    .select(['m.id as memberId', 'm.name'])
    .select(
      sql<
        string | null
      >`(select g.name from group_members s join groups g on g.committee_id = s.committee_id and g.id = s.group_id
        where s.committee_id = m.committee_id and s.member_id = m.id and s.exclusive_kind = 'sector' and s.ends_on is null)`.as(
        'sector',
      ),
    )
    .where('m.committee_id', '=', ctx.actor.committeeId)
    .where('m.id', 'in', ids)
    .$if(name !== undefined, (q) => q.where(sql<SqlBool>`strpos(m.search_text, ${name!.trim().toLowerCase()}) > 0`))
    .orderBy('m.stroke_key')
    .orderBy('m.id')
    .execute()
}
