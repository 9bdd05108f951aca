import { sql } from 'kysely'
import type { HistoryEntry } from '#contract/common.ts'
import type { MemberFile } from '#contract/members.ts'
import { currentTerm } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { historyOf } from '#platform/events/emit.ts'
import {
  actionsOn,
  contactSight,
  grantsDelegation,
  keepsRoster,
  relationsTo,
  seesEvent,
  seesRoster,
  withinSight,
} from '../access.ts'
import { memberColumns } from '../member-columns.ts'
import { byRank } from '../rules/posts.ts'
import { findPendingChange } from './member-changes.ts'

/** A member's file as far as the actor may see it. @throws DomainError not-found */
export async function getMember(ctx: Context, id: string): Promise<MemberFile> {
  const { actor } = ctx
  if (!seesRoster(actor)) throw notFound('member')
  const row = await ctx.db
    .selectFrom('members as m')
    .select(memberColumns)
    .select(['m.id', 'm.version', 'm.account_id as accountId', 'm.photo_file_id as photoFileId'])
    .where('m.committee_id', '=', actor.committeeId)
    .where('m.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('member')
  const own = relationsTo(actor, id).size > 0
  const today = civilDateOf(ctx.now)
  const current = await currentTerm(ctx)
  const memberships = await listMemberships(ctx, id, today)
  const file = {
    ...withinSight(row, contactSight(actor, id)),
    accountId: own ? row.accountId : null,
    active: memberships.some(
      (one) => one.termId === current?.id && one.joinedOn <= today && (one.leftOn === null || one.leftOn > today),
    ),
    memberships,
    postsHeld: await listPosts(ctx, id),
    groups: await listSeats(ctx, id),
    pendingChange: own ? await findPendingChange(ctx, id) : null,
    delegations: grantsDelegation(actor, id) ? await listDelegations(ctx, id) : [],
  }
  return { ...file, actions: actionsOn(actor, { ...file, accountId: row.accountId }) }
}

/** Every term the member served in, newest first. One whose term is over ended with it (自然终止). */
async function listMemberships(ctx: Context, memberId: string, today: string): Promise<MemberFile['memberships']> {
  const over = sql<boolean>`(s.left_on is null and t.ends_on < ${today}::date)`
  return ctx.db
    .selectFrom('memberships as s')
    .innerJoin('terms as t', (join) =>
      join.onRef('t.committee_id', '=', 's.committee_id').onRef('t.id', '=', 's.term_id'),
    )
    .select([
      's.id',
      's.term_id as termId',
      't.number as termNumber',
      's.joined_on as joinedOn',
      sql<MemberFile['memberships'][number]['joinWay']>`s.join_way`.as('joinWay'),
      sql<string | null>`case when ${over} then greatest(s.joined_on, t.ends_on) else s.left_on end`.as('leftOn'),
      sql<
        MemberFile['memberships'][number]['leaveReason']
      >`case when ${over} then 'termEnded' else s.leave_reason end`.as('leaveReason'),
      's.leave_note as leaveNote',
    ])
    .where('s.committee_id', '=', ctx.actor.committeeId)
    .where('s.member_id', '=', memberId)
    .orderBy('t.number', 'desc')
    .orderBy('s.joined_on', 'desc')
    .execute()
}

/** Posts, those still held first, each by rank. */
async function listPosts(ctx: Context, memberId: string): Promise<MemberFile['postsHeld']> {
  const rows = await ctx.db
    .selectFrom('member_posts as p')
    .select([
      'p.id',
      sql<MemberFile['postsHeld'][number]['post']>`p.post`.as('post'),
      'p.title',
      'p.starts_on as startsOn',
      'p.ends_on as endsOn',
    ])
    .where('p.committee_id', '=', ctx.actor.committeeId)
    .where('p.member_id', '=', memberId)
    .orderBy('p.starts_on', 'desc')
    .orderBy('p.id')
    .execute()
  return rows.sort((a, b) => Number(a.endsOn !== null) - Number(b.endsOn !== null) || byRank(a, b))
}

/** Seats in groups, those still held first. */
async function listSeats(ctx: Context, memberId: string): Promise<MemberFile['groups']> {
  return ctx.db
    .selectFrom('group_members as s')
    .innerJoin('groups as g', (join) =>
      join.onRef('g.committee_id', '=', 's.committee_id').onRef('g.id', '=', 's.group_id'),
    )
    .innerJoin('group_kinds as k', (join) =>
      join.onRef('k.committee_id', '=', 'g.committee_id').onRef('k.code', '=', 'g.kind'),
    )
    .select([
      'g.id as groupId',
      'g.kind',
      'k.name as kindName',
      'g.name',
      sql<MemberFile['groups'][number]['role']>`s.role`.as('role'),
      's.starts_on as startsOn',
      's.ends_on as endsOn',
    ])
    .where('s.committee_id', '=', ctx.actor.committeeId)
    .where('s.member_id', '=', memberId)
    .orderBy(sql`s.ends_on is not null`)
    .orderBy('k.position')
    .orderBy('s.starts_on', 'desc')
    .orderBy('s.id')
    .execute()
}

/** Delegations in force. */
async function listDelegations(ctx: Context, memberId: string): Promise<MemberFile['delegations']> {
  return ctx.db
    .selectFrom('hats as h')
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'h.committee_id').onRef('m.id', '=', 'h.member_id'),
    )
    .innerJoin('accounts as a', 'a.id', 'h.account_id')
    .leftJoin('accounts as g', 'g.id', 'h.granted_by')
    .select([
      'h.id',
      'm.id as memberId',
      'm.name as memberName',
      'a.id as accountId',
      'a.name as accountName',
      'h.basis',
      sql<string>`(h.granted_at at time zone 'Asia/Shanghai')::date`.as('startsOn'),
      'h.ends_on as endsOn',
      sql<string>`coalesce(g.name, '')`.as('grantedBy'),
    ])
    .where('h.committee_id', '=', ctx.actor.committeeId)
    .where('h.member_id', '=', memberId)
    .where('h.delegated', '=', true)
    .where('h.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('h.ends_on', 'is', null), eb('h.ends_on', '>=', civilDateOf(ctx.now))]))
    .orderBy('h.granted_at')
    .execute()
}

