import type { ActivityState } from '#contract/activities.ts'
import { currentTerm } from '#features/committees/index.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeActivity } from '../access.ts'
import { accountsOfRoles, accountsOfStarter } from '../queries/approvers.ts'
import { membersByRules } from '../queries/by-rule.ts'
import { activitySetting } from '../settings.ts'
import { activityWorkflow } from '../workflow.ts'
import { type Moved, moveAndTell, moveParts, type NewDate, nameNewDate, shiftParts } from './along.ts'
import { requireTimes } from './draft.ts'
import { activityEvent, attendanceLock, type LockedActivity, lockActivity, lockFor, updateActivity } from './load.ts'

/** Puts members on the list; those on it stay as they are. @returns who is new */
export async function putOnList(
  ctx: Context,
  a: Pick<LockedActivity, 'committee_id' | 'id'>,
  members: ReadonlyMap<string, { must: boolean }>,
  byHand: boolean,
): Promise<string[]> {
  const rows = [...members].map(([member_id, { must }]) => ({
    committee_id: a.committee_id,
    activity_id: a.id,
    member_id,
    must,
    by_hand: byHand,
    answer: null,
    answered_at: null,
    answered_by: null,
    read_at: null,
    seat_row: null,
    seat_number: null,
    invited_at: ctx.now,
    removed_at: null,
  }))
  const added: string[] = []
  // 1,000 rows of 13 parameters stay well below the protocol's 65,535
  for (let at = 0; at < rows.length; at += 1000) {
    const written = await ctx.db
      .insertInto('activity_invitees')
      .values(rows.slice(at, at + 1000))
      .onConflict((c) =>
        c
          .columns(['committee_id', 'activity_id', 'member_id'])
          .doUpdateSet((eb) => ({
            must: eb.ref('excluded.must'),
            by_hand: true,
            answer: null,
            answered_at: null,
            answered_by: null,
            read_at: null,
            invited_at: ctx.now,
            removed_at: null,
          }))
          .where('activity_invitees.removed_at', 'is not', null),
      )
      .returning('member_id')
      .execute()
    added.push(...written.map((row) => row.member_id))
  }
  return added
}

/** Makes the list by the rules and announces; what lies in the past is put on record without telling anybody. */
async function announce(ctx: Context, was: LockedActivity, state: ActivityState): Promise<Moved & { invited: number }> {
  const on = new Date(was.starts_at)
  // Drafted before the change of term, or dated anew since: it belongs to the term it is held in.
  const a = { ...was, term_id: (await currentTerm({ ...ctx, now: on }))?.id ?? was.term_id }
  const invited = await putOnList(ctx, a, await membersByRules(ctx, a.invitation, on), false)
  if (invited.length === 0) throw new DomainError('activity.nobody', {}, 400)
  const past = Date.parse(a.ends_at) <= ctx.now.getTime()
  const { term_id } = a
  const version = await updateActivity(ctx, a, {
    state,
    term_id,
    state_words: '',
    announced_at: ctx.now,
    told_times: 1,
  })
  const details = { place: a.place, startsAt: a.starts_at, invited: invited.length }
  await emit(
    ctx,
    past
      ? activityEvent('activity.recorded', a, details)
      : activityEvent('activity.announced', a, { ...details, memberIds: invited }),
  )
  return { state, version, invited: invited.length }
}

/** Announces a draft, or approves what a member handed in: the list of invitees is made and told.
 *  @throws DomainError activity.wrong-state, activity.nobody */
export async function announceActivity(ctx: Context, id: string): Promise<Moved & { invited: number }> {
  const a = await lockActivity(ctx, id)
  const action = a.state === 'proposed' ? 'approve' : 'announce'
  authorizeActivity(ctx.actor, a.standing, action)
  return announce(ctx, a, activityWorkflow.next(a.state, action))
}

/** A member hands in a draft of their own; where the office need not approve, it is announced at once.
 *  @throws DomainError activity.wrong-state, activity.nobody */
