import { type SqlBool, sql } from 'kysely'
import { jsonBuildObject } from 'kysely/helpers/postgres'
import type { z } from 'zod'
import type { ActivityState } from '#contract/activities.ts'
import type { ActivityKind, LeaveKind } from '#contract/activity-kinds.ts'
import type { LeaveApprover, LeaveDecision, LeaveRequest, LeaveState, leaveRoutes } from '#contract/leaves.ts'
import { currentTerm } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { settingInForce } from '#platform/settings.ts'
import { organisesForCommittee } from '../access.ts'
import { decidedIn, leaveActions } from '../access-leave.ts'
import { isLateLeave } from '../rules/leave.ts'
import { countAtLine, leaveCountsAt } from '../rules/leave-lines.ts'
import { activitySetting } from '../settings.ts'
import { missedBy, standingMembers } from './leave-lines.ts'
import { convenesAs, standing } from './standing.ts'

export type LeaveFilters = Omit<z.output<typeof leaveRoutes.listLeaves.query>, 'cursor' | 'limit'>

/** Leave granted before, of the same member: this year, of it official, and of the same kind of activity in the term. */
const before = (ctx: Context) => {
  const year = civilDateOf(ctx.now).slice(0, 4)
  return sql<Omit<NonNullable<LeaveRequest['before']>, 'lines'>>`(
    select jsonb_build_object(
      'thisYear', count(*) filter (where b.starts_at >= ${`${year}-01-01T00:00:00+08:00`}::timestamptz and o.kind <> 'official'),
      'official', count(*) filter (where b.starts_at >= ${`${year}-01-01T00:00:00+08:00`}::timestamptz and o.kind = 'official'),
      'sameKindThisTerm', count(*) filter (where b.term_id = a.term_id and b.kind = a.kind and o.kind <> 'official'),
      'leaves', coalesce(jsonb_agg(jsonb_build_object(
        'title', b.title, 'kind', o.kind, 'startsAt', to_char(b.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      ) order by b.starts_at desc) filter (where b.starts_at >= ${`${year}-01-01T00:00:00+08:00`}::timestamptz), '[]'::jsonb)
    )
    from leave_requests o
    join activities b on b.committee_id = o.committee_id and b.id = o.activity_id
    where o.committee_id = l.committee_id and o.member_id = l.member_id and o.state = 'granted' and o.id <> l.id
  )`.as('before')
}

function rowsOf(ctx: Context) {
  return ctx.db
    .selectFrom('leave_requests as l')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'l.committee_id').onRef('a.id', '=', 'l.activity_id'),
    )
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'l.committee_id').onRef('m.id', '=', 'l.member_id'),
    )
    .leftJoin('files as f', (join) =>
      join.onRef('f.committee_id', '=', 'l.committee_id').onRef('f.id', '=', 'l.file_id'),
    )
    .selectAll('l')
    .select((eb) => [
      'm.name as memberName',
      'm.account_id',
      jsonBuildObject({
        id: eb.ref('a.id'),
        title: eb.ref('a.title'),
        kind: eb.ref('a.kind').$castTo<ActivityKind>(),
      }).as('activity'),
      'a.starts_at',
      sql<ActivityState>`a.state`.as('activityState'),
      'f.name as fileName',
      'f.size as fileSize',
      'f.media_type as mediaType',
      'f.sha256',
      before(ctx),
      ...standing(ctx),
    ])
    .where('l.committee_id', '=', ctx.actor.committeeId)
}
type LeaveRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

const turnOf = (row: LeaveRow): LeaveApprover | null =>
  row.state === 'requested' ? ((row.chain as LeaveApprover[])[row.step] ?? null) : null

const actionsOn = (ctx: Context, row: LeaveRow) =>
  leaveActions(ctx.actor, {
    memberId: row.member_id,
    state: row.state as LeaveState,
    turn: turnOf(row),
    convenes: row.convenes,
    ofOwnAccount: row.account_id === ctx.actor.accountId,
    began: isLateLeave(ctx.now, row.starts_at),
    activityState: row.activityState,
  })

type Lines = NonNullable<LeaveRequest['before']>['lines']

function leaveOf(ctx: Context, row: LeaveRow, lines: Lines): LeaveRequest {
  const own = ctx.actor.memberId === row.member_id
  return {
    id: row.id,
    activity: { ...row.activity, startsAt: row.starts_at },
    memberId: row.member_id,
    memberName: row.memberName,
    kind: row.kind as LeaveKind,
    words: row.words,
    file: row.fileName === null ? null : { name: row.fileName, size: Number(row.fileSize) },
    halfDays: row.half_days,
    state: row.state as LeaveState,
    chain: row.chain as LeaveApprover[],
    turn: turnOf(row),
    basis: row.basis,
    late: row.late,
    decisions: row.decisions as unknown as LeaveDecision[],
    askedAt: row.asked_at,
    before: own ? null : { ...row.before, lines },
    actions: actionsOn(ctx, row) ?? [],
  }
}

