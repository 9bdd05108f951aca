import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { ReportAskedOf, ReportRound, ReportRoundItem, dutyReportRoutes as r } from '#contract/duty-reports.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { keepsReports, readsReports } from '../access.ts'
import type { ReportHeading } from '../settings.ts'

/** Rounds the actor has to do with: the office and the leaders with all, a member with those they were asked in. */
function visibleRounds(ctx: Context) {
  const { committeeId, memberId, role } = ctx.actor
  return ctx.db
    .selectFrom('duty_report_rounds as o')
    .where('o.committee_id', '=', committeeId)
    .where((eb) => {
      if (readsReports(role)) return sql<SqlBool>`true`
      if (role !== 'member') return sql<SqlBool>`false`
      return eb.exists(
        eb
          .selectFrom('duty_reports as mine')
          .select('mine.id')
          .whereRef('mine.committee_id', '=', 'o.committee_id')
          .whereRef('mine.round_id', '=', 'o.id')
          .where('mine.member_id', '=', memberId),
      )
    })
}

/** Counts by state; of a member their own report alone, so that nobody reads how others stand. */
const counted = (ctx: Context) => {
  const own = readsReports(ctx.actor.role) ? sql`` : sql`and p.member_id = ${ctx.actor.memberId}`
  return sql<ReportRoundItem['counts']>`(
    select json_build_object(
      'asked', count(*) filter (where p.state = 'asked'),
      'submitted', count(*) filter (where p.state = 'submitted'),
      'returned', count(*) filter (where p.state = 'returned'),
      'archived', count(*) filter (where p.state = 'archived'),
      'excused', count(*) filter (where p.state = 'excused'))
    from duty_reports p
    where p.committee_id = o.committee_id and p.round_id = o.id ${own}
  )`.as('counts')
}

/** The report of the member who asks. */
const mine = (ctx: Context) =>
  sql<ReportRoundItem['mine']>`(
    select json_build_object('id', p.id, 'state', p.state)
    from duty_reports p
    where p.committee_id = o.committee_id and p.round_id = o.id and p.member_id = ${ctx.actor.memberId}
  )`.as('mine')

const head = ['o.id', 'o.year', 'o.title', 'o.due_on as dueOn', 'o.closed_at as closedAt'] as const

/** Rounds, the newest year first. */
export async function listReportRounds(ctx: Context, query: z.output<typeof r.listReportRounds.query>) {
  const place = readCursor('duty-report-rounds', query.cursor, cursorValue.integer)
  const rows = await visibleRounds(ctx)
    .select(head)
    .select([sql<ReportAskedOf>`o.asked_of`.as('askedOf'), counted(ctx), mine(ctx)])
    .$if(place !== null, (q) => q.where((eb) => after(eb, 'o.year', 'o.id', place!, 'desc', 'integer')))
    .orderBy('o.year', 'desc')
    .orderBy('o.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return cutPage('duty-report-rounds', rows, query.limit, (row) => ({ value: String(row.year), id: row.id }))
}

/** One round. @throws DomainError not-found */
export async function getReportRound(ctx: Context, id: string): Promise<ReportRound> {
  const row = await visibleRounds(ctx)
    .select(head)
    .select([
      'o.words',
      'o.headings',
      'o.version',
      sql<ReportAskedOf>`o.asked_of`.as('askedOf'),
      counted(ctx),
      mine(ctx),
    ])
    .where('o.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('dutyReportRound')
  const headings = row.headings as unknown as ReportHeading[]
  return {
    ...row,
    headings: headings.map(({ heading, hint }) => ({ heading, hint })),
    actions: !keepsReports(ctx.actor.role) ? [] : row.closedAt ? ['reopen'] : ['edit', 'remind', 'ask', 'close'],
  }
}
