import { sql } from 'kysely'
import type { z } from 'zod'
import type { memberRoutes } from '#contract/members.ts'
import { giveHat, takeHat } from '#features/accounts/index.ts'
import { endSeatsOf, findTerm } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, invalidInput } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { mayJoin, mayLeave } from '../rules/membership.ts'
import { type LockedMember, lockMemberAsOffice } from './lock-member.ts'

/** Takes a member into a term: re-elected, or in between (增补). Their earlier terms stay as they were.
 *  @throws DomainError not-found, access.denied, membership.taken, membership.wrong-dates; input.invalid for an unknown term */
export async function addMembership(
  ctx: Context,
  memberId: string,
  given: z.output<typeof memberRoutes.addMembership.body>,
): Promise<{ id: string }> {
  const member = await lockMemberAsOffice(ctx, memberId, 'addMembership')
  const term = await findTerm(ctx, given.termId)
  if (!term) throw invalidInput('termId', '没有这一届')
  const earlier = await ctx.db
    .selectFrom('memberships')
    .select('left_on as leftOn')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('member_id', '=', memberId)
    .where('term_id', '=', term.id)
    .execute()
  if (earlier.some((one) => one.leftOn === null)) throw new DomainError('membership.taken')
  if (!mayJoin(given.joinedOn, term, earlier)) throw new DomainError('membership.wrong-dates')
  const id = newId()
  await ctx.db
    .insertInto('memberships')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      member_id: memberId,
      term_id: term.id,
      joined_on: given.joinedOn,
      join_way: given.joinWay,
    })
    .execute()
  await emit(ctx, {
    type: 'membership.added',
    subjectKind: 'member',
    subjectId: memberId,
    details: { termNumber: term.number, joinWay: given.joinWay, joinedOn: given.joinedOn },
  })
  await wearAgain(ctx, member)
  return { id }
}

/** Who comes back to office acts with the account they had. */
async function wearAgain(ctx: Context, member: LockedMember): Promise<void> {
  if (member.accountId === null) return
  const worn = await ctx.db
    .selectFrom('hats')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('member_id', '=', member.id)
    .where('account_id', '=', member.accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (worn) return
  await giveHat(ctx, {
    accountId: member.accountId,
    committeeId: ctx.actor.committeeId,
    role: 'member',
    memberId: member.id,
  })
}

/** Ends a membership, and with it the member's posts, seats in groups, their own hat and those of who types for them.
 *  Source: 政协章程, 辞去、责令辞去、撤销、自然终止.
 *  @throws DomainError not-found, access.denied, membership.none, membership.wrong-dates */
export async function endMembership(
  ctx: Context,
  memberId: string,
  given: z.output<typeof memberRoutes.endMembership.body>,
): Promise<void> {
  await lockMemberAsOffice(ctx, memberId, 'endMembership')
  const { committeeId } = ctx.actor
  const today = civilDateOf(ctx.now)
  const membership = await ctx.db
    .selectFrom('memberships as s')
    .innerJoin('terms as t', (join) =>
      join.onRef('t.committee_id', '=', 's.committee_id').onRef('t.id', '=', 's.term_id'),
    )
    .select(['s.id', 's.joined_on as joinedOn', 't.number as termNumber'])
    .where('s.committee_id', '=', committeeId)
    .where('s.member_id', '=', memberId)
    .where('s.left_on', 'is', null)
    .where((eb) => eb.or([eb('t.ends_on', 'is', null), eb('t.ends_on', '>=', today)]))
    .orderBy('t.starts_on')
    .limit(1)
    .executeTakeFirst()
  if (!membership) throw new DomainError('membership.none')
  if (!mayLeave(given.leftOn, membership.joinedOn, today))
    throw new DomainError('membership.wrong-dates', { joinedOn: membership.joinedOn })
  await ctx.db
    .updateTable('memberships')
    .set({ left_on: given.leftOn, leave_reason: given.reason, leave_note: given.note })
    .where('committee_id', '=', committeeId)
    .where('id', '=', membership.id)
    .execute()
  await ctx.db
    .updateTable('member_posts')
    .set({ ends_on: sql<string>`greatest(starts_on, ${given.leftOn}::date)` })
    .where('committee_id', '=', committeeId)
    .where('member_id', '=', memberId)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', given.leftOn)]))
    .execute()
  await endSeatsOf(ctx, memberId, given.leftOn)
  const hats = await ctx.db
    .selectFrom('hats')
    .select('id')
    .where('committee_id', '=', committeeId)
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)
    .execute()
  for (const hat of hats) await takeHat(ctx, hat.id, '委员离任')
  await emit(ctx, {
    type: 'membership.ended',
    subjectKind: 'member',
    subjectId: memberId,
    details: { termNumber: membership.termNumber, leftOn: given.leftOn, reason: given.reason, note: given.note },
  })
}
