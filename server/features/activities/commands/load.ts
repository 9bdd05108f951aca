import type { ActivityAction, ActivityState, InvitationRule } from '#contract/activities.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { authorizeActivity } from '../access.ts'
import { heldOn } from '../queries/activity.ts'
import { standing, standingOf } from '../queries/standing.ts'

/** The lock of who was there: check-ins take it together; who concludes an activity, corrects, or takes it back takes it alone
 *  and waits for them. It is taken before the activity's row. */
export const attendanceLock = (activityId: string): string => `attendance ${activityId}`

/** Takes an activity for writing: all moves, answers and leave of one activity wait for each other. How the actor stands
 *  to it is read after the lock. @throws DomainError not-found */
export async function lockActivity(ctx: Context, id: string) {
  const locked = await ctx.db
    .selectFrom('activities')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!locked) throw notFound('activity')
  const own = await ctx.db
    .selectFrom('activities as a')
    .select(standing(ctx))
    .where('a.committee_id', '=', ctx.actor.committeeId)
    .where('a.id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    ...locked,
    state: locked.state as ActivityState,
    invitation: locked.invitation as unknown as InvitationRule[],
    standing: standingOf(ctx, { ...locked, ...own }),
  }
}
export type LockedActivity = Awaited<ReturnType<typeof lockActivity>>

/** As `lockActivity`, and the act is the actor's. @throws DomainError not-found, access.denied */
export async function lockFor(ctx: Context, id: string, action: ActivityAction): Promise<LockedActivity> {
  const a = await lockActivity(ctx, id)
  authorizeActivity(ctx.actor, a.standing, action)
  return a
}

/** Writes columns of a locked activity; each write counts its version up. */
export async function updateActivity(
  ctx: Context,
  a: Pick<LockedActivity, 'committee_id' | 'id' | 'version'>,
  set: Record<string, unknown>,
): Promise<number> {
  await ctx.db
    .updateTable('activities')
    .set({ version: a.version + 1, updated_at: ctx.now, ...set })
    .where('committee_id', '=', a.committee_id)
    .where('id', '=', a.id)
    .execute()
  return a.version + 1
}

/** The event of something that happened to an activity, with what its readers need without looking anything up. */
export const activityEvent = (
  type: string,
  a: Pick<LockedActivity, 'id' | 'kind' | 'title' | 'term_id' | 'starts_at'>,
  details: Record<string, unknown> = {},
) => ({
  type,
  subjectKind: 'activity',
  subjectId: a.id,
  details: { kind: a.kind, title: a.title, heldOn: heldOn(a.starts_at), termId: a.term_id, ...details },
})

/** Those on the list. */
export async function invitedIds(ctx: Context, a: Pick<LockedActivity, 'committee_id' | 'id'>): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('activity_invitees')
    .select('member_id')
    .where('committee_id', '=', a.committee_id)
    .where('activity_id', '=', a.id)
    .where('removed_at', 'is', null)
    .orderBy('member_id')
    .execute()
  return rows.map((row) => row.member_id)
}
