import { sql } from 'kysely'
import type {
  Activity,
  ActivityCounts,
  ActivityItem,
  ActivityLevel,
  ActivityState,
  InvitationRule,
  MyInvitation,
} from '#contract/activities.ts'
import type { ActivityKind } from '#contract/activity-kinds.ts'
import type { HistoryEntry } from '#contract/common.ts'
import { memberNames } from '#features/members/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { notFound } from '#platform/errors.ts'
import { historyQuery } from '#platform/events/emit.ts'
import { activityActions, readsInvitees, runsActivity, seesActivity } from '../access.ts'
import { answersUntil } from '../rules/sign-up.ts'
import { attended } from './attended.ts'
import { leaveCounting, standing, standingOf, visible } from './standing.ts'

const mine = (memberId: string | null) =>
  sql<MyInvitation | null>`(
    select jsonb_build_object(
      'must', i.must,
      'answer', i.answer,
      'waitingPlace', case when i.answer = 'waiting' then (
        select count(*)::int from activity_invitees w
        where w.committee_id = i.committee_id and w.activity_id = i.activity_id and w.answer = 'waiting'
          and w.removed_at is null and (w.answered_at, w.member_id) <= (i.answered_at, i.member_id)
      ) end,
      'readAt', to_char(i.read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'leave', ${leaveCounting},
      'attended', ${attended},
      'seat', case when i.seat_row is not null then jsonb_build_object('row', i.seat_row, 'number', i.seat_number) end
    )
    from activity_invitees i
    where i.committee_id = a.committee_id and i.activity_id = a.id and i.member_id = ${memberId} and i.removed_at is null
  )`.as('mine')

/** Activities with how the actor stands to them; `counts` is asked for by who may know. */
export function activityRows(ctx: Context) {
  return ctx.db
    .selectFrom('activities as a')
    .leftJoin('groups as g', (join) =>
      join.onRef('g.committee_id', '=', 'a.committee_id').onRef('g.id', '=', 'a.organiser_group_id'),
    )
    .leftJoin('members as s', (join) =>
      join.onRef('s.committee_id', '=', 'a.committee_id').onRef('s.id', '=', 'a.started_by'),
    )
    .selectAll('a')
    .select(['g.name as organiser_name', 's.name as starter_name', mine(ctx.actor.memberId), ...standing(ctx)])
    .where('a.committee_id', '=', ctx.actor.committeeId)
    .where(visible(ctx))
}
export type ActivityRow = Awaited<ReturnType<ReturnType<typeof activityRows>['execute']>>[number]

/** The counts of several activities by id. Leave is gathered once for all of them and joined: looked up invitee by invitee, a
 *  page of 20 activities of 2,000 each took 40,000 look-ups twice. What counts is the same as `leaveCounting` and `silent`. */
export async function countsOf(ctx: Context, ids: readonly string[]): Promise<Map<string, ActivityCounts>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<ActivityCounts & { id: string }>`
    with asked as (
      select a.committee_id, a.id, a.parent_id, p.half_days as whole, a.half_days as own
      from activities a
      left join activities p on p.committee_id = a.committee_id and p.id = a.parent_id
      where a.committee_id = ${ctx.actor.committeeId} and a.id in (${sql.join(ids)})
    ), leaves as materialized (
      select o.id, o.member_id, (array_agg(o.state order by o.state = 'granted' desc, o.asked_at desc))[1] as state,
        bool_or(o.state = 'granted' and o.covers) as away
      from (
        select asked.id, l.member_id, l.state, l.asked_at, l.half_days >= asked.own as covers
        from asked
        join leave_requests l on l.committee_id = asked.committee_id and l.activity_id = asked.id
        where l.state <> 'withdrawn'
        union all
        select asked.id, l.member_id, l.state, l.asked_at, true
        from asked
        join leave_requests l on l.committee_id = asked.committee_id and l.activity_id = asked.parent_id
        where l.state in ('requested', 'granted') and l.half_days >= asked.whole
      ) o
      group by o.id, o.member_id
    )
    select asked.id,
      count(i.member_id)::int as invited,
      (count(*) filter (where i.must))::int as must,
      (count(*) filter (where i.answer = 'coming' and l.away is not true))::int as coming,
      (count(*) filter (where i.answer = 'waiting'))::int as waiting,
      (count(*) filter (where i.answer = 'notComing'))::int as "notComing",
      (count(*) filter (where l.state = 'granted'))::int as "leaveGranted",
      (count(*) filter (where l.state = 'requested'))::int as "leaveAsked",
      (count(*) filter (where i.member_id is not null and i.answer is null and l.member_id is null))::int as silent,
      (count(*) filter (where i.read_at is not null))::int as read
    from asked
    left join activity_invitees i
      on i.committee_id = asked.committee_id and i.activity_id = asked.id and i.removed_at is null
    left join leaves l on l.id = asked.id and l.member_id = i.member_id
    group by asked.id
  `.execute(ctx.db)
  return new Map(rows.map(({ id, ...counted }) => [id, counted]))
}

/** What lists and pages show of it. */
export function itemOf(row: ActivityRow, counted: ActivityCounts | null): ActivityItem {
  return {
    id: row.id,
    parentId: row.parent_id,
    kind: row.kind as ActivityKind,
    title: row.title,
    state: row.state as ActivityState,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    organiser: { groupId: row.organiser_group_id, name: row.organiser_name ?? '' },
    startedBy: row.started_by === null ? null : { memberId: row.started_by, name: row.starter_name ?? '' },
    answerBy: row.answer_by,
    stateWords: row.state_words,
    mine: row.mine,
    counts: counted,
  }
}

