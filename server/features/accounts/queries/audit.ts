import { sql } from 'kysely'
import type { z } from 'zod'
import type { accountRoutes } from '#contract/accounts.ts'
import type { RouteResponse } from '#contract/route.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { mayDo } from '../access.ts'
import { reachOf } from './reach.ts'

type Query = z.output<typeof accountRoutes.listAuditEvents.query>
type AuditPage = RouteResponse<typeof accountRoutes.listAuditEvents>
type AuditEvent = AuditPage['items'][number]

/** What happened in my committee and below it, the latest first. Each committee's log is read by its own index from the
 *  end, then merged: a province of 150 committees costs 150 look-ups, not a walk through everybody's history.
 *  @throws DomainError access.denied */
export async function listAuditEvents(ctx: Context, query: Query): Promise<AuditPage> {
  if (!mayDo(ctx.actor.role, 'audit')) throw accessDenied('audit')
  const place = readCursor('audit', query.cursor, cursorValue.integer)
  const limit = query.limit + 1
  const before = place ? sql`and id < ${place.value}::bigint` : sql``
  const type = query.type ? sql`and type = ${query.type}` : sql``
  const actor = query.actor
    ? sql`and (strpos(actor_name, ${query.actor}) > 0 or strpos(delegated_by, ${query.actor}) > 0)`
    : sql``
  const from = query.from ? sql`and at >= ${query.from}::date::timestamp at time zone 'Asia/Shanghai'` : sql``
  const to = query.to ? sql`and at < (${query.to}::date + 1)::timestamp at time zone 'Asia/Shanghai'` : sql``
  const { rows } = await sql<AuditEvent>`
    select
      e.id,
      e.type,
      e.at,
      e.actor_name as "actorName",
      e.actor_role as "actorRole",
      e.delegated_by as "delegatedBy",
      e.details,
      c.name as "committeeName",
      e.subject_kind as "subjectKind",
      e.subject_id as "subjectId",
      coalesce((e.tx, e.id) <= (seal.tx, seal.event_id), false) as sealed
    from committees c
    cross join lateral (
      select *
      from events
      where committee_id = c.id ${before} ${type} ${actor} ${from} ${to}
      order by id desc
      limit ${limit}
    ) e
    left join event_cursors seal on seal.reader = 'seal'
    where c.id in ${reachOf(ctx.actor.committeeId)}
    order by e.id desc
    limit ${limit}`.execute(ctx.db)
  return cutPage('audit', rows, query.limit, (row) => ({ value: String(row.id), id: row.subjectId }))
}
