import { sql } from 'kysely'
import type { z } from 'zod'
import type { Group, GroupKind, groupMember } from '#contract/committees.ts'
import { type CivilDate, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { can } from '../access.ts'

/** A seat `s` is held on a date from its first day until the day it ends, that day no more. */
function seatOn(date: CivilDate) {
  return sql<boolean>`(s.starts_on <= ${date} and (s.ends_on is null or s.ends_on > ${date}))`
}

/** The kinds of groups of the actor's committee, in their order. */
export async function listGroupKinds(ctx: Pick<Context, 'db' | 'actor'>): Promise<GroupKind[]> {
  return ctx.db
    .selectFrom('group_kinds')
    .select(['code', 'name', 'exclusive', 'position'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .orderBy('position')
    .orderBy('code')
    .execute()
}

/** Groups of the actor's committee in their order with how many are in each; `closed`: also those no longer in use. */
export async function listGroups(ctx: Context, filter: { kind?: string; closed: boolean }): Promise<Group[]> {
  const today = civilDateOf(ctx.now)
  return ctx.db
    .selectFrom('groups as g')
    .innerJoin('group_kinds as k', (join) =>
      join.onRef('k.committee_id', '=', 'g.committee_id').onRef('k.code', '=', 'g.kind'),
    )
    .leftJoin('group_members as s', (join) =>
      join.onRef('s.committee_id', '=', 'g.committee_id').onRef('s.group_id', '=', 'g.id').on(seatOn(today)),
    )
    .select((eb) => [
      'g.id',
      'g.kind',
      'g.name',
      'g.position',
      'g.closed_on as closedOn',
      'g.version',
      eb.cast<number>(eb.fn.count('s.id'), 'integer').as('memberCount'),
    ])
    .where('g.committee_id', '=', ctx.actor.committeeId)
    .$if(!filter.closed, (q) => q.where('g.closed_on', 'is', null))
    .$if(filter.kind !== undefined, (q) => q.where('g.kind', '=', filter.kind!))
    .groupBy(['g.committee_id', 'g.id', 'k.position'])
    .orderBy('k.position')
    .orderBy('g.kind')
    .orderBy('g.position')
    .orderBy('g.name')
    .execute()
}

/** Who is in a group now, in stroke order. @throws DomainError access.denied, not-found */
export async function listGroupMembers(ctx: Context, groupId: string): Promise<z.infer<typeof groupMember>[]> {
  if (!can(ctx.actor, 'seeGroupMembers')) throw accessDenied('listGroupMembers')
  const { committeeId } = ctx.actor
  const group = await ctx.db
    .selectFrom('groups')
    .select('id')
    .where('committee_id', '=', committeeId)
    .where('id', '=', groupId)
    .executeTakeFirst()
  if (!group) throw notFound('group')
  return ctx.db
    .selectFrom('group_members as s')
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 's.committee_id').onRef('m.id', '=', 's.member_id'),
    )
    .select([
      's.member_id as memberId',
      'm.name',
      sql<z.infer<typeof groupMember>['role']>`s.role`.as('role'),
      's.starts_on as startsOn',
      's.ends_on as endsOn',
    ])
    .where('s.committee_id', '=', committeeId)
    .where('s.group_id', '=', groupId)
    .where(seatOn(civilDateOf(ctx.now)))
    .orderBy('m.stroke_key')
    .orderBy('m.id')
    .execute()
}

/** The names of groups of the actor's committee by id. */
export async function groupNames(
  ctx: Pick<Context, 'db' | 'actor'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('groups')
    .select(['id', 'name'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
