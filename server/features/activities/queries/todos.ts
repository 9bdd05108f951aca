import { type SqlBool, sql } from 'kysely'
import type { Todo, TodoGroup } from '#contract/workbench.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { organisesForCommittee } from '../access.ts'
import { answersUntil } from '../rules/sign-up.ts'
import { leavesToDecide } from './leaves.ts'
import { silent } from './standing.ts'

const countLimit = 100
const shown = 5

/** One heading of the workbench; none where nothing waits. */
function group(kind: string, rows: Omit<Todo, 'kind' | 'subjectKind'>[]): TodoGroup[] {
  if (rows.length === 0) return []
  const items = rows.slice(0, shown).map((row) => ({ ...row, kind, subjectKind: 'activity' as const }))
  return [{ kind, count: rows.length, countLimit, items }]
}

const day = (instant: string) => {
  const [, month, date] = civilDateOf(new Date(instant)).split('-').map(Number)
  return `${month}月${date}日`
}

/** Invitations the member has neither answered nor asked for leave from. */
async function toAnswer(ctx: Context): Promise<TodoGroup[]> {
  const now = ctx.now.toISOString()
  const rows = await ctx.db
    .selectFrom('activity_invitees as i')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'i.committee_id').onRef('a.id', '=', 'i.activity_id'),
    )
    .select(['a.id', 'a.title', 'a.starts_at', 'a.answer_by', 'a.place', 'i.must', 'i.invited_at'])
    .where('i.committee_id', '=', ctx.actor.committeeId)
    .where('i.member_id', '=', ctx.actor.memberId)
    .where('i.removed_at', 'is', null)
    .where('a.state', '=', 'announced')
    .where('a.starts_at', '>', now)
    .where((eb) => eb.or([eb('a.answer_by', 'is', null), eb('a.answer_by', '>', now)]))
    .where(silent)
    .orderBy('a.starts_at')
    .limit(countLimit)
    .execute()
  return group(
    'activity.toAnswer',
    rows.map((row) => ({
      subjectId: row.id,
      title: row.title,
      note: `${day(row.starts_at)}${row.place ? `，${row.place}` : ''}，${row.must ? '请参加' : '自愿参加'}`,
      since: row.invited_at,
      dueOn: civilDateOf(new Date(answersUntil({ answerBy: row.answer_by, startsAt: row.starts_at }))),
    })),
  )
}

/** Leave that waits for the actor's decision. */
async function toDecide(ctx: Context): Promise<TodoGroup[]> {
  const leaves = await leavesToDecide(ctx, countLimit)
  return group(
    'leave.toDecide',
    leaves.map((leave) => ({
      subjectId: leave.activity.id,
      title: leave.activity.title,
      note: `${leave.memberName}请假`,
      since: leave.askedAt,
      dueOn: civilDateOf(new Date(leave.activity.startsAt)),
    })),
  )
}

/** What the office has to move: activities members handed in; those that are over and not concluded; meetings without signed
 *  minutes. */
async function toRun(ctx: Context): Promise<TodoGroup[]> {
  const of = (condition: ReturnType<typeof sql<SqlBool>>) =>
    ctx.db
      .selectFrom('activities as a')
      .leftJoin('members as m', (join) =>
        join.onRef('m.committee_id', '=', 'a.committee_id').onRef('m.id', '=', 'a.started_by'),
      )
      .select(['a.id', 'a.title', 'a.starts_at', 'a.ends_at', 'a.updated_at', 'm.name'])
      .where('a.committee_id', '=', ctx.actor.committeeId)
      .where(condition)
      .orderBy('a.starts_at')
      .limit(countLimit)
      .execute()
  const [proposed, over, unwritten] = await Promise.all([
    of(sql<SqlBool>`a.state = 'proposed'`),
    of(sql<SqlBool>`a.state = 'announced' and a.ends_at < ${ctx.now} and a.organiser_group_id is null`),
    // 会后一个月内：常委会、主席会议、协商会要有纪要，全会要有简报（会务通行）
    of(sql<SqlBool>`a.state = 'concluded' and a.concluded_at > ${ctx.now}::timestamptz - interval '30 days'
      and a.kind in ('plenary', 'standingCommittee', 'chairCouncil', 'consultationMeeting')
      and not exists (
        select from activity_records r
        where r.committee_id = a.committee_id and r.activity_id = a.id and r.published_at is not null
      )`),
  ])
  return [
    ...group(
      'activity.toApprove',
      proposed.map((row) => ({
        subjectId: row.id,
        title: row.title,
        note: `${row.name ?? ''}发起，${day(row.starts_at)}`,
        since: row.updated_at,
        dueOn: civilDateOf(new Date(row.starts_at)),
      })),
    ),
    ...group(
      'activity.toConclude',
      over.map((row) => ({
        subjectId: row.id,
        title: row.title,
        note: '已经开过，请核对到会并结束',
        since: row.ends_at,
        dueOn: null,
      })),
    ),
    ...group(
      'activity.toRecord',
      unwritten.map((row) => ({
        subjectId: row.id,
        title: row.title,
        note: '已经结束，纪要、简报还没有签发',
        since: row.ends_at,
        dueOn: null,
      })),
    ),
  ]
}

/** Activities of other committees that wait for this one's answer. */
async function offers(ctx: Context): Promise<TodoGroup[]> {
  const rows = await ctx.db
    .selectFrom('joint_activities as j')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'j.host_committee_id').onRef('a.id', '=', 'j.host_activity_id'),
    )
    .innerJoin('committees as c', 'c.id', 'j.host_committee_id')
    .select(['a.id', 'a.title', 'a.starts_at', 'c.short_name', 'j.asked_at'])
    .where('j.guest_committee_id', '=', ctx.actor.committeeId)
    .where('j.state', '=', 'asked')
    .where('a.state', '!=', 'cancelled')
    .where('a.ends_at', '>', ctx.now.toISOString())
    .orderBy('a.starts_at')
    .limit(countLimit)
    .execute()
  return group(
    'joint.toAnswer',
    rows.map((row) => ({
      subjectId: row.id,
      title: row.title,
      note: `${row.short_name}主办，${day(row.starts_at)}`,
      since: row.asked_at,
      dueOn: civilDateOf(new Date(row.starts_at)),
    })),
  )
}

/** What waits for the actor in meetings and activities, for the workbench. */
export async function listActivityTodos(ctx: Context): Promise<TodoGroup[]> {
  const { role } = ctx.actor
  if (role === 'member') return (await Promise.all([toAnswer(ctx), toDecide(ctx)])).flat()
  if (role === 'memberOffice') return (await Promise.all([toDecide(ctx), toRun(ctx), offers(ctx)])).flat()
  return organisesForCommittee(ctx.actor) ? toDecide(ctx) : []
}
