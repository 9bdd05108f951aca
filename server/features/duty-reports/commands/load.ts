import type { ReportState } from '#contract/duty-reports.ts'
import { isOneself } from '#features/members/index.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { seesReport } from '../access.ts'
import { takesIn } from '../rules.ts'

/** Takes a report and its round for writing. @throws DomainError not-found where it is not visible */
export async function lockReport(ctx: Context, id: string) {
  const { committeeId } = ctx.actor
  const row = await ctx.db
    .selectFrom('duty_reports')
    .selectAll()
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || !seesReport(ctx.actor, row.member_id)) throw notFound('dutyReport')
  const round = await ctx.db
    .selectFrom('duty_report_rounds')
    .selectAll()
    .where('committee_id', '=', committeeId)
    .where('id', '=', row.round_id)
    .executeTakeFirstOrThrow()
  const whose = { memberId: row.member_id, oneself: await isOneself(ctx, row.member_id) }
  return { ...row, whose, state: row.state as ReportState, round }
}
export type LockedReport = Awaited<ReturnType<typeof lockReport>>

/** @throws DomainError not-found */
export async function lockRound(ctx: Context, id: string) {
  const row = await ctx.db
    .selectFrom('duty_report_rounds')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('dutyReportRound')
  return row
}

/** @throws DomainError duty-report.round-closed */
export function requireOpen(
  round: { closed_at: string | null },
  report?: { state: ReportState; state_since: string },
): void {
  if (!takesIn(round.closed_at, report)) throw new DomainError('duty-report.round-closed')
}
