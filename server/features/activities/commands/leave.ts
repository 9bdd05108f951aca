import type { z } from 'zod'
import type { ActivityKind, LeaveKind } from '#contract/activity-kinds.ts'
import type { LeaveApprover, LeaveDecision, LeaveState, leaveRoutes as r } from '#contract/leaves.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { settingInForce } from '#platform/settings.ts'
import { organisesForCommittee, runsActivity, seesActivity } from '../access.ts'
import { decidedIn, leaveActions } from '../access-leave.ts'
import { accountsOfApprover, convenersOf } from '../queries/approvers.ts'
import { isLateLeave, leaveChain } from '../rules/leave.ts'
import { activitySetting } from '../settings.ts'
import { freePlace, requireInvited } from './invite.ts'
import { activityEvent, type LockedActivity, lockActivity } from './load.ts'

type Body<R extends { body: z.ZodType }> = z.output<R['body']>

/** States in which leave can be on record. */
const open: readonly string[] = ['announced', 'postponed']

interface Asked {
  memberId: string
  kind: LeaveKind
  words: string
  halfDays: number | null
  basis: string
}

/** Writes the request down and tells whom it waits for. @throws DomainError activity.not-invited, leave.open, leave.too-long */
async function ask(ctx: Context, a: LockedActivity, given: Asked): Promise<string> {
  await requireInvited(ctx, a, given.memberId)
  const halfDays = given.halfDays ?? a.half_days
  if (halfDays > a.half_days) throw new DomainError('leave.too-long', { halfDays: a.half_days }, 400)
  const standing = await ctx.db
    .selectFrom('leave_requests')
    .select('id')
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .where('member_id', '=', given.memberId)
    .where('state', 'in', ['requested', 'granted'])
    .executeTakeFirst()
  if (standing) throw new DomainError('leave.open')
  const { leaveSteps } = await settingInForce(ctx, activitySetting)
  const conveners = await convenersOf(ctx, a.organiser_group_id)
  const chain = leaveChain(
    leaveSteps,
    { kind: a.kind as ActivityKind, halfDays },
    { hasConvener: conveners.length > 0, asksThemself: conveners.includes(given.memberId) },
  )
  const id = newId()
  await ctx.db
    .insertInto('leave_requests')
    .values({
      committee_id: a.committee_id,
      id,
      activity_id: a.id,
      member_id: given.memberId,
      kind: given.kind,
      words: given.words,
      file_id: null,
      half_days: halfDays,
      state: 'requested',
      chain: JSON.stringify(chain),
      step: 0,
      basis: given.basis,
      late: isLateLeave(ctx.now, a.starts_at),
      asked_at: ctx.now,
      asked_by: ctx.actor.accountId,
      decided_at: null,
    })
    .execute()
  await emit(
    ctx,
    activityEvent('leave.requested', a, {
      leaveId: id,
      memberId: given.memberId,
      leaveKind: given.kind,
      tell: await accountsOfApprover(ctx, chain[0]!, a.organiser_group_id),
    }),
  )
  return id
}

/** A member asks for leave before it begins. @throws DomainError not-found, activity.wrong-state, activity.not-invited, leave.late, leave.open */
export async function requestLeave(
  ctx: Context,
  id: string,
  given: Body<typeof r.requestLeave>,
): Promise<{ id: string }> {
  const a = await lockActivity(ctx, id)
  if (!seesActivity(ctx.actor, a.standing)) throw notFound('activity')
  if (ctx.actor.memberId === null) throw accessDenied('requestLeave')
  if (!open.includes(a.state)) throw new DomainError('activity.wrong-state', { state: a.state })
  if (isLateLeave(ctx.now, a.starts_at)) throw new DomainError('leave.late')
  return { id: await ask(ctx, a, { ...given, memberId: ctx.actor.memberId, basis: '' }) }
}

/** The office puts on record what a member asked by telephone or letter (代录); after it began that is the only way (补假),
 *  until the file is closed. @throws DomainError not-found, access.denied, activity.wrong-state, activity.not-invited, leave.open */
export async function recordLeave(
  ctx: Context,
  id: string,
  given: Body<typeof r.recordLeave>,
): Promise<{ id: string }> {
  const a = await lockActivity(ctx, id)
  if (!seesActivity(ctx.actor, a.standing)) throw notFound('activity')
  const late = isLateLeave(ctx.now, a.starts_at)
  if (late ? !organisesForCommittee(ctx.actor) : !runsActivity(ctx.actor, a.standing)) throw accessDenied('recordLeave')
  if (!decidedIn.includes(a.state)) throw new DomainError('activity.wrong-state', { state: a.state })
  return { id: await ask(ctx, a, given) }
}

/** Takes a request for writing, with its activity first. @throws DomainError not-found */
async function lockLeave(ctx: Context, id: string) {
  const { committeeId } = ctx.actor
  const named = await ctx.db
    .selectFrom('leave_requests')
    .select('activity_id')
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!named) throw notFound('leave')
  const a = await lockActivity(ctx, named.activity_id)
  const row = await ctx.db
    .selectFrom('leave_requests')
    .selectAll()
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const member = await ctx.db
    .selectFrom('members')
    .select('account_id')
    .where('committee_id', '=', committeeId)
    .where('id', '=', row.member_id)
    .executeTakeFirstOrThrow()
  const chain = row.chain as LeaveApprover[]
  const leave = {
    ...row,
    state: row.state as LeaveState,
    chain,
    decisions: row.decisions as unknown as LeaveDecision[],
    turn: row.state === 'requested' ? (chain[row.step] ?? null) : null,
  }
  const actions = leaveActions(ctx.actor, {
    memberId: row.member_id,
    state: leave.state,
    turn: leave.turn,
    convenes: a.standing.convenes,
    ofOwnAccount: member.account_id === ctx.actor.accountId,
    began: isLateLeave(ctx.now, a.starts_at),
    activityState: a.state,
  })
  if (actions === null) throw notFound('leave')
  return { a, leave, actions }
}

