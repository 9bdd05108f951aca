import type { ActivityState } from '#contract/activities.ts'
import { currentTerm } from '#features/committees/index.ts'
import type { Context } from '#platform/context.ts'
import { systemActor } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { LoggedEvent } from '#platform/events/subscribe.ts'
import { newId } from '#platform/ids.ts'
import { organisesForCommittee } from '../access.ts'
import { accountsOfRoles } from '../queries/approvers.ts'
import { activityWorkflow } from '../workflow.ts'
import { moveAndTell, moveParts, shiftParts, withdrawOpenLeave } from './along.ts'
import { activityEvent, invitedIds, type LockedActivity, lockActivity, lockFor, updateActivity } from './load.ts'
import { hidePlace } from './publish.ts'

/** The same moment in another committee: what is told there is told under its own name. */
const inCommittee = (ctx: Context, committeeId: string): Context => ({
  ...ctx,
  actor: { ...systemActor(committeeId, ctx.actor.name) },
})

/** Asks another committee to take part. @throws DomainError access.denied, joint.asked, joint.no-committee, joint.guest */
export async function askCommittee(
  ctx: Context,
  id: string,
  given: { committeeId: string; words: string },
): Promise<Record<string, never>> {
  const a = await lockFor(ctx, id, 'edit')
  if (!organisesForCommittee(ctx.actor)) throw accessDenied('askCommittee')
  activityWorkflow.next(a.state, 'edit')
  const hosted = await ctx.db
    .selectFrom('joint_activities')
    .select('host_activity_id')
    .where('guest_committee_id', '=', a.committee_id)
    .where('guest_activity_id', '=', id)
    .executeTakeFirst()
  if (hosted || a.parent_id !== null) throw new DomainError('joint.guest')
  const other = await ctx.db
    .selectFrom('committees')
    .select('id')
    .where('id', '=', given.committeeId)
    .executeTakeFirst()
  if (!other || other.id === a.committee_id) throw new DomainError('joint.no-committee', {}, 400)
  const asked = await ctx.db
    .insertInto('joint_activities')
    .values({
      host_committee_id: a.committee_id,
      host_activity_id: id,
      guest_committee_id: other.id,
      guest_activity_id: null,
      state: 'asked',
      words: given.words,
      asked_at: ctx.now,
      answered_at: null,
    })
    .onConflict((c) =>
      c
        .columns(['host_committee_id', 'host_activity_id', 'guest_committee_id'])
        .doUpdateSet({ state: 'asked', words: given.words, answer_words: '', asked_at: ctx.now, answered_at: null })
        .where('joint_activities.state', '=', 'declined'),
    )
    .returning('guest_committee_id')
    .executeTakeFirst()
  if (!asked) throw new DomainError('joint.asked')
  await emit(ctx, activityEvent('activity.committeeAsked', a, { committeeId: other.id }))
  const there = inCommittee(ctx, other.id)
  const tell = await accountsOfRoles(there, ['memberOffice'])
  await emit(there, {
    type: 'activity.jointOffered',
    subjectKind: 'jointActivity',
    subjectId: id,
    details: { title: a.title, note: given.words, hostCommitteeId: a.committee_id, tell },
  })
  return {}
}

/** Takes the open offer of another committee for writing. @throws DomainError access.denied, not-found, joint.answered */
async function lockOffer(ctx: Context, hostActivityId: string) {
  const { committeeId } = ctx.actor
  if (!organisesForCommittee(ctx.actor)) throw notFound('jointActivity')
  const link = () =>
    ctx.db
      .selectFrom('joint_activities')
      .selectAll()
      .where('guest_committee_id', '=', committeeId)
      .where('host_activity_id', '=', hostActivityId)
  const named = await link().executeTakeFirst()
  if (!named) throw notFound('jointActivity')
  // The host first, and held: what it changes from now on finds the answer and is followed.
  const host = await ctx.db
    .selectFrom('activities')
    .selectAll()
    .where('committee_id', '=', named.host_committee_id)
    .where('id', '=', hostActivityId)
    .forShare()
    .executeTakeFirst()
  const offer = await link().forUpdate().executeTakeFirst()
  if (!host || !offer) throw notFound('jointActivity')
  if (offer.state !== 'asked') throw new DomainError('joint.answered', { state: offer.state })
  return { offer, host }
}

