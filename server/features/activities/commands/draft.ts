import type { z } from 'zod'
import type { ActivityState, activityRoutes as r } from '#contract/activities.ts'
import { isCommitteeMeeting } from '#contract/activity-kinds.ts'
import { currentTerm } from '#features/committees/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, invalidInput } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { organisesForCommittee } from '../access.ts'
import { bodiesOf, getActivityOptions } from '../queries/options.ts'
import { levelOfCommittee } from '../rules/level.ts'
import { activityWorkflow } from '../workflow.ts'
import { endJoint } from './joint.ts'
import { activityEvent, invitedIds, type LockedActivity, lockFor, updateActivity } from './load.ts'
import { hidePlace } from './publish.ts'
import { moveUp } from './waiting.ts'

type Body<R extends { body: z.ZodType }> = z.output<R['body']>
type Written = Omit<Body<typeof r.editActivity>, 'version'>

/** @throws DomainError activity.times unless it ends after it begins, and answers are due before it begins */
export function requireTimes(given: { startsAt: string; endsAt: string; answerBy?: string | null }): void {
  const starts = Date.parse(given.startsAt)
  const late = given.answerBy != null && Date.parse(given.answerBy) > starts
  // Ninety days hold the longest training; more is a slip of the year.
  if (Date.parse(given.endsAt) <= starts || late || Date.parse(given.endsAt) - starts > 90 * 86_400_000)
    throw new DomainError('activity.times', {}, 400)
}

/** Whether a member drafts here what only the committee's offices call: a convener does a sitting of a plenary they run, and
 *  leaves a kind the office set. Source: 全体会议、常委会会议、主席会议由章程规定召集. */
async function callsForCommittee(
  ctx: Context,
  given: Written & { parentId?: string | null },
  was: Was,
): Promise<boolean> {
  if (!isCommitteeMeeting(given.kind) || given.kind === was?.kind) return false
  const parentId = was ? was.parent_id : (given.parentId ?? null)
  if (given.kind !== 'plenarySubMeeting' || parentId === null) return true
  const { kind } = await ctx.db
    .selectFrom('activities')
    .select('kind')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', parentId)
    .executeTakeFirstOrThrow()
  return kind !== 'plenary'
}

/** What it was before the change; null for a new one. */
type Was = Pick<LockedActivity, 'kind' | 'parent_id' | 'organiser_group_id' | 'started_by'> | null

/** Who organises: the office for everybody; a member for the body they convene, else as who started it. A body closed since
 *  keeps what it organised.
 *  @throws DomainError access.denied, activity.not-organiser, input.invalid where a member orders others to come */
async function organiserOf(
  ctx: Context,
  given: Written & { parentId?: string | null },
  was: Was,
): Promise<{ startedBy: string | null }> {
  const { may } = await getActivityOptions(ctx)
  if (may === 'none') throw accessDenied('createActivity')
  const bodies = await bodiesOf(ctx)
  const { organiserGroupId } = given
  const kept = organiserGroupId === was?.organiser_group_id
  if (organiserGroupId !== null && !kept && !bodies.some((body) => body.id === organiserGroupId))
    throw new DomainError('activity.not-organiser', {}, 400)
  if (organisesForCommittee(ctx.actor)) return { startedBy: was?.started_by ?? null }
  if ((isCommitteeMeeting(given.kind) && organiserGroupId === null) || (await callsForCommittee(ctx, given, was)))
    throw new DomainError('activity.not-organiser', {}, 400)
  if (organiserGroupId !== null) return { startedBy: null }
  if (given.invitation.some((rule) => rule.must))
    throw invalidInput('invitation', '委员发起的活动只能邀请，不能要求必须参加')
  return { startedBy: ctx.actor.memberId }
}

async function columnsOf(ctx: Context, given: Written) {
  const { level } = await ctx.db
    .selectFrom('committees')
    .select('level')
    .where('id', '=', ctx.actor.committeeId)
    .executeTakeFirstOrThrow()
  return {
    kind: given.kind,
    level: given.level ?? levelOfCommittee(level),
    title: given.title,
    organiser_group_id: given.organiserGroupId,
    starts_at: given.startsAt,
    ends_at: given.endsAt,
    half_days: given.halfDays,
    place: given.place,
    contact: given.contact,
    explanation: given.explanation,
    audience: given.audience,
    agenda: JSON.stringify(given.agenda),
    observers: JSON.stringify(given.observers),
    invitation: JSON.stringify(given.invitation),
    capacity: given.capacity,
    answer_by: given.answerBy,
  }
}

/** The meeting whose parts are written, locked. @throws DomainError activity.part-of-part, activity.wrong-state */
export async function lockWhole(ctx: Context, id: string): Promise<LockedActivity> {
  const whole = await lockFor(ctx, id, 'addPart')
  activityWorkflow.next(whole.state, 'addPart')
  if (whole.parent_id !== null) throw new DomainError('activity.part-of-part', {}, 400)
  return whole
}

