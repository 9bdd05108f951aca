import type { z } from 'zod'
import type { ReportState, dutyReportRoutes as r } from '#contract/duty-reports.ts'
import { periodOfYear } from '#features/scoring/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeReport } from '../access.ts'
import { reportFiles } from '../queries/files.ts'
import { reportLength } from '../rules.ts'
import { dutyReportSetting } from '../settings.ts'
import { type DutyReportMove, dutyReportWorkflow } from '../workflow.ts'
import { type LockedReport, lockReport, requireOpen } from './load.ts'

type Written = z.output<typeof r.writeDutyReport.body>

/** Loads, authorizes and moves by the table. @throws DomainError not-found, access.denied, duty-report.wrong-state */
async function begin(
  ctx: Context,
  id: string,
  move: DutyReportMove,
): Promise<{ report: LockedReport; to: ReportState }> {
  const report = await lockReport(ctx, id)
  authorizeReport(ctx.actor, report.whose, move)
  return { report, to: dutyReportWorkflow.next(report.state, move) }
}

function requireVersion(report: LockedReport, given: { version: number; parts?: Written['parts'] }): void {
  if (report.version === given.version) return
  throw new DomainError('version.stale', {
    current: { parts: report.parts, version: report.version },
    yours: { parts: given.parts ?? report.parts },
  })
}

const update = (ctx: Context, id: string) =>
  ctx.db.updateTable('duty_reports').where('committee_id', '=', ctx.actor.committeeId).where('id', '=', id)

/** Tells what happened; `memberIds` whom it concerns. */
const tell = (ctx: Context, type: string, report: LockedReport, details: Record<string, unknown> = {}) =>
  emit(ctx, {
    type: `dutyReport.${type}`,
    subjectKind: 'dutyReport',
    subjectId: report.id,
    details: { title: report.round.title, memberIds: [report.member_id], ...details },
  })

/** Keeps what was written so far; tells nobody. @throws DomainError duty-report.round-closed, version.stale */
export async function writeDutyReport(ctx: Context, id: string, given: Written): Promise<{ version: number }> {
  const { report } = await begin(ctx, id, 'write')
  requireOpen(report.round, report)
  requireVersion(report, given)
  const version = report.version + 1
  await update(ctx, id)
    // From here on they are the member’s own words, whoever began them.
    .set({ parts: JSON.stringify(given.parts), version, written_for_by: '' })
    .execute()
  return { version }
}

/** Hands a report in with the words shown to its writer; one that hangs on it as a file needs no words. @throws DomainError duty-report.too-short, .round-closed, version.stale */
export async function submitDutyReport(ctx: Context, id: string, given: Written): Promise<Record<string, never>> {
  return handIn(ctx, id, given, 'submit')
}

/** Hands a report in that the office writes for the member (代录), openly marked with who wrote it. What the member has begun is theirs
 *  and is not written over. @throws as `submitDutyReport`, DomainError duty-report.begun */
export function recordDutyReport(ctx: Context, id: string, given: Written): Promise<Record<string, never>> {
  return handIn(ctx, id, given, 'record')
}

async function handIn(
  ctx: Context,
  id: string,
  given: Written,
  by: 'submit' | 'record',
): Promise<Record<string, never>> {
  const { report, to } = await begin(ctx, id, by)
  requireOpen(report.round, report)
  requireVersion(report, given)
  const begun = (report.parts as unknown as { text: string }[]).some(({ text }) => text.trim() !== '')
  if (by === 'record' && begun && report.written_for_by === '') throw new DomainError('duty-report.begun')
  const { reportMinCharacters } = await settingInForce(ctx, dutyReportSetting)
  const length = reportLength(given.parts)
  const least = Math.max(reportMinCharacters, 1)
  const attached = (await reportFiles.list(ctx, id)).length > 0
  if (length < least && !attached) throw new DomainError('duty-report.too-short', { length, least }, 400)
  await update(ctx, id)
    .set({
      state: to,
      parts: JSON.stringify(given.parts),
      version: report.version + 1,
      submitted_at: ctx.now,
      state_since: ctx.now,
      note: '',
      written_for_by: by === 'record' ? ctx.actor.name : '',
    })
    .execute()
  const again = report.submitted_at !== null
  await tell(ctx, by === 'record' ? 'recorded' : 'submitted', report, { again })
  return {}
}

/** A move without words of its own. */
async function move(
  ctx: Context,
  id: string,
  name: DutyReportMove,
  type: string,
  given: { note?: string; version?: number; details?: (report: LockedReport) => Promise<Record<string, unknown>> } = {},
): Promise<Record<string, never>> {
  const { report, to } = await begin(ctx, id, name)
  if (name === 'takeBack') requireOpen(report.round)
  if (given.version !== undefined) requireVersion(report, { version: given.version })
  await update(ctx, id)
    .set({
      state: to,
      state_since: ctx.now,
      version: report.version + 1,
      archived_at: to === 'archived' ? ctx.now : null,
      ...(given.note === undefined ? {} : { note: given.note }),
    })
    .execute()
  const note = given.note === undefined ? {} : { note: given.note }
  await tell(ctx, type, report, { ...note, ...(await given.details?.(report)) })
  return {}
}

export const takeBackDutyReport = (ctx: Context, id: string) => move(ctx, id, 'takeBack', 'takenBack')
export const returnDutyReport = (ctx: Context, id: string, note: string) =>
  move(ctx, id, 'return', 'returned', { note })
export const excuseDutyReport = (ctx: Context, id: string, note: string) => move(ctx, id, 'excuse', 'excused', { note })
/** Takes it out of the archive; the ledger reverses its entry. */
export const reopenDutyReport = (ctx: Context, id: string, note: string) =>
  move(ctx, id, 'reopen', 'reopened', { note })

/** Takes it into the member's archive as it was read: a fact of duty, which the ledger reads. Source: 常委年度履职报告入档（蚌埠 2018）.
 *  @throws DomainError version.stale where it was handed in anew meanwhile */
export const archiveDutyReport = (ctx: Context, id: string, version: number) =>
  move(ctx, id, 'archive', 'accepted', {
    version,
    details: async ({ member_id: memberId, round, submitted_at: at }) => ({
      memberId,
      termId: round.term_id,
      // Of the year it tells of as the committee counts it, whenever it was handed in.
      on: within(await periodOfYear(ctx, round.year), civilDateOf(at ? new Date(at) : ctx.now)),
    }),
  })

const within = ({ from, to }: { from: string; to: string }, on: string): string =>
  on > to ? to : on < from ? from : on
