import { sql } from 'kysely'
import type { z } from 'zod'
import type { committeeRoutes } from '#contract/committees.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, invalidInput, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { can } from '../access.ts'

interface SeatGroup {
  id: string
  kind: string
  kindName: string
  name: string
  exclusive: boolean
  closedOn: string | null
}

/** Puts a member into a group, or changes their part in it. Of an exclusive kind the former group is left on that day;
 *  the database itself keeps a member in one.
 *  @throws DomainError access.denied, not-found; input.invalid for a member out of office, a closed group, a wrong day */
export async function joinGroup(
  ctx: Context,
  groupId: string,
  given: z.output<typeof committeeRoutes.joinGroup.body>,
): Promise<void> {
  if (!can(ctx.actor, 'manageGroups')) throw accessDenied('joinGroup')
  const { committeeId } = ctx.actor
  const today = civilDateOf(ctx.now)
  const startsOn = given.startsOn ?? today
  const group = await getGroup(ctx, groupId)
  if (group.closedOn !== null) throw invalidInput('id', '这个组已经撤销')
  await lockMember(ctx, given.memberId)
  const inOffice = await ctx.db
    .selectFrom('memberships as s')
    .innerJoin('terms as t', (join) =>
      join.onRef('t.committee_id', '=', 's.committee_id').onRef('t.id', '=', 's.term_id'),
    )
    .select('s.id')
    .where('s.committee_id', '=', committeeId)
    .where('s.member_id', '=', given.memberId)
    .where((eb) => eb.or([eb('s.left_on', 'is', null), eb('s.left_on', '>', startsOn)]))
    .where((eb) => eb.or([eb('t.ends_on', 'is', null), eb('t.ends_on', '>=', startsOn)]))
    .executeTakeFirst()
  if (!inOffice) throw invalidInput('memberId', '这名委员不在任')
  const held = await ctx.db
    .selectFrom('group_members as s')
    .innerJoin('groups as g', (join) =>
      join.onRef('g.committee_id', '=', 's.committee_id').onRef('g.id', '=', 's.group_id'),
    )
    .select(['s.id', 's.group_id as groupId', 's.role', 's.starts_on as startsOn', 'g.name', 'g.kind'])
    .where('s.committee_id', '=', committeeId)
    .where('s.member_id', '=', given.memberId)
    .where('s.ends_on', 'is', null)
    .where((eb) => eb.or(group.exclusive ? [eb('g.kind', '=', group.kind)] : [eb('g.id', '=', groupId)]))
    .executeTakeFirst()
  if (held?.groupId === groupId && held.role === given.role) return
  if (held && held.startsOn > startsOn) throw invalidInput('startsOn', `不能早于现在这一组的起始日 ${held.startsOn}`)
  if (held) await endSeats(ctx, [held.id], startsOn)
  await ctx.db
    .insertInto('group_members')
    .values({
      committee_id: committeeId,
      id: newId(),
      group_id: groupId,
      member_id: given.memberId,
      exclusive_kind: group.exclusive ? group.kind : null,
      role: given.role,
      starts_on: startsOn,
      ends_on: null,
    })
    .execute()
  if (held && held.groupId !== groupId)
    await tellLeft(ctx, given.memberId, { id: held.groupId, name: held.name, kindName: group.kindName }, startsOn)
  await emit(ctx, {
    type: 'group.joined',
    subjectKind: 'member',
    subjectId: given.memberId,
    details: { groupId, group: group.name, kind: group.kindName, role: given.role, startsOn },
  })
}

/** Takes a member out of a group today. @throws DomainError access.denied, not-found */
export async function leaveGroup(ctx: Context, groupId: string, memberId: string): Promise<void> {
  if (!can(ctx.actor, 'manageGroups')) throw accessDenied('leaveGroup')
  const group = await getGroup(ctx, groupId)
  await lockMember(ctx, memberId)
  const seats = await ctx.db
    .selectFrom('group_members')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('group_id', '=', groupId)
    .where('member_id', '=', memberId)
    .where('ends_on', 'is', null)
    .execute()
  if (seats.length === 0) throw notFound('groupMember')
  const today = civilDateOf(ctx.now)
  await endSeats(
    ctx,
    seats.map((seat) => seat.id),
    today,
  )
  await tellLeft(ctx, memberId, group, today)
}

/** Ends every seat a member still holds, on a day: with their membership. The caller has checked the right. */
export async function endSeatsOf(ctx: Context, memberId: string, endsOn: string): Promise<void> {
  const seats = await ctx.db
    .selectFrom('group_members as s')
    .innerJoin('groups as g', (join) =>
      join.onRef('g.committee_id', '=', 's.committee_id').onRef('g.id', '=', 's.group_id'),
    )
    .innerJoin('group_kinds as k', (join) =>
      join.onRef('k.committee_id', '=', 'g.committee_id').onRef('k.code', '=', 'g.kind'),
    )
    .select(['s.id', 'g.id as groupId', 'g.name', 'k.name as kindName'])
    .where('s.committee_id', '=', ctx.actor.committeeId)
    .where('s.member_id', '=', memberId)
    .where((eb) => eb.or([eb('s.ends_on', 'is', null), eb('s.ends_on', '>', endsOn)]))
    .execute()
  if (seats.length === 0) return
  await endSeats(
    ctx,
    seats.map((seat) => seat.id),
    endsOn,
  )
  for (const seat of seats) await tellLeft(ctx, memberId, { ...seat, id: seat.groupId }, endsOn)
}

async function endSeats(ctx: Context, ids: string[], endsOn: string): Promise<void> {
  await ctx.db
    .updateTable('group_members')
    .set({ ends_on: sql<string>`greatest(starts_on, ${endsOn}::date)` })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', 'in', ids)
    .execute()
}

async function tellLeft(
  ctx: Context,
  memberId: string,
  group: Pick<SeatGroup, 'id' | 'name' | 'kindName'>,
  endsOn: string,
): Promise<void> {
  await emit(ctx, {
    type: 'group.left',
    subjectKind: 'member',
    subjectId: memberId,
    details: { groupId: group.id, group: group.name, kind: group.kindName, endsOn },
  })
}

async function getGroup(ctx: Context, id: string): Promise<SeatGroup> {
  const group = await ctx.db
    .selectFrom('groups as g')
    .innerJoin('group_kinds as k', (join) =>
      join.onRef('k.committee_id', '=', 'g.committee_id').onRef('k.code', '=', 'g.kind'),
    )
    .select(['g.id', 'g.kind', 'k.name as kindName', 'g.name', 'k.exclusive', 'g.closed_on as closedOn'])
    .where('g.committee_id', '=', ctx.actor.committeeId)
    .where('g.id', '=', id)
    .executeTakeFirst()
  if (!group) throw notFound('group')
  return group
}

/** One at a time moves a member's seats. */
async function lockMember(ctx: Context, id: string): Promise<void> {
  const member = await ctx.db
    .selectFrom('members')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!member) throw notFound('member')
}