/** Drafts an activity, or a sub-meeting of one (小组会、联组会).
 *  @throws DomainError access.denied, activity.times, activity.no-term, activity.not-organiser, activity.part-of-part */
export async function createActivity(ctx: Context, given: Body<typeof r.createActivity>): Promise<{ id: string }> {
  if (given.parentId !== null) await lockWhole(ctx, given.parentId)
  return draftActivity(ctx, given)
}

/** Writes a draft; the meeting it is part of is the caller's to lock. */
export async function draftActivity(ctx: Context, given: Body<typeof r.createActivity>): Promise<{ id: string }> {
  const { startedBy } = await organiserOf(ctx, given, null)
  requireTimes(given)
  const term = await currentTerm({ ...ctx, now: new Date(given.startsAt) })
  if (!term) throw new DomainError('activity.no-term')
  const id = newId()
  await ctx.db
    .insertInto('activities')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      term_id: term.id,
      parent_id: given.parentId,
      ...(await columnsOf(ctx, given)),
      state: activityWorkflow.initial,
      started_by: startedBy,
      reminded_on: null,
      announced_at: null,
      concluded_at: null,
      created_at: ctx.now,
      created_by: ctx.actor.accountId,
      updated_at: ctx.now,
    })
    .execute()
  const drafted = { id, kind: given.kind, title: given.title, term_id: term.id, starts_at: given.startsAt }
  await emit(ctx, activityEvent('activity.drafted', drafted))
  return { id }
}

const same = (a: string | null, b: string | null) =>
  (a === null) === (b === null) && (a === null || Date.parse(a) === Date.parse(b!))
const text = (value: unknown) => JSON.stringify(value)

function current(a: LockedActivity): Record<string, unknown> {
  return {
    kind: a.kind,
    level: a.level,
    title: a.title,
    organiserGroupId: a.organiser_group_id,
    startsAt: a.starts_at,
    endsAt: a.ends_at,
    halfDays: a.half_days,
    place: a.place,
    contact: a.contact,
    explanation: a.explanation,
    audience: a.audience,
    agenda: a.agenda,
    observers: a.observers,
    invitation: a.invitation,
    capacity: a.capacity,
    answerBy: a.answer_by,
  }
}

/** Changes an activity. Once announced a new time or place is told to those invited; the list of invitees is then changed by
 *  name, not by rule. @throws DomainError version.stale with both texts, activity.wrong-state, activity.list-fixed */
export async function editActivity(
  ctx: Context,
  id: string,
  { version: known, ...given }: Body<typeof r.editActivity>,
): Promise<{ state: ActivityState; version: number }> {
  const a = await lockFor(ctx, id, 'edit')
  const state = activityWorkflow.next(a.state, 'edit')
  if (a.version !== known)
    throw new DomainError('version.stale', { current: current(a), currentVersion: a.version, yours: given })
  requireTimes(given)
  await organiserOf(ctx, given, a)
  const announced = a.announced_at !== null
  if (announced && text(given.invitation) !== text(a.invitation)) throw new DomainError('activity.list-fixed', {}, 400)
  const moved =
    !same(given.startsAt, a.starts_at) || !same(given.endsAt, a.ends_at) || given.place.trim() !== a.place.trim()
  const tells = announced && state === 'announced' && moved && Date.parse(given.endsAt) > ctx.now.getTime()
  const version = await updateActivity(ctx, a, {
    ...(await columnsOf(ctx, given)),
    ...(announced ? { told_times: a.told_times + 1 } : {}),
  })
  const edited = { ...a, kind: given.kind, title: given.title, starts_at: given.startsAt }
  await emit(
    ctx,
    tells
      ? activityEvent('activity.moved', edited, {
          from: { startsAt: a.starts_at, place: a.place },
          to: { startsAt: given.startsAt, place: given.place },
          memberIds: await invitedIds(ctx, a),
        })
      : activityEvent('activity.edited', edited),
  )
  if (given.place.trim() !== a.place.trim()) await hidePlace(ctx, a)
  // More places: who has waited longest comes first.
  if (announced && given.capacity !== a.capacity && ctx.now.getTime() < Date.parse(given.startsAt))
    await moveUp(ctx, { ...edited, capacity: given.capacity })
  return { state, version }
}

/** Throws a draft away. Those it was to be held together with are told.
 *  @throws DomainError activity.wrong-state, activity.has-parts */
export async function discardActivity(ctx: Context, id: string): Promise<Record<string, never>> {
  const a = await lockFor(ctx, id, 'discard')
  activityWorkflow.next(a.state, 'discard')
  const part = await ctx.db
    .selectFrom('activities')
    .select('id')
    .where('committee_id', '=', a.committee_id)
    .where('parent_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (part) throw new DomainError('activity.has-parts')
  await endJoint(ctx, a)
  await ctx.db.deleteFrom('activities').where('committee_id', '=', a.committee_id).where('id', '=', id).execute()
  await emit(ctx, activityEvent('activity.discarded', a))
  return {}
}