type Offer = Awaited<ReturnType<typeof lockOffer>>['offer']

async function answer(ctx: Context, offer: Offer, state: 'accepted' | 'declined', set: Record<string, unknown>) {
  await ctx.db
    .updateTable('joint_activities')
    .set({ state, answered_at: ctx.now, ...set })
    .where('host_committee_id', '=', offer.host_committee_id)
    .where('host_activity_id', '=', offer.host_activity_id)
    .where('guest_committee_id', '=', offer.guest_committee_id)
    .execute()
}

/** Tells the host's office what the other committee answered. */
async function tellHost(ctx: Context, offer: Offer, title: string, state: string, words: string): Promise<void> {
  const there = inCommittee(ctx, offer.host_committee_id)
  const tell = await accountsOfRoles(there, ['memberOffice'])
  await emit(there, {
    type: 'activity.jointAnswered',
    subjectKind: 'activity',
    subjectId: offer.host_activity_id,
    details: { title, state, note: words, guestCommitteeId: offer.guest_committee_id, tell },
  })
}

/** Takes part: a draft of one's own with the host's time, place and words; its office invites its own members.
 *  @throws DomainError joint.answered, activity.over, activity.no-term */
export async function acceptJointOffer(ctx: Context, hostActivityId: string): Promise<{ id: string }> {
  const { offer, host } = await lockOffer(ctx, hostActivityId)
  if (host.state === 'cancelled' || Date.parse(host.ends_at) <= ctx.now.getTime())
    throw new DomainError('activity.over')
  const term = await currentTerm({ ...ctx, now: new Date(host.starts_at) })
  if (!term) throw new DomainError('activity.no-term')
  const id = newId()
  const { kind, level, title, starts_at, ends_at, half_days, place, contact, explanation, audience } = host
  await ctx.db
    .insertInto('activities')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      term_id: term.id,
      parent_id: null,
      ...{ kind, level, title, starts_at, ends_at, half_days, place, contact, explanation, audience },
      agenda: JSON.stringify(host.agenda),
      observers: '[]',
      invitation: '[]',
      state: activityWorkflow.initial,
      organiser_group_id: null,
      started_by: null,
      capacity: null,
      answer_by: null,
      reminded_on: null,
      announced_at: null,
      concluded_at: null,
      created_at: ctx.now,
      created_by: ctx.actor.accountId,
      updated_at: ctx.now,
    })
    .execute()
  await answer(ctx, offer, 'accepted', { guest_activity_id: id })
  await emit(ctx, activityEvent('activity.drafted', { id, kind, title, term_id: term.id, starts_at }))
  await tellHost(ctx, offer, title, 'accepted', '')
  return { id }
}

/** Does not take part. @throws DomainError joint.answered */
export async function declineJointOffer(
  ctx: Context,
  hostActivityId: string,
  words: string,
): Promise<Record<string, never>> {
  const { offer, host } = await lockOffer(ctx, hostActivityId)
  await answer(ctx, offer, 'declined', { answer_words: words })
  await emit(ctx, {
    type: 'activity.jointDeclined',
    subjectKind: 'jointActivity',
    subjectId: hostActivityId,
    details: { title: host.title, note: words },
  })
  await tellHost(ctx, offer, host.title, 'declined', words)
  return {}
}

const notHeld = '主办的政协不办了'

/** Before a draft is thrown away: where this committee had agreed to take part in it, the host hears that it does not; where
 *  it is the host's, what others made of it is called off, and the offices that were asked hear so. */
