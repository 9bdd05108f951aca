import { type SqlBool, sql } from 'kysely'
import type { Todo, TodoGroup } from '#contract/workbench.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { organisesForCommittee } from '../access.ts'
import { answersUntil } from '../rules/sign-up.ts'
import { convenesAs, silent } from './standing.ts'

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

const unanswered = statement('kept', (db, v: { committeeId: string; memberId: string | null; now: string }) =>
  db
    .selectFrom('activity_invitees as i')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'i.committee_id').onRef('a.id', '=', 'i.activity_id'),
    )
    .select(['a.id', 'a.title', 'a.starts_at', 'a.answer_by', 'a.place', 'i.must', 'i.invited_at'])
    .where('i.committee_id', '=', v.committeeId)
    .where('i.member_id', '=', v.memberId)
    .where('i.removed_at', 'is', null)
    .where('a.state', '=', sql.lit('announced'))
    .where('a.starts_at', '>', v.now)
    .where((eb) => eb.or([eb('a.answer_by', 'is', null), eb('a.answer_by', '>', v.now)]))
    .where(silent)
    .orderBy('a.starts_at')
    .limit(sql.lit(countLimit)),
)

/** Invitations the member has neither answered nor asked for leave from. */
async function toAnswer(ctx: Context): Promise<TodoGroup[]> {
  const rows = await unanswered(ctx.db, { ...ctx.actor, now: ctx.now.toISOString() })
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

const givenBack = statement('kept', (db, v: { committeeId: string; memberId: string | null }) =>
  db
    .selectFrom('activities')
    .select(['id', 'title', 'starts_at', 'state_words', 'updated_at'])
    .where('committee_id', '=', v.committeeId)
    .where('started_by', '=', v.memberId)
    .where('state', '=', sql.lit('draft'))
    .where('state_words', '<>', sql.lit(''))
    .orderBy('updated_at')
    .limit(sql.lit(countLimit)),
)

/** What the member started and the office gave back, with its reason. */
async function toMend(ctx: Context): Promise<TodoGroup[]> {
  const rows = await givenBack(ctx.db, ctx.actor)
  return group(
    'activity.toMend',
    rows.map((row) => ({
      subjectId: row.id,
      title: row.title,
      note: `办公室退回：${row.state_words}`,
      since: row.updated_at,
      dueOn: civilDateOf(new Date(row.starts_at)),
    })),
  )
}

interface Turn {
  committeeId: string
  accountId: string
  memberId: string | null
  role: string
  today: string
}
/** Requests whose next decision is a convener's (the actor's own body), or that of a role; the oldest first. */
const leaveTurns = (whose: 'convener' | 'role') =>
  statement('kept', (db, v: Turn) =>
    db
      .selectFrom('leave_requests as l')
      .innerJoin('activities as a', (join) =>
        join.onRef('a.committee_id', '=', 'l.committee_id').onRef('a.id', '=', 'l.activity_id'),
      )
      .innerJoin('members as m', (join) =>
        join.onRef('m.committee_id', '=', 'l.committee_id').onRef('m.id', '=', 'l.member_id'),
      )
      .select(['a.id', 'a.title', 'a.starts_at', 'm.name', 'l.asked_at'])
      .where('l.committee_id', '=', v.committeeId)
      .where('l.state', '=', sql.lit('requested'))
      .where(sql<SqlBool>`a.state in ('announced', 'postponed', 'concluded')`)
      // As in `leaveActions`: not on one's own.
      .where('m.account_id', 'is distinct from', v.accountId)
      .where(
        whose === 'role'
          ? sql<SqlBool>`l.chain ->> l.step = ${v.role}`
          : sql<SqlBool>`l.chain ->> l.step = 'convener' and l.member_id <> ${v.memberId}
              and ${convenesAs(v.memberId, v.today)}`,
      )
      .orderBy('l.asked_at')
      .orderBy('l.id')
      .limit(sql.lit(countLimit)),
  )
const turns = { convener: leaveTurns('convener'), role: leaveTurns('role') }

/** Leave that waits for the actor's decision. */
async function toDecide(ctx: Context): Promise<TodoGroup[]> {
  const read = turns[ctx.actor.role === 'member' ? 'convener' : 'role']
  const leaves = await read(ctx.db, { ...ctx.actor, today: civilDateOf(ctx.now) })
  return group(
    'leave.toDecide',
    leaves.map((leave) => ({
      subjectId: leave.id,
      title: leave.title,
      note: `${leave.name}请假`,
      since: leave.asked_at,
      dueOn: civilDateOf(new Date(leave.starts_at)),
    })),
  )
}

const unmoved = statement('kept', (db, { committeeId, now }: { committeeId: string; now: string }) => {
  const of = (wait: string, condition: ReturnType<typeof sql<SqlBool>>) =>
    db
      .selectFrom('activities as a')
      .leftJoin('members as m', (join) =>
        join.onRef('m.committee_id', '=', 'a.committee_id').onRef('m.id', '=', 'a.started_by'),
      )
      .select(['a.id', 'a.title', 'a.starts_at', 'a.ends_at', 'a.updated_at', 'm.name'])
      .select(sql.lit(wait).as('wait'))
      .where('a.committee_id', '=', committeeId)
      .where(condition)
      .orderBy('a.starts_at')
      .limit(sql.lit(countLimit))
  return db
    .selectFrom(of('approve', sql<SqlBool>`a.state = 'proposed'`).as('one'))
    .selectAll()
    .unionAll(
      db
        .selectFrom(
          of(
            'conclude',
            sql<SqlBool>`a.state = 'announced' and a.ends_at < ${now}::timestamptz and a.organiser_group_id is null`,
          ).as('two'),
        )
        .selectAll(),
    )
    .unionAll(
      db
        .selectFrom(
          // 会后一个月内：常委会、主席会议、协商会要有纪要，全会要有简报（会务通行）
          of(
            'record',
            sql<SqlBool>`a.state = 'concluded' and a.concluded_at > ${now}::timestamptz - interval '30 days'
              and a.kind in ('plenary', 'standingCommittee', 'chairCouncil', 'consultationMeeting')
              and not exists (
                select from activity_records r
                where r.committee_id = a.committee_id and r.activity_id = a.id and r.published_at is not null
              )`,
          ).as('three'),
        )
        .selectAll(),
    )
})

/** What the office has to move: activities members handed in; those that are over and not concluded; meetings without signed
 *  minutes. */
async function toRun(ctx: Context): Promise<TodoGroup[]> {
  const rows = await unmoved(ctx.db, { committeeId: ctx.actor.committeeId, now: ctx.now.toISOString() })
  const of = (wait: string) => rows.filter((row) => row.wait === wait)
  const [proposed, over, unwritten] = [of('approve'), of('conclude'), of('record')]
  return [
    ...group(
      'activity.toApprove',
      proposed.map((row) => ({
        subjectId: row.id,
        title: row.title,
        note: row.name ? `${row.name}发起` : '',
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

/** As `unmoved`, of the bodies that the member convenes: 谁组织谁记录, so their minutes and briefs wait for them. */
const unmovedOf = statement(
  'kept',
  (db, v: { committeeId: string; memberId: string | null; now: string; today: string }) =>
    db
      .selectFrom('group_members as g')
      .innerJoin('activities as a', (join) =>
        join.onRef('a.committee_id', '=', 'g.committee_id').onRef('a.organiser_group_id', '=', 'g.group_id'),
      )
      .select(['a.id', 'a.title', 'a.ends_at'])
      .select(sql<boolean>`a.state = 'announced'`.as('to_conclude'))
      .distinct()
      .where('g.committee_id', '=', v.committeeId)
      .where('g.member_id', '=', v.memberId)
      .where(sql<SqlBool>`g.role in ('convener', 'deputyConvener', 'director', 'deputyDirector')`)
      .where(sql<SqlBool>`g.starts_on <= ${v.today}::date and (g.ends_on is null or g.ends_on > ${v.today}::date)`)
      .where(
        sql<SqlBool>`(
          (a.state = 'announced' and a.ends_at < ${v.now}::timestamptz)
          or (
            a.state = 'concluded' and a.concluded_at > ${v.now}::timestamptz - interval '30 days'
            and a.kind in ('plenarySubMeeting', 'consultationMeeting', 'specialCommittee', 'inspection', 'research')
            and not exists (
              select from activity_records r
              where r.committee_id = a.committee_id and r.activity_id = a.id and r.published_at is not null
            )
          )
        )`,
      )
      .orderBy('a.ends_at')
      .orderBy('a.id')
      .limit(sql.lit(countLimit)),
)

/** What a convener has to move of what their body organises. */
async function toRunForBody(ctx: Context): Promise<TodoGroup[]> {
  const rows = await unmovedOf(ctx.db, {
    ...ctx.actor,
    now: ctx.now.toISOString(),
    today: civilDateOf(ctx.now),
  })
  const todo = ({ id, title, ends_at }: (typeof rows)[number], note: string) => ({
    subjectId: id,
    title,
    note,
    since: ends_at,
    dueOn: null,
  })
  return [
    ...group(
      'activity.toConclude',
      rows.filter((row) => row.to_conclude).map((row) => todo(row, '已经开过，请核对到会并结束')),
    ),
    ...group(
      'activity.toRecord',
      rows.filter((row) => !row.to_conclude).map((row) => todo(row, '已经结束，纪要、简报还没有签发')),
    ),
  ]
}

const offered = statement('kept', (db, { committeeId, now }: { committeeId: string; now: string }) =>
  db
    .selectFrom('joint_activities as j')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'j.host_committee_id').onRef('a.id', '=', 'j.host_activity_id'),
    )
    .innerJoin('committees as c', 'c.id', 'j.host_committee_id')
    .select(['a.id', 'a.title', 'a.starts_at', 'c.short_name', 'j.asked_at'])
    .where('j.guest_committee_id', '=', committeeId)
    .where('j.state', '=', sql.lit('asked'))
    .where('a.state', '!=', sql.lit('cancelled'))
    .where('a.ends_at', '>', now)
    .orderBy('a.starts_at')
    .limit(sql.lit(countLimit)),
)

/** Activities of other committees that wait for this one's answer. */
async function offers(ctx: Context): Promise<TodoGroup[]> {
  const rows = await offered(ctx.db, { committeeId: ctx.actor.committeeId, now: ctx.now.toISOString() })
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
  if (role === 'member')
    return (await Promise.all([toMend(ctx), toAnswer(ctx), toDecide(ctx), toRunForBody(ctx)])).flat()
  if (role === 'memberOffice') return (await Promise.all([toDecide(ctx), toRun(ctx), offers(ctx)])).flat()
  return organisesForCommittee(ctx.actor) ? toDecide(ctx) : []
}