export async function proposeActivity(ctx: Context, id: string): Promise<Moved> {
  const a = await lockFor(ctx, id, 'propose')
  const { officeApproves } = await settingInForce(ctx, activitySetting)
  const state = activityWorkflow.next(a.state, 'propose', officeApproves ? 'approval' : 'free')
  if (state === 'announced') {
    const { version } = await announce(ctx, a, state)
    return { state, version }
  }
  if ((await membersByRules(ctx, a.invitation, new Date(a.starts_at))).size === 0)
    throw new DomainError('activity.nobody', {}, 400)
  const version = await updateActivity(ctx, a, { state, state_words: '' })
  await emit(ctx, activityEvent('activity.proposed', a, { tell: await accountsOfRoles(ctx, ['memberOffice']) }))
  return { state, version }
}

/** Gives a member's draft back with the reason. @throws DomainError activity.wrong-state */
export async function refuseActivity(ctx: Context, id: string, words: string): Promise<Moved> {
  const a = await lockFor(ctx, id, 'refuse')
  const state = activityWorkflow.next(a.state, 'refuse')
  const version = await updateActivity(ctx, a, { state, state_words: words })
  await emit(
    ctx,
    activityEvent('activity.refused', a, { note: words, tell: await accountsOfStarter(ctx, a.started_by) }),
  )
  return { state, version }
}

/** Puts it off until a new date is named, its sub-meetings with it. @throws DomainError activity.wrong-state */
export async function postponeActivity(ctx: Context, id: string, words: string): Promise<Moved> {
  await lockUntilCommit(ctx.db, attendanceLock(id))
  const moved = await moveAndTell(ctx, await lockFor(ctx, id, 'postpone'), 'postpone', words)
  await moveParts(ctx, { committee_id: ctx.actor.committeeId, id }, 'postpone', words)
  return moved
}

/** Calls it off, its sub-meetings with it. What came of it in the ledger is taken back by the event.
 *  @throws DomainError activity.wrong-state */
export async function cancelActivity(ctx: Context, id: string, words: string): Promise<Moved> {
  await lockUntilCommit(ctx.db, attendanceLock(id))
  const moved = await moveAndTell(ctx, await lockFor(ctx, id, 'cancel'), 'cancel', words)
  await moveParts(ctx, { committee_id: ctx.actor.committeeId, id }, 'cancel', words)
  return moved
}

/** Names the new date; sub-meetings postponed with it move by as much. Answers given are asked anew, or with `keep` who had a
 *  place or waited for one keeps it and only who declined the old date is asked; leave granted stays.
 *  @throws DomainError activity.wrong-state, activity.times, activity.over */
export async function rescheduleActivity(ctx: Context, id: string, given: NewDate): Promise<Moved> {
  const a = await lockFor(ctx, id, 'reschedule')
  requireTimes(given)
  if (Date.parse(given.startsAt) <= ctx.now.getTime()) throw new DomainError('activity.over', {}, 400)
  const moved = await nameNewDate(ctx, a, given)
  await shiftParts(ctx, a, given)
  return moved
}

/** Takes a concluded activity up again; whatever came of it is taken back by the event. @throws DomainError activity.wrong-state */
export async function reopenActivity(ctx: Context, id: string, words: string): Promise<Moved> {
  await lockUntilCommit(ctx.db, attendanceLock(id))
  const a = await lockFor(ctx, id, 'reopen')
  const state = activityWorkflow.next(a.state, 'reopen')
  const version = await updateActivity(ctx, a, { state, state_words: words, concluded_at: null })
  await emit(ctx, activityEvent('activity.reopened', a, { note: words }))
  return { state, version }
}

/** Closes the file. @throws DomainError activity.wrong-state */
export async function archiveActivity(ctx: Context, id: string): Promise<Moved> {
  const a = await lockFor(ctx, id, 'archive')
  const state = activityWorkflow.next(a.state, 'archive')
  const version = await updateActivity(ctx, a, { state })
  await emit(ctx, activityEvent('activity.archived', a))
  return { state, version }
}

/** Ends it: called by who settles the attendance, in the same transaction. @throws DomainError not-found, access.denied, activity.wrong-state */
export async function concludeActivity(ctx: Context, id: string): Promise<LockedActivity> {
  const a = await lockFor(ctx, id, 'conclude')
  const state = activityWorkflow.next(a.state, 'conclude')
  await updateActivity(ctx, a, { state, concluded_at: ctx.now })
  await emit(ctx, activityEvent('activity.concluded', a))
  return { ...a, state }
}
