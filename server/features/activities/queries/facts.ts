import { sql } from 'kysely'
import type { ActivityAnswer, ActivityLeave, ActivityLevel, ActivityState } from '#contract/activities.ts'
import type { ActivityKind } from '#contract/activity-kinds.ts'
import type { Context } from '#platform/context.ts'
import { readsInvitees, runsActivity } from '../access.ts'
import { findActivityRow, heldOn } from './activity.ts'
import { leaveCounting, standingOf } from './standing.ts'

/** An activity as other features need it. */
export interface ActivityFacts {
  id: string
  committeeId: string
  termId: string
  parentId: string | null
  kind: ActivityKind
  level: ActivityLevel
  title: string
  state: ActivityState
  startsAt: string
  endsAt: string
  /** The civil day it begins on. */
  heldOn: string
  halfDays: number
  place: string
  organiserGroupId: string | null
  /** The actor runs it: the office, its convener, who started it. */
  runs: boolean
  /** The actor may read names and answers. */
  readsInvitees: boolean
  /** The actor is on its list. */
  invited: boolean
}

/** An activity the actor may see. @throws DomainError not-found */
export async function getActivity(ctx: Context, id: string): Promise<ActivityFacts> {
  const row = await findActivityRow(ctx, id)
  const at = standingOf(ctx, row)
  return {
    id: row.id,
    committeeId: row.committee_id,
    termId: row.term_id,
    parentId: row.parent_id,
    kind: row.kind as ActivityKind,
    level: row.level as ActivityLevel,
    title: row.title,
    state: row.state as ActivityState,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    heldOn: heldOn(row.starts_at),
    halfDays: row.half_days,
    place: row.place,
    organiserGroupId: row.organiser_group_id,
    runs: runsActivity(ctx.actor, at),
    readsInvitees: readsInvitees(ctx.actor, at),
    invited: at.invited,
  }
}

/** One on the list of an activity. */
export interface ListedMember {
  memberId: string
  name: string
  must: boolean
  answer: ActivityAnswer | null
  leave: ActivityLeave | null
}

/** Who is on the list, in stroke order, with the leave that counts (that of the whole meeting for its parts); rights are the
 *  caller's to ask. */
export async function inviteesOf(ctx: Pick<Context, 'db' | 'actor'>, activityId: string): Promise<ListedMember[]> {
  const rows = await ctx.db
    .selectFrom('activity_invitees as i')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'i.committee_id').onRef('a.id', '=', 'i.activity_id'),
    )
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'i.committee_id').onRef('m.id', '=', 'i.member_id'),
    )
    .select([
      'm.id as memberId',
      'm.name',
      'i.must',
      sql<ActivityAnswer | null>`i.answer`.as('answer'),
      leaveCounting.as('leave'),
    ])
    .where('i.committee_id', '=', ctx.actor.committeeId)
    .where('i.activity_id', '=', activityId)
    .where('i.removed_at', 'is', null)
    .orderBy('m.stroke_key')
    .orderBy('m.id')
    .execute()
  return rows
}

/** The leave that counts at an activity, by member. */
export async function leaveOf(
  ctx: Pick<Context, 'db' | 'actor'>,
  activityId: string,
): Promise<Map<string, ActivityLeave>> {
  const rows = await inviteesOf(ctx, activityId)
  return new Map(rows.flatMap(({ memberId, leave }) => (leave ? [[memberId, leave] as const] : [])))
}