export async function endJoint(ctx: Context, a: LockedActivity): Promise<void> {
  const taken = await ctx.db
    .updateTable('joint_activities')
    .set({ state: 'declined', answered_at: ctx.now, answer_words: '同意以后又不参加了', guest_activity_id: null })
    .where('guest_committee_id', '=', a.committee_id)
    .where('guest_activity_id', '=', a.id)
    .returningAll()
    .executeTakeFirst()
  if (taken) await tellHost(ctx, taken, a.title, 'declined', taken.answer_words)
  const asked = await ctx.db
    .selectFrom('joint_activities')
    .select(['guest_committee_id', 'guest_activity_id'])
    .where('host_committee_id', '=', a.committee_id)
    .where('host_activity_id', '=', a.id)
    .where('state', '<>', 'declined')
    .orderBy('guest_committee_id')
    .execute()
  for (const { guest_committee_id, guest_activity_id } of asked) {
    const there = inCommittee(ctx, guest_committee_id)
    const own = guest_activity_id === null ? null : await lockActivity(there, guest_activity_id)
    if (own && activityWorkflow.actions.cancel.from.some((state) => state === own.state)) {
      await moveAndTell(there, own, 'cancel', notHeld)
      await moveParts(there, own, 'cancel', notHeld)
    } else if (own && (own.state === 'draft' || own.state === 'proposed'))
      await updateActivity(there, own, { state: 'cancelled', state_words: notHeld })
    const tell = await accountsOfRoles(there, ['memberOffice'])
    await emit(there, {
      type: 'activity.jointCalledOff',
      subjectKind: 'jointActivity',
      subjectId: a.id,
      details: { title: a.title, note: notHeld, hostCommitteeId: a.committee_id, tell },
    })
  }
}

/** Carries the host's new time, place, postponement or cancellation over to the committees that take part. Done again it
 *  finds nothing to change. */
export async function followHost(db: Context['db'], event: LoggedEvent, now: Date): Promise<void> {
  const host = await db
    .selectFrom('activities')
    .selectAll()
    .where('committee_id', '=', event.committeeId)
    .where('id', '=', event.subjectId)
    .executeTakeFirst()
  if (!host) return
  const guests = await db
    .selectFrom('joint_activities')
    .select(['guest_committee_id', 'guest_activity_id'])
    .where('host_committee_id', '=', event.committeeId)
    .where('host_activity_id', '=', event.subjectId)
    .where('state', '=', 'accepted')
    .execute()
  for (const { guest_committee_id, guest_activity_id } of guests) {
    if (guest_activity_id === null) continue
    const ctx = { db, actor: systemActor(guest_committee_id, event.actorName), now, requestId: `event ${event.id}` }
    const a = await lockActivity(ctx, guest_activity_id)
    if (a.state === 'concluded' || a.state === 'archived' || a.state === 'cancelled') continue
    const begun = a.announced_at !== null
    const follows = begun && ['postponed', 'cancelled', 'announced'].includes(host.state)
    const state = follows || host.state === 'cancelled' ? host.state : a.state
    const { starts_at, ends_at, place } = host
    const type = followed(a.state, state, begun)
    const anew = type === 'activity.rescheduled'
    const moved = a.starts_at !== starts_at || a.ends_at !== ends_at || a.place !== place
    if (!moved && state === a.state) continue
    await updateActivity(ctx, a, {
      ...{ state, starts_at, ends_at, place },
      state_words: host.state_words,
      ...(begun ? { told_times: a.told_times + 1 } : {}),
      // Its own days for answers and reminders were for the old date.
      ...(anew ? { answer_by: null, reminded_on: null } : {}),
    })
    if (anew)
      await db
        .updateTable('activity_invitees')
        .set({ answer: null, answered_at: null, answered_by: null })
        .where('committee_id', '=', a.committee_id)
        .where('activity_id', '=', a.id)
        .execute()
    const memberIds = await invitedIds(ctx, a)
    const details = {
      note: host.state_words,
      startsAt: starts_at,
      place,
      to: { startsAt: starts_at, place },
      memberIds,
    }
    await emit(ctx, activityEvent(type, { ...a, starts_at }, details))
    if (place !== a.place) await hidePlace(ctx, a)
    if (type === 'activity.cancelled') await withdrawOpenLeave(ctx, a)
    if (type === 'activity.cancelled') await moveParts(ctx, a, 'cancel', host.state_words)
    if (type === 'activity.postponed') await moveParts(ctx, a, 'postpone', host.state_words)
    if (anew) await shiftParts(ctx, a, { startsAt: starts_at, words: host.state_words, answers: 'ask' })
  }
}

/** What is told where the guest's activity goes from one state to another; the event that woke us may be an old one. */
function followed(from: ActivityState, to: string, announced: boolean): string {
  if (to !== from && to === 'cancelled') return 'activity.cancelled'
  if (to !== from && to === 'postponed') return 'activity.postponed'
  if (to !== from && from === 'postponed') return 'activity.rescheduled'
  return announced ? 'activity.moved' : 'activity.edited'
}
