import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const evaluationRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/appraisals',
    validateSearch: listSearch({ year: searchText(4), state: searchText(20) }),
    component: lazyRouteComponent(() => import('./appraisals-page.tsx'), 'AppraisalsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/appraisals/$id',
    // `at`: the unit being scored, counted from 1; one more: what is handed in
    validateSearch: z.object({ at: searchText(4) }),
    component: lazyRouteComponent(() => import('./appraisal-page.tsx'), 'AppraisalPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/mutual-appraisals',
    validateSearch: listSearch({
      year: searchText(4),
      unitId: searchText(36),
      state: searchChoice(['open', 'revealed']),
      missing: searchChoice(['proposer', 'unit']),
      low: searchChoice(['handling', 'proposal']),
      view: searchChoice(['units']),
    }),
    component: lazyRouteComponent(() => import('./mutual-list-page.tsx'), 'MutualListPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/mutual-appraisals/$id',
    component: lazyRouteComponent(() => import('./mutual-page.tsx'), 'MutualPage'),
  }),
]
