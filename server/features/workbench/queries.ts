import type { RouteResponse } from '#contract/route.ts'
import type { workbenchRoutes } from '#contract/workbench.ts'
import { listActivityTodos } from '#features/activities/index.ts'
import { listAssessmentTodos } from '#features/assessments/index.ts'
import { listCheckInTodos } from '#features/attendance/index.ts'
import { listAwardTodos } from '#features/awards/index.ts'
import { listClockTodos } from '#features/clocks/index.ts'
import { listDutyTodos } from '#features/duty/index.ts'
import { listDutyReportTodos } from '#features/duty-reports/index.ts'
import { listEvaluationTodos } from '#features/evaluations/index.ts'
import { listLeadershipTodos } from '#features/leadership/index.ts'
import { listMemberTodos } from '#features/members/index.ts'
import { newestNotices } from '#features/notifications/index.ts'
import { listProposalTodos } from '#features/proposals/index.ts'
import { listPublicationTodos } from '#features/publishing/index.ts'
import { listVoteTodos } from '#features/votes/index.ts'
import type { Context } from '#platform/context.ts'

/** What waits, from every feature that has something waiting (待办), in the order of the page. */
const sources = [
  // A ballot waits a few minutes only.
  listVoteTodos,
  listCheckInTodos,
  listClockTodos,
  listProposalTodos,
  listLeadershipTodos,
  listEvaluationTodos,
  listDutyReportTodos,
  listMemberTodos,
  listPublicationTodos,
  listAwardTodos,
  listAssessmentTodos,
  listActivityTodos,
  listDutyTodos,
] as const

/** One page for what waits for the actor. */
export async function getWorkbench(ctx: Context): Promise<RouteResponse<typeof workbenchRoutes.getWorkbench>> {
  const [groups, notices] = await Promise.all([Promise.all(sources.map((list) => list(ctx))), newestNotices(ctx)])
  return { groups: groups.flat(), ...notices }
}
