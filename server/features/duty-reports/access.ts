import type { Role } from '#contract/accounts.ts'
import type { ReportState } from '#contract/duty-reports.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { type DutyReportMove, type DutyReportRelation, dutyReportWorkflow } from './workflow.ts'

/** What of the actor decides. */
interface Viewer {
  readonly role: Role
  readonly memberId: string | null
}

/** 委员工作机构 (liaison office), which asks, reviews and archives. */
export const keepsReports = (role: Role): boolean => role === 'memberOffice'
/** Reads every report of the committee. */
export const readsReports = (role: Role): boolean => keepsReports(role) || role === 'leader'
/** Has to do with reports at all. */
export const meetsReports = (role: Role): boolean => readsReports(role) || role === 'member'

const writes = (viewer: Viewer, memberId: string): boolean => viewer.role === 'member' && viewer.memberId === memberId

/** Whose report it is. `oneself`: the person who acts, under whatever hat. */
export interface Whose {
  memberId: string
  oneself: boolean
}

/** Nobody reviews their own: who works in the office and is a member leaves theirs to a colleague (回避). */
export function relationsTo(viewer: Viewer, { memberId, oneself }: Whose): ReadonlySet<DutyReportRelation> {
  const relations = new Set<DutyReportRelation>()
  if (writes(viewer, memberId)) relations.add('writer')
  if (keepsReports(viewer.role) && !oneself) relations.add('office')
  return relations
}

/** Whether a report is there for the viewer: the office and the leaders see all, a member their own. What is being written is
 *  the writer's alone: others see it once it was handed in. */
export const seesReport = (viewer: Viewer, memberId: string): boolean =>
  readsReports(viewer.role) || writes(viewer, memberId)

/** Whether the words are shown. */
export const seesWords = (viewer: Viewer, report: { memberId: string; state: ReportState }): boolean =>
  writes(viewer, report.memberId) || report.state === 'submitted' || report.state === 'archived'

/** @throws DomainError not-found where the report is not visible, access.denied where the act is not the viewer's */
export function authorizeReport(viewer: Viewer, report: Whose, move: DutyReportMove): void {
  if (!seesReport(viewer, report.memberId)) throw notFound('dutyReport')
  const relations = relationsTo(viewer, report)
  if (!dutyReportWorkflow.actions[move].by.some((relation) => relations.has(relation))) throw accessDenied(move)
}

/** @throws DomainError not-found for who has nothing to do with reports, access.denied for who does not keep them */
export function authorizeRound(viewer: Viewer, action: string): void {
  if (!meetsReports(viewer.role)) throw notFound('dutyReportRound')
  if (!keepsReports(viewer.role)) throw accessDenied(action)
}
