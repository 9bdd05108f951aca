import { type SqlBool, sql } from 'kysely'
import { jsonBuildObject } from 'kysely/helpers/postgres'
import type { z } from 'zod'
import type { ActivityKind, LeaveKind } from '#contract/activity-kinds.ts'
import type { LeaveApprover, LeaveDecision, LeaveRequest, LeaveState, leaveRoutes } from '#contract/leaves.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { organisesForCommittee } from '../access.ts'
import { leaveActions } from '../access-leave.ts'
import { isLateLeave } from '../rules/leave.ts'
import { convenesAs, standing } from './standing.ts'

export type LeaveFilters = Omit<z.output<typeof leaveRoutes.listLeaves.query>, 'cursor' | 'limit'>

/** Leave granted before, of the same member: this year, of it official, and of the same kind of activity in the term. */
const before = (ctx: Context) => {
  const year = civilDateOf(ctx.now).slice(0, 4)
  return sql<{ thisYear: number; official: number; sameKindThisTerm: number }>`(
    select jsonb_build_object(
      'thisYear', count(*) filter (where b.starts_at >= ${`${year}-01-01T00:00:00+08:00`}::timestamptz and o.kind <> 'official'),
      'official', count(*) filter (where b.starts_at >= ${`${year}-01-01T00:00:00+08:00`}::timestamptz and o.kind = 'official'),
      'sameKindThisTerm', count(*) filter (where b.term_id = a.term_id and b.kind = a.kind and o.kind <> 'official')
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
      jsonBuildObject({
        id: eb.ref('a.id'),
        title: eb.ref('a.title'),
        kind: eb.ref('a.kind').$castTo<ActivityKind>(),
      }).as('activity'),
      'a.starts_at',
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
    began: isLateLeave(ctx.now, row.starts_at),
  })

function leaveOf(ctx: Context, row: LeaveRow): LeaveRequest {
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
    before: own ? null : row.before,
    actions: actionsOn(ctx, row) ?? [],
  }
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
  if (f.scope === 'mine') query = query.where('l.member_id', '=', actor.memberId)
  if (f.scope === 'turn') {
    query = query.where('l.state', '=', 'requested')
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
  return { items: page.items.map((row) => leaveOf(ctx, row)), nextCursor: page.nextCursor }
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
