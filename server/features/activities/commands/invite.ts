import { sql } from 'kysely'
import type { ActivityAnswer, InvitationRule } from '#contract/activities.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { authorizeActivity, runsActivity, seesActivity } from '../access.ts'
import { placesTaken } from '../queries/activity.ts'
import { membersByRules } from '../queries/by-rule.ts'
import { silent } from '../queries/standing.ts'
import { answerGiven, answersUntil } from '../rules/sign-up.ts'
import { activityWorkflow } from '../workflow.ts'
import { withdrawOpenLeave } from './along.ts'
import { putOnList } from './announce.ts'
import { activityEvent, attendanceLock, type LockedActivity, lockActivity, lockFor, updateActivity } from './load.ts'
import { moveUp, waitingFor } from './waiting.ts'

/** Invites more members to what was announced; they are told, unless it is over (somebody came who was not on the list). Who
 *  only started it asks by name and obliges nobody: the office agreed to the list it saw.
 *  @throws DomainError activity.wrong-state, access.denied */
export async function addInvitees(
  ctx: Context,
  id: string,
  { rule, words }: { rule: InvitationRule; words: string },
): Promise<{ added: number }> {
  const a = await lockFor(ctx, id, 'invite')
  if (rule.must || rule.way !== 'byHand') authorizeActivity(ctx.actor, a.standing, 'oblige')
  activityWorkflow.next(a.state, 'invite')
  const added = await putOnList(ctx, a, await membersByRules(ctx, [rule], new Date(a.starts_at)), true)
  if (added.length > 0) {
    await updateActivity(ctx, a, {})
    const past = Date.parse(a.ends_at) <= ctx.now.getTime()
    const details = { place: a.place, startsAt: a.starts_at, note: words, memberIds: added }
    await emit(ctx, activityEvent(past ? 'activity.listed' : 'activity.invited', a, details))
  }
  return { added: added.length }
}

