import { createRouter } from '@tanstack/react-router'
import { accountRoutes } from './features/accounts/routes.tsx'
import { activityRoutes } from './features/activities/routes.tsx'
import { assessmentRoutes } from './features/assessments/routes.tsx'
import { attendanceRoutes } from './features/attendance/routes.tsx'
import { auditRoutes } from './features/audit/routes.tsx'
import { awardRoutes } from './features/awards/routes.tsx'
import { clockRoutes } from './features/clocks/routes.tsx'
import { committeeRoutes } from './features/committees/routes.tsx'
import { dutyRoutes } from './features/duty/routes.tsx'
import { dutyReportRoutes } from './features/duty-reports/routes.tsx'
import { evaluationRoutes } from './features/evaluations/routes.tsx'
import { healthRoutes } from './features/health/routes.tsx'
import { leadershipRoutes } from './features/leadership/routes.tsx'
import { loginRoutes } from './features/login/routes.tsx'
import { meRoutes } from './features/me/routes.tsx'
import { memberRoutes } from './features/members/routes.tsx'
import { proposalRoutes } from './features/proposals/routes.tsx'
import { publishingRoutes } from './features/publishing/routes.tsx'
import { scoringRoutes } from './features/scoring/routes.tsx'
import { settingRoutes } from './features/settings/routes.tsx'
import { speechRoutes } from './features/speeches/routes.tsx'
import { statisticsRoutes } from './features/statistics/routes.tsx'
import { unitDeskRoutes } from './features/unit-desks/routes.tsx'
import { voteRoutes } from './features/votes/routes.tsx'
import { workbenchRoutes } from './features/workbench/routes.tsx'
import { queryClient } from './shared/api.ts'
import { appRoute, rootRoute } from './shared/app-route.tsx'
import { parseSearch, stringifySearch } from './shared/url-state.ts'

/** Every page: what anybody may open, and below `appRoute` what needs a login. */
const routeTree = rootRoute.addChildren([
  ...loginRoutes(rootRoute),
  appRoute.addChildren([
    ...workbenchRoutes(appRoute),
    ...proposalRoutes(appRoute),
    ...unitDeskRoutes(appRoute),
    ...leadershipRoutes(appRoute),
    ...publishingRoutes(appRoute),
    ...evaluationRoutes(appRoute),
    ...awardRoutes(appRoute),
    ...attendanceRoutes(appRoute),
    ...voteRoutes(appRoute),
    ...scoringRoutes(appRoute),
    ...assessmentRoutes(appRoute),
    ...activityRoutes(appRoute),
    ...speechRoutes(appRoute),
    ...dutyReportRoutes(appRoute),
    ...statisticsRoutes(appRoute),
    ...dutyRoutes(appRoute),
    ...memberRoutes(appRoute),
    ...committeeRoutes(appRoute),
    ...settingRoutes(appRoute),
    ...accountRoutes(appRoute),
    ...auditRoutes(appRoute),
    ...clockRoutes(appRoute),
    ...healthRoutes(appRoute),
    ...meRoutes(appRoute),
  ]),
])

export const router = createRouter({
  routeTree,
  basepath: '/app',
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // The queries keep their own time; the router only sees to it that the code is there.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