/** Requests as they are shown, with the lines that each member stands at for who decides. */
async function shown(ctx: Context, rows: readonly LeaveRow[]): Promise<LeaveRequest[]> {
  const others = [...new Set(rows.map((row) => row.member_id))].filter((id) => id !== ctx.actor.memberId)
  const [{ leaveLines }, term] = await Promise.all([settingInForce(ctx, activitySetting), currentTerm(ctx)])
  const year = civilDateOf(ctx.now).slice(0, 4)
  const asked = term && leaveLines.length > 0 ? others : []
  const [missed, standing] = await Promise.all([
    missedBy(ctx, { termId: term?.id ?? '', year, memberIds: asked }),
    standingMembers(ctx, asked),
  ])
  const linesOf = (row: LeaveRow): Lines =>
    leaveLines.flatMap((line) => {
      const { kind } = row.activity
      const counted = countAtLine(line, missed.get(row.member_id) ?? [], standing.has(row.member_id))
      if (asked.length === 0 || !counted || !line.lineKinds.includes(kind)) return []
      const counts = row.state === 'requested' && leaveCountsAt(line, { kind, leaveKind: row.kind as LeaveKind })
      const withThis = counts && counted.count + 1 >= line.lineTimes
      const reached = counted.count >= line.lineTimes ? 'already' : withThis ? 'withThis' : 'no'
      return [{ line: counted.line, count: counted.count, atLeast: counted.atLeast, reached }]
    })
  return rows.map((row) => leaveOf(ctx, row, linesOf(row)))
}

/** Requests the actor may see: the scope of `leaveActions` as SQL. */
function filtered(ctx: Context, f: LeaveFilters) {
  const { actor } = ctx
  const convenes = convenesAs(actor.memberId, civilDateOf(ctx.now))
  let query = rowsOf(ctx)
  if (actor.role === 'member') query = query.where(sql<SqlBool>`(l.member_id = ${actor.memberId} or ${convenes})`)
  else if (!organisesForCommittee(actor)) query = query.where(sql<SqlBool>`false`)
  if (f.activityId !== undefined) query = query.where('l.activity_id', '=', f.activityId)
  if (f.state !== undefined) query = query.where('l.state', '=', f.state)
  if (f.kind !== undefined) query = query.where('l.kind', '=', f.kind)
  if (f.memberId !== undefined) query = query.where('l.member_id', '=', f.memberId)
  if (f.name !== undefined) query = query.where(sql<SqlBool>`strpos(m.search_text, ${f.name.trim().toLowerCase()}) > 0`)
  if (f.title !== undefined) query = query.where(sql<SqlBool>`strpos(a.title, ${f.title.trim()}) > 0`)
  if (f.year !== undefined)
    query = query
      .where('a.starts_at', '>=', `${f.year}-01-01T00:00:00+08:00`)
      .where('a.starts_at', '<', `${Number(f.year) + 1}-01-01T00:00:00+08:00`)
  if (f.scope === 'mine') query = query.where('l.member_id', '=', actor.memberId)
  if (f.scope === 'turn') {
    query = query
      .where('l.state', '=', 'requested')
      .where('a.state', 'in', decidedIn)
      .where('m.account_id', 'is distinct from', actor.accountId)
    const turn = sql`l.chain ->> l.step`
    query =
      actor.role === 'member'
        ? query.where(sql<SqlBool>`${turn} = 'convener' and l.member_id <> ${actor.memberId} and ${convenes}`)
        : query.where(sql<SqlBool>`${turn} = ${actor.role}`)
  }
  return query
}

const list = 'leaves'

/** Requests for leave, newest first. */
export async function listLeaves(
  ctx: Context,
  f: LeaveFilters & { cursor?: string; limit: number },
): Promise<{ items: LeaveRequest[]; nextCursor: string | null }> {
  const place = readCursor(list, f.cursor, cursorValue.instant)
  const rows = await filtered(ctx, f)
    .$if(place !== null, (q) => q.where((eb) => after(eb, 'l.asked_at', 'l.id', place!, 'desc', 'timestamptz')))
    .orderBy('l.asked_at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(list, rows, f.limit, (row) => ({ value: row.asked_at, id: row.id }))
  return { items: await shown(ctx, page.items), nextCursor: page.nextCursor }
}

/** The paper of a request, for whoever may see it. @throws DomainError not-found */
export async function getLeaveFile(
  ctx: Context,
  id: string,
): Promise<{ name: string; mediaType: string; sha256: string }> {
  const row = await filtered(ctx, { scope: 'all' }).where('l.id', '=', id).executeTakeFirst()
  if (!row || row.fileName === null || row.mediaType === null || row.sha256 === null) throw notFound('leave')
  return { name: row.fileName, mediaType: row.mediaType, sha256: row.sha256 }
}
