import { type SqlBool, sql } from 'kysely'
import type { ActivityLeave, ActivityState, activityAudience } from '#contract/activities.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { type ActivityStanding, organisesForCommittee } from '../access.ts'

type Asking = Pick<Context, 'actor' | 'now'>

/** Posts in a group that run it. Source: 召集人主持小组；专委会活动由专委会负责人（主任、副主任）负责. */
export const convenesAs = (memberId: string | null, today: string) => sql<boolean>`exists (
  select from group_members g
  where g.committee_id = a.committee_id and g.group_id = a.organiser_group_id and g.member_id = ${memberId}
    and g.role in ('convener', 'deputyConvener', 'director', 'deputyDirector')
    and g.starts_on <= ${today} and (g.ends_on is null or g.ends_on > ${today})
)`
const convenes = (ctx: Asking) => convenesAs(ctx.actor.memberId, civilDateOf(ctx.now))
const invited = (ctx: Asking) => sql<boolean>`exists (
  select from activity_invitees i
  where i.committee_id = a.committee_id and i.activity_id = a.id and i.member_id = ${ctx.actor.memberId} and i.removed_at is null
)`

/** How the actor stands to an activity, as columns beside `activities as a`. */
export const standing = (ctx: Asking) => [convenes(ctx).as('convenes'), invited(ctx).as('invited')] as const

/** What decides, from a row with `standing`. */
export function standingOf(
  ctx: Asking,
  row: {
    state: string
    state_words: string
    audience: string
    started_by: string | null
    parent_id: string | null
    convenes: boolean
    invited: boolean
  },
): ActivityStanding {
  return {
    state: row.state as ActivityState,
    audience: row.audience as (typeof activityAudience.options)[number],
    convenes: row.convenes,
    invited: row.invited,
    startedByMe: row.started_by !== null && row.started_by === ctx.actor.memberId,
    startedByMember: row.started_by !== null,
    returned: row.state === 'draft' && row.state_words !== '',
    isPart: row.parent_id !== null,
  }
}

/** The scope of `seesActivity` as SQL, beside `activities as a`. */
export function visible(ctx: Asking) {
  const { actor } = ctx
  if (organisesForCommittee(actor))
    return sql<SqlBool>`not (a.state = 'draft' and a.started_by is not null and a.state_words = '')`
  if (actor.role === 'proposalOffice') return sql<SqlBool>`a.state not in ('draft', 'proposed')`
  if (actor.role !== 'member') return sql<SqlBool>`false`
  return sql<SqlBool>`(
    a.started_by = ${actor.memberId} or ${convenes(ctx)}
    or (a.state not in ('draft', 'proposed') and (a.audience = 'members' or ${invited(ctx)}))
  )`
}

/** Leave `l` from the whole of the meeting that activity `a` is part of, asked or granted: nobody asks for it twice. */
const ofTheWhole = sql<SqlBool>`(
  l.activity_id = a.parent_id and l.state in ('requested', 'granted')
  and l.half_days >= (select p.half_days from activities p where p.committee_id = a.committee_id and p.id = a.parent_id)
)`

/** Leave `l` is from all of activity `a`: its half days cover those of the activity, or it is from the whole that `a` is part of. */
const covers = sql<SqlBool>`(l.activity_id <> a.id or l.half_days >= a.half_days)`

/** The request for leave that counts for invitee `i` of activity `a`, as JSON: its own, or one from the whole of the meeting
 *  it is part of; never one taken back. */
export const leaveCounting = sql<ActivityLeave | null>`(
  select jsonb_build_object('id', l.id, 'state', l.state, 'kind', l.kind, 'halfDays', l.half_days, 'covers', ${covers})
  from leave_requests l
  where l.committee_id = i.committee_id and l.member_id = i.member_id and l.state <> 'withdrawn'
    and (l.activity_id = i.activity_id or ${ofTheWhole})
  order by l.state = 'granted' desc, ${covers} desc, l.asked_at desc
  limit 1
)`

/** Has neither answered nor asked for leave: who is reminded. */
export const silent = sql<SqlBool>`(
  i.answer is null and not exists (
    select from leave_requests l
    where l.committee_id = i.committee_id and l.member_id = i.member_id and l.state <> 'withdrawn'
      and (l.activity_id = i.activity_id or ${ofTheWhole})
  )
)`