/** @throws DomainError not-found */
export async function findActivityRow(ctx: Context, id: string): Promise<ActivityRow> {
  const row = await activityRows(ctx).where('a.id', '=', id).executeTakeFirst()
  if (!row || !seesActivity(ctx.actor, standingOf(ctx, row))) throw notFound('activity')
  return row
}

/** What the history tells everybody who sees it; the rest is for who runs it. */
const toldToAll = new Set([
  'activity.announced',
  'activity.moved',
  'activity.postponed',
  'activity.rescheduled',
  'activity.cancelled',
  'activity.concluded',
  'activity.reopened',
])

/** Hundreds check in and speak at one activity: who came stands in its attendance, not in its story. */
const readStory = statement('kept', (db, v: { committeeId: string; id: string }) =>
  historyQuery(db, sql.val(v.committeeId), sql.val(v.id)).where('h.type', 'not in', [
    'activity.checkedIn',
    'activity.attendanceSettled',
    'discussion.pointRecorded',
    'discussion.pointEdited',
  ]),
)

/** One activity as the actor may see it. @throws DomainError not-found */
export async function getActivity(ctx: Context, id: string): Promise<Activity> {
  const row = await findActivityRow(ctx, id)
  const at = standingOf(ctx, row)
  const runs = runsActivity(ctx.actor, at)
  const counted = readsInvitees(ctx.actor, at) ? ((await countsOf(ctx, [id])).get(id) ?? null) : null
  const [parts, parent, signedUp, history] = await Promise.all([
    activityRows(ctx).where('a.parent_id', '=', id).orderBy('a.starts_at').orderBy('a.id').limit(200).execute(),
    row.parent_id === null ? undefined : activityRows(ctx).where('a.id', '=', row.parent_id).executeTakeFirst(),
    placesTaken(ctx, id),
    readStory(ctx.db, { committeeId: row.committee_id, id }),
  ])
  const until = answersUntil({ answerBy: row.answer_by, startsAt: row.starts_at })
  return {
    ...itemOf(row, counted),
    committeeId: row.committee_id,
    termId: row.term_id,
    level: row.level as ActivityLevel,
    halfDays: row.half_days,
    explanation: row.explanation,
    contact: row.contact,
    audience: row.audience as Activity['audience'],
    agenda: row.agenda as Activity['agenda'],
    observers: row.observers as Activity['observers'],
    invitation: runs ? (row.invitation as InvitationRule[]) : null,
    capacity: row.capacity,
    signedUp,
    announcedAt: row.announced_at,
    concludedAt: row.concluded_at,
    version: row.version,
    parent: parent ? { id: parent.id, title: parent.title } : null,
    parts: parts.map((part) => ({
      id: part.id,
      kind: part.kind as ActivityKind,
      title: part.title,
      state: part.state as ActivityState,
      startsAt: part.starts_at,
      place: part.place,
      invited: part.invited,
    })),
    actions: activityActions(ctx.actor, at, { now: ctx.now, startsAt: row.starts_at, answersUntil: until }),
    remindedToday: row.reminded_on === civilDateOf(ctx.now),
    history: runs ? await named(ctx, history) : history.filter(({ type }) => toldToAll.has(type)).map(withoutIds),
  }
}

/** Who was told stands in the list of invitees; hundreds of ids help nobody here. */
function withoutIds(entry: HistoryEntry): HistoryEntry {
  const { memberIds: _, tell: __, members: ___, ...details } = entry.details
  return { ...entry, details }
}

/** Happenings that are about some members, not about all who are told. */
const aboutMembers = new Set(['activity.invited', 'activity.listed', 'activity.uninvited', 'activity.movedUp'])
/** So many are named; of more only how many. */
const mostNamed = 10

/** Whom an entry concerns. */
function concerns({ type, details: { memberId, memberIds } }: HistoryEntry): string[] {
  if (typeof memberId === 'string') return [memberId]
  return aboutMembers.has(type) && Array.isArray(memberIds) ? (memberIds as string[]) : []
}

/** The story with the names of whom it concerns, for who runs it: `names`, and `concerned` how many. */
async function named(ctx: Context, history: readonly HistoryEntry[]): Promise<HistoryEntry[]> {
  const names = await memberNames(
    ctx,
    history.flatMap((entry) => concerns(entry).slice(0, mostNamed)),
  )
  return history.map((entry) => {
    const ids = concerns(entry)
    const plain = withoutIds(entry)
    if (ids.length === 0) return plain
    const shown = ids.slice(0, mostNamed).flatMap((id) => names.get(id) ?? [])
    return { ...plain, details: { ...plain.details, names: shown, concerned: ids.length } }
  })
}

/** Places taken by those who may come. */
export async function placesTaken(ctx: Pick<Context, 'db' | 'actor'>, id: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('activity_invitees')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('activity_id', '=', id)
    .where('removed_at', 'is', null)
    .where('must', '=', false)
    .where('answer', '=', 'coming')
    .executeTakeFirstOrThrow()
  return count
}

/** The civil day an activity is held on. */
export const heldOn = (startsAt: string): string => civilDateOf(new Date(startsAt))
