import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const awardRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/awards',
    validateSearch: listSearch({ kind: searchChoice(['proposals', 'units', 'persons']) }),
    component: lazyRouteComponent(() => import('./awards-page.tsx'), 'AwardsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/awards/$id',
    component: lazyRouteComponent(() => import('./award-page.tsx'), 'AwardPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/awards/$id/candidates',
    validateSearch: listSearch({
      q: searchText(60),
      good: searchChoice(['true']),
      collective: searchChoice(['true']),
      key: searchChoice(['true']),
    }),
    component: lazyRouteComponent(() => import('./candidates-page.tsx'), 'CandidatesPage'),
  }),
]