/** One on the list, or null. */
async function invitation(ctx: Context, a: Pick<LockedActivity, 'committee_id' | 'id'>, memberId: string) {
  const row = await ctx.db
    .selectFrom('activity_invitees')
    .select(['must', sql<ActivityAnswer | null>`answer`.as('answer')])
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .where('member_id', '=', memberId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** @throws DomainError activity.not-invited */
export async function requireInvited(ctx: Context, a: Pick<LockedActivity, 'committee_id' | 'id'>, memberId: string) {
  const found = await invitation(ctx, a, memberId)
  if (!found) throw new DomainError('activity.not-invited')
  return found
}

/** Takes somebody off the list, with the reason; the place goes to who waits. @throws DomainError activity.wrong-state, activity.not-invited */
export async function removeInvitee(
  ctx: Context,
  id: string,
  { memberId, words }: { memberId: string; words: string },
): Promise<Record<string, never>> {
  await lockUntilCommit(ctx.db, attendanceLock(id))
  const a = await lockFor(ctx, id, 'invite')
  activityWorkflow.next(a.state, 'invite')
  await requireInvited(ctx, a, memberId)
  await ctx.db
    .updateTable('activity_invitees')
    .set({ removed_at: ctx.now, seat_row: null, seat_number: null })
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', id)
    .where('member_id', '=', memberId)
    .execute()
  await withdrawOpenLeave(ctx, a, memberId)
  await updateActivity(ctx, a, {})
  await emit(ctx, activityEvent('activity.uninvited', a, { memberIds: [memberId], note: words }))
  await moveUp(ctx, a)
  return {}
}

/** Says whether a member comes: the member themself until answers are due, who runs the activity for one who called until it
 *  begins. Of those who may come, more than there are places wait in their order.
 *  @throws DomainError activity.not-invited, activity.answer-over, activity.needs-leave, activity.wrong-state */
export async function answerActivity(
  ctx: Context,
  id: string,
  given: { coming: boolean; memberId?: string },
): Promise<{ answer: ActivityAnswer }> {
  const a = await lockActivity(ctx, id)
  if (!seesActivity(ctx.actor, a.standing)) throw notFound('activity')
  const runs = runsActivity(ctx.actor, a.standing)
  const memberId = given.memberId ?? ctx.actor.memberId
  const other = memberId !== ctx.actor.memberId
  if (memberId === null || (other && !runs)) throw accessDenied('answer')
  const found = await requireInvited(ctx, a, memberId)
  activityWorkflow.next(a.state, 'answer')
  const until = runs ? a.starts_at : answersUntil({ answerBy: a.answer_by, startsAt: a.starts_at })
  if (ctx.now.getTime() >= Date.parse(until)) throw new DomainError('activity.answer-over')
  const places = { capacity: a.capacity, taken: await placesTaken(ctx, id), waiting: await waitingFor(ctx, a) }
  const answer = answerGiven(found, given.coming, places)
  if (answer === found.answer) return { answer }
  await ctx.db
    .updateTable('activity_invitees')
    .set({ answer, answered_at: ctx.now, answered_by: ctx.actor.accountId })
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', id)
    .where('member_id', '=', memberId)
    .execute()
  await emit(ctx, activityEvent('activity.answered', a, { memberId, answer, forMember: other }))
  if (found.answer === 'coming') await moveUp(ctx, a)
  return { answer }
}

/** Gives the place of a member who is on leave to who waits. */
export async function freePlace(ctx: Context, a: LockedActivity, memberId: string): Promise<void> {
  const freedPlace = await ctx.db
    .updateTable('activity_invitees')
    .set({ answer: 'notComing' })
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .where('member_id', '=', memberId)
    .where('answer', 'is not', null)
    .returning('member_id')
    .executeTakeFirst()
  if (freedPlace) await moveUp(ctx, a)
}

/** Notes when the notice was first opened; nobody else is told. */
export async function readActivity(ctx: Context, id: string): Promise<Record<string, never>> {
  const a = await ctx.db
    .selectFrom('activity_invitees')
    .select('read_at')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('activity_id', '=', id)
    .where('member_id', '=', ctx.actor.memberId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!a) throw notFound('activity')
  // Who types for the member has read it; the member may not have.
  if (a.read_at === null && ctx.actor.delegatedBy === null)
    await ctx.db
      .updateTable('activity_invitees')
      .set({ read_at: ctx.now })
      .where('committee_id', '=', ctx.actor.committeeId)
      .where('activity_id', '=', id)
      .where('member_id', '=', ctx.actor.memberId)
      .where('read_at', 'is', null)
      .execute()
  return {}
}

/** Those who are silent, and which of them nothing reaches here for want of an account. Who need not come is no longer asked
 *  once answers are due; who must can still ask for leave. */
async function silentOn(ctx: Context, a: LockedActivity) {
  const due = ctx.now.getTime() >= Date.parse(answersUntil({ answerBy: a.answer_by, startsAt: a.starts_at }))
  return ctx.db
    .selectFrom('activity_invitees as i')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'i.committee_id').onRef('a.id', '=', 'i.activity_id'),
    )
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'i.committee_id').onRef('m.id', '=', 'i.member_id'),
    )
    .select(['i.member_id', 'm.account_id'])
    .where('i.committee_id', '=', a.committee_id)
    .where('i.activity_id', '=', a.id)
    .where('i.removed_at', 'is', null)
    .where(silent)
    .$if(due, (q) => q.where('i.must', '=', true))
    .orderBy('i.member_id')
    .execute()
}

/** Reminds the silent of a locked activity, none where all have spoken. Source: 只提醒没有回复的，不反复催（中央网信委 2023-12）. */
export async function remindSilent(
  ctx: Context,
  a: LockedActivity,
): Promise<{ reminded: number; withoutAccount: number }> {
  const found = await silentOn(ctx, a)
  const memberIds = found.map((row) => row.member_id)
  await ctx.db
    .updateTable('activities')
    .set({ reminded_on: civilDateOf(ctx.now) })
    .where('committee_id', '=', a.committee_id)
    .where('id', '=', a.id)
    .execute()
  if (memberIds.length > 0)
    await emit(ctx, activityEvent('activity.reminded', a, { startsAt: a.starts_at, place: a.place, memberIds }))
  const reminded = found.filter((row) => row.account_id !== null).length
  return { reminded, withoutAccount: found.length - reminded }
}

/** Reminds those who have neither answered nor asked for leave; once a day.
 *  @throws DomainError activity.reminded, activity.over, activity.wrong-state */
export async function remindInvitees(ctx: Context, id: string): Promise<{ reminded: number; withoutAccount: number }> {
  const a = await lockFor(ctx, id, 'remind')
  activityWorkflow.next(a.state, 'remind')
  if (ctx.now.getTime() >= Date.parse(a.starts_at)) throw new DomainError('activity.over')
  if (a.reminded_on === civilDateOf(ctx.now)) throw new DomainError('activity.reminded')
  return remindSilent(ctx, a)
}
