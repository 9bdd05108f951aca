import { giveHat, openAccount, takeHat } from '#features/accounts/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, invalidInput, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { grantsDelegation } from '../access.ts'
import { listDelegates } from '../queries/member-file.ts'
import { isMobile } from '../rules/phones.ts'
import { lockMember, lockMemberAsOffice } from './lock-member.ts'

/** Opens the member's account by their telephone number; who has one already, as staff or in another committee, goes on
 *  with it (`firstPassword` null).
 *  @throws DomainError not-found, access.denied, member.needs-phone, member.has-account; input.invalid where the number
 *  is somebody else's */
export async function openMemberAccount(
  ctx: Context,
  memberId: string,
): Promise<{ accountId: string; firstPassword: string | null }> {
  const member = await lockMemberAsOffice(ctx, memberId, 'openMemberAccount')
  if (member.accountId !== null) throw new DomainError('member.has-account')
  const { phone, name } = member.fields
  if (!isMobile(phone)) throw new DomainError('member.needs-phone')
  const { committeeId } = ctx.actor
  const opened = await openAccount(ctx, { committeeId, name, phone, joinExisting: true })
  const account = await ctx.db
    .selectFrom('accounts')
    .select('name')
    .where('id', '=', opened.accountId)
    .executeTakeFirstOrThrow()
  // A mistyped number must not make a stranger this member.
  if (account.name !== name) throw invalidInput('phone', '这个手机号已是另一个人的账号，请核对号码')
  await giveHat(ctx, { accountId: opened.accountId, committeeId, role: 'member', memberId })
  await emit(ctx, {
    type: 'member.accountOpened',
    subjectKind: 'member',
    subjectId: memberId,
    details: { joinedExisting: opened.firstPassword === null },
  })
  return opened
}

/** Lets a member of staff type for this member (代录): the member says so, or the office has it in writing.
 *  @throws DomainError not-found, access.denied, delegation.taken, delegation.self; input.invalid for an account that is
 *  not of the offices, or an end in the past */
export async function delegate(
  ctx: Context,
  memberId: string,
  given: { accountId: string; basis: string; endsOn: string | null },
): Promise<{ id: string }> {
  const member = await lockMember(ctx, memberId)
  if (!grantsDelegation(ctx.actor, memberId)) throw accessDenied('delegate')
  if (given.accountId === member.accountId) throw new DomainError('delegation.self')
  if (given.endsOn !== null && given.endsOn < civilDateOf(ctx.now)) throw invalidInput('endsOn', '截止日期已经过了')
  const staff = (await listDelegates(ctx)).find(({ accountId }) => accountId === given.accountId)
  if (!staff) throw invalidInput('accountId', '只能授权给本机关的工作人员')
  await endLapsed(ctx, memberId, given.accountId)
  const taken = await ctx.db
    .selectFrom('hats')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('member_id', '=', memberId)
    .where('account_id', '=', given.accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (taken) throw new DomainError('delegation.taken')
  const { hatId } = await giveHat(ctx, {
    accountId: given.accountId,
    committeeId: ctx.actor.committeeId,
    role: 'member',
    memberId,
    delegated: true,
    basis: given.basis,
    endsOn: given.endsOn,
  })
  await emit(ctx, {
    type: 'delegation.granted',
    subjectKind: 'member',
    subjectId: memberId,
    details: { delegationId: hatId, accountName: staff.name, basis: given.basis, endsOn: given.endsOn },
  })
  return { id: hatId }
}

/** A delegation whose last day has passed no longer stands in the way of a new one. */
async function endLapsed(ctx: Context, memberId: string, accountId: string): Promise<void> {
  const lapsed = await ctx.db
    .selectFrom('hats')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('member_id', '=', memberId)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('ends_on', '<', civilDateOf(ctx.now))
    .execute()
  for (const hat of lapsed) await takeHat(ctx, hat.id, '已到期')
}

/** Ends delegated entry at once: the next request of who typed finds nothing to type for.
 *  @throws DomainError not-found, access.denied */
export async function endDelegation(ctx: Context, id: string): Promise<void> {
  const hat = await ctx.db
    .selectFrom('hats as h')
    .innerJoin('accounts as a', 'a.id', 'h.account_id')
    .select(['h.member_id as memberId', 'h.revoked_at as revokedAt', 'a.name'])
    .where('h.committee_id', '=', ctx.actor.committeeId)
    .where('h.id', '=', id)
    .where('h.delegated', '=', true)
    .executeTakeFirst()
  if (!hat?.memberId) throw notFound('delegation')
  await lockMember(ctx, hat.memberId)
  // Whose delegations one may not see do not exist.
  if (!grantsDelegation(ctx.actor, hat.memberId)) throw notFound('delegation')
  if (hat.revokedAt !== null) return
  await takeHat(ctx, id, '终止代录')
  await emit(ctx, {
    type: 'delegation.ended',
    subjectKind: 'member',
    subjectId: hat.memberId,
    details: { delegationId: id, accountName: hat.name },
  })
}
