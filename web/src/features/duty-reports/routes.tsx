import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const dutyReportRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/duty-report-rounds',
    validateSearch: listSearch({}),
    component: lazyRouteComponent(() => import('./rounds-page.tsx'), 'ReportRoundsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/duty-report-rounds/$id',
    validateSearch: listSearch({
      state: searchChoice(['asked', 'submitted', 'returned', 'archived', 'excused']),
      q: searchText(30),
      sectorId: searchText(36),
    }),
    component: lazyRouteComponent(() => import('./round-page.tsx'), 'ReportRoundPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/duty-reports/$id',
    component: lazyRouteComponent(() => import('./report-page.tsx'), 'DutyReportPage'),
  }),
]
