import type { Role, UnitDesk } from '#contract/accounts.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { forgetLoginsOf } from '../login-cache.ts'
import { keepsDutiesApart, neededBy, readRole } from '../rules/duties.ts'
import { inCommittee } from './in-committee.ts'

export interface NewHat {
  accountId: string
  committeeId: string
  role: Role
  memberId?: string | null
  unitId?: string | null
  /** Within the unit; none: all of them. */
  desks?: readonly UnitDesk[]
  /** Types for the member on their behalf (代录). */
  delegated?: boolean
  /** Why delegated entry is allowed. */
  basis?: string
  /** Last day it counts; null: open. */
  endsOn?: string | null
}

/** Gives an account a hat. Authorisation stays with the calling command.
 *  @throws DomainError hat.separate-duties, hat.needs-unit, hat.needs-member, hat.taken, member.has-account; not-found */
export async function giveHat(ctx: Context, given: NewHat): Promise<{ hatId: string }> {
  const { accountId, committeeId, role, delegated = false } = given
  const account = await ctx.db
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw notFound('account')
  const held = await ctx.db
    .selectFrom('hats')
    .select('role')
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .execute()
  if (
    !keepsDutiesApart(
      held.map((hat) => readRole(hat.role)),
      role,
    )
  )
    throw new DomainError('hat.separate-duties')
  const { unitId, memberId } = await seatOf(ctx, given)
  if (memberId !== null && !delegated) await linkMember(ctx, committeeId, memberId, accountId)
  const hatId = newId()
  const inserted = await ctx.db
    .insertInto('hats')
    .values({
      committee_id: committeeId,
      id: hatId,
      account_id: accountId,
      role,
      member_id: memberId,
      unit_id: unitId,
      desks: unitId === null ? [] : [...new Set(given.desks ?? [])],
      delegated,
      basis: given.basis ?? '',
      ends_on: given.endsOn ?? null,
      granted_by: ctx.actor.accountId,
      granted_at: ctx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) throw new DomainError('hat.taken')
  forgetLoginsOf(accountId)
  await emit(inCommittee(ctx, committeeId), {
    type: 'account.hatGranted',
    subjectKind: 'account',
    subjectId: accountId,
    details: {
      hatId,
      name: account.name,
      role,
      memberId,
      unitId,
      desks: unitId === null ? [] : (given.desks ?? []),
      delegated,
      basis: given.basis ?? '',
      endsOn: given.endsOn ?? null,
    },
  })
  return { hatId }
}

/** The unit or member the hat is for. @throws DomainError where the role needs one that the committee does not have */
async function seatOf(ctx: Context, given: NewHat): Promise<{ unitId: string | null; memberId: string | null }> {
  const needed = neededBy(given.role)
  if (needed === 'unit') {
    const unit = await ctx.db
      .selectFrom('units')
      .select('id')
      .where('committee_id', '=', given.committeeId)
      .where('id', '=', given.unitId ?? null)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (!unit) throw new DomainError('hat.needs-unit')
    return { unitId: unit.id, memberId: null }
  }
  if (needed === 'member') {
    const member = await ctx.db
      .selectFrom('members')
      .select('id')
      .where('committee_id', '=', given.committeeId)
      .where('id', '=', given.memberId ?? null)
      .executeTakeFirst()
    if (!member) throw new DomainError('hat.needs-member')
    return { unitId: null, memberId: member.id }
  }
  return { unitId: null, memberId: null }
}

/** Makes the account the member's own, unless another account acts as this member now. */
async function linkMember(ctx: Context, committeeId: string, memberId: string, accountId: string): Promise<void> {
  const other = await ctx.db
    .selectFrom('hats')
    .select('id')
    .where('committee_id', '=', committeeId)
    .where('member_id', '=', memberId)
    .where('delegated', '=', false)
    .where('account_id', '<>', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (other) throw new DomainError('member.has-account')
  await ctx.db
    .updateTable('members')
    .set({ account_id: accountId })
    .where('committee_id', '=', committeeId)
    .where('id', '=', memberId)
    .where('account_id', 'is distinct from', accountId)
    .execute()
}

/** Takes a hat away; who wears it stands without it from their next request on. Taking it twice is the same as once.
 *  Authorisation stays with the calling command. @throws DomainError not-found */
export async function takeHat(ctx: Context, hatId: string, reason = ''): Promise<void> {
  const hat = await ctx.db
    .selectFrom('hats as h')
    .innerJoin('accounts as a', 'a.id', 'h.account_id')
    .select(['h.committee_id', 'h.account_id', 'h.role', 'h.member_id', 'h.unit_id', 'h.delegated', 'a.name'])
    .select('h.revoked_at')
    .where('h.id', '=', hatId)
    .forUpdate('h')
    .executeTakeFirst()
  if (!hat) throw notFound('hat')
  if (hat.revoked_at !== null) return
  await ctx.db
    .updateTable('hats')
    .set({ revoked_at: ctx.now })
    .where('committee_id', '=', hat.committee_id)
    .where('id', '=', hatId)
    .execute()
  forgetLoginsOf(hat.account_id)
  await emit(inCommittee(ctx, hat.committee_id), {
    type: 'account.hatRevoked',
    subjectKind: 'account',
    subjectId: hat.account_id,
    details: {
      hatId,
      name: hat.name,
      role: hat.role,
      memberId: hat.member_id,
      unitId: hat.unit_id,
      delegated: hat.delegated,
      reason,
    },
  })
}

/** Says at which desks of its unit a hat sits. Authorisation stays with the calling command.
 *  @throws DomainError not-found, hat.needs-unit */
export async function seatHat(ctx: Context, hatId: string, desks: readonly UnitDesk[]): Promise<void> {
  const hat = await ctx.db
    .selectFrom('hats as h')
    .innerJoin('accounts as a', 'a.id', 'h.account_id')
    .select(['h.committee_id', 'h.account_id', 'h.unit_id', 'h.desks', 'a.name'])
    .where('h.id', '=', hatId)
    .where('h.revoked_at', 'is', null)
    .forUpdate('h')
    .executeTakeFirst()
  if (!hat) throw notFound('hat')
  if (hat.unit_id === null) throw new DomainError('hat.needs-unit')
  const seats = [...new Set(desks)]
  await ctx.db
    .updateTable('hats')
    .set({ desks: seats })
    .where('committee_id', '=', hat.committee_id)
    .where('id', '=', hatId)
    .execute()
  forgetLoginsOf(hat.account_id)
  await emit(inCommittee(ctx, hat.committee_id), {
    type: 'account.hatSeated',
    subjectKind: 'account',
    subjectId: hat.account_id,
    details: { hatId, name: hat.name, unitId: hat.unit_id, desks: seats, formerDesks: hat.desks },
  })
}
