import type { RouteResponse } from '#contract/route.ts'
import type { workbenchRoutes } from '#contract/workbench.ts'
import { listCalendarTodos } from '#features/clocks/index.ts'
import { listMemberTodos } from '#features/members/index.ts'
import { listNotices } from '#features/notifications/index.ts'
import { listProposalTodos } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'

/** One page for what waits for the actor, from every feature that has something waiting (待办). */
export async function getWorkbench(ctx: Context): Promise<RouteResponse<typeof workbenchRoutes.getWorkbench>> {
  const [proposals, members, calendar, notices] = await Promise.all([
    listProposalTodos(ctx),
    listMemberTodos(ctx),
    listCalendarTodos(ctx),
    listNotices(ctx),
  ])
  return { groups: [...calendar, ...proposals, ...members], ...notices }
}