/** Grants or refuses, as the one whose step it is; the office may put on record what that person decided, in words that say
 *  how it is known. Granted by the last of the chain it holds. @throws DomainError leave.decided, leave.needs-words */
export async function decideLeave(
  ctx: Context,
  id: string,
  { granted, words }: { granted: boolean; words: string },
): Promise<{ state: LeaveState }> {
  const { a, leave, actions } = await lockLeave(ctx, id)
  if (leave.turn === null) throw new DomainError('leave.decided', { state: leave.state })
  if (!decidedIn.includes(a.state)) throw new DomainError('activity.wrong-state', { state: a.state })
  const onBehalf = !actions.includes('decide')
  if (onBehalf && !actions.includes('decideFor')) throw accessDenied('decideLeave')
  // 补假须写明理由；不准要写理由
  if ((!granted || onBehalf || leave.late) && words.trim() === '') throw new DomainError('leave.needs-words', {}, 400)
  const last = leave.step + 1 >= leave.chain.length
  const state: LeaveState = granted ? (last ? 'granted' : 'requested') : 'refused'
  const decision: LeaveDecision = {
    by: leave.turn,
    granted,
    words,
    byName: ctx.actor.name,
    onBehalf,
    at: ctx.now.toISOString(),
  }
  await ctx.db
    .updateTable('leave_requests')
    .set({
      state,
      step: granted && !last ? leave.step + 1 : leave.step,
      decisions: JSON.stringify([...leave.decisions, decision]),
      decided_at: state === 'requested' ? null : ctx.now,
    })
    .where('committee_id', '=', leave.committee_id)
    .where('id', '=', id)
    .execute()
  const next = state === 'requested' ? leave.chain[leave.step + 1]! : null
  const type = state === 'requested' ? 'leave.passedOn' : state === 'granted' ? 'leave.granted' : 'leave.refused'
  await emit(
    ctx,
    activityEvent(type, a, {
      leaveId: id,
      memberId: leave.member_id,
      leaveKind: leave.kind,
      late: leave.late,
      began: isLateLeave(ctx.now, a.starts_at),
      ...(state === 'requested' ? {} : { memberIds: [leave.member_id], note: words }),
      ...(next ? { tell: await accountsOfApprover(ctx, next, a.organiser_group_id) } : {}),
    }),
  )
  // Leave from some of the half days leaves the place.
  if (state === 'granted' && leave.half_days >= a.half_days) await freePlace(ctx, a, leave.member_id)
  return { state }
}

/** Takes a request back: the member comes after all; a place not given away yet stays theirs. @throws DomainError leave.decided, leave.late */
export async function withdrawLeave(ctx: Context, id: string): Promise<{ state: LeaveState }> {
  const { a, leave, actions } = await lockLeave(ctx, id)
  if (leave.member_id !== ctx.actor.memberId) throw accessDenied('withdrawLeave')
  if (leave.state !== 'requested' && leave.state !== 'granted')
    throw new DomainError('leave.decided', { state: leave.state })
  if (!actions.includes('withdraw')) throw new DomainError('leave.late')
  await ctx.db
    .updateTable('leave_requests')
    .set({ state: 'withdrawn', decided_at: null })
    .where('committee_id', '=', leave.committee_id)
    .where('id', '=', id)
    .execute()
  await ctx.db
    .updateTable('activity_invitees')
    .set({ answer: null, answered_at: null, answered_by: null })
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .where('member_id', '=', leave.member_id)
    .where('answer', '=', 'notComing')
    .execute()
  await emit(ctx, activityEvent('leave.withdrawn', a, { leaveId: id, memberId: leave.member_id }))
  return { state: 'withdrawn' }
}

/** Hangs a stored paper on a request not decided yet. @throws DomainError leave.decided, access.denied */
export async function attachToLeave(
  ctx: Context,
  id: string,
  file: { name: string; mediaType: string; size: number; sha256: string },
): Promise<{ name: string; size: number }> {
  const { a, leave, actions } = await lockLeave(ctx, id)
  if (leave.state !== 'requested') throw new DomainError('leave.decided', { state: leave.state })
  if (!actions.includes('attach')) throw accessDenied('attachToLeave')
  const fileId = newId()
  await ctx.db
    .insertInto('files')
    .values({
      committee_id: leave.committee_id,
      id: fileId,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      created_at: ctx.now,
      created_by: ctx.actor.accountId,
    })
    .execute()
  await ctx.db
    .updateTable('leave_requests')
    .set({ file_id: fileId })
    .where('committee_id', '=', leave.committee_id)
    .where('id', '=', id)
    .execute()
  await emit(ctx, activityEvent('leave.paperAdded', a, { leaveId: id, memberId: leave.member_id, fileId }))
  return { name: file.name, size: file.size }
}