/** What happened to a member's file, as far as the actor may know it. @throws DomainError not-found */
export async function getMemberHistory(ctx: Context, id: string): Promise<{ items: HistoryEntry[] }> {
  const { actor } = ctx
  const member = seesRoster(actor)
    ? await ctx.db
        .selectFrom('members')
        .select('id')
        .where('committee_id', '=', actor.committeeId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!member) throw notFound('member')
  const events = await historyOf(ctx, actor.committeeId, id)
  return { items: events.filter((event) => seesEvent(actor, id, event.type)) }
}

/** Staff of the committee's offices, who may be asked to type for a member. @throws DomainError access.denied */
export async function listDelegates(ctx: Context): Promise<{ accountId: string; name: string; role: string }[]> {
  if (ctx.actor.role !== 'member' && !keepsRoster(ctx.actor)) throw accessDenied('listDelegates')
  return ctx.db
    .selectFrom('hats as h')
    .innerJoin('accounts as a', 'a.id', 'h.account_id')
    .select(['a.id as accountId', 'a.name', sql<string>`min(h.role)`.as('role')])
    .where('h.committee_id', '=', ctx.actor.committeeId)
    .where('h.role', 'in', ['memberOffice', 'proposalOffice'])
    .where('h.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('h.ends_on', 'is', null), eb('h.ends_on', '>=', civilDateOf(ctx.now))]))
    .where('a.disabled_at', 'is', null)
    .groupBy(['a.id', 'a.name'])
    .orderBy('a.name')
    .orderBy('a.id')
    .execute()
}
