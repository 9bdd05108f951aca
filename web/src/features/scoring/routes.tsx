import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const scoringRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/scoring-schemes',
    validateSearch: listSearch({}),
    component: lazyRouteComponent(() => import('./schemes-page.tsx'), 'SchemesPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/scoring-schemes/$id',
    component: lazyRouteComponent(() => import('./scheme-page.tsx'), 'SchemePage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/scoring-schemes/$id/what-if',
    validateSearch: listSearch({ against: searchText(40), year: searchText(4) }),
    component: lazyRouteComponent(() => import('./what-if-page.tsx'), 'WhatIfPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/scores',
    validateSearch: listSearch({
      year: searchText(4),
      q: searchText(30),
      grade: searchText(20),
      crossed: searchChoice(['true']),
      order: searchChoice(['points']),
    }),
    component: lazyRouteComponent(() => import('./scores-page.tsx'), 'ScoresPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/my-score',
    validateSearch: listSearch({ year: searchText(4) }),
    component: lazyRouteComponent(() => import('./member-score-page.tsx'), 'MyScorePage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/members/$id/score',
    validateSearch: listSearch({ year: searchText(4) }),
    component: lazyRouteComponent(() => import('./member-score-page.tsx'), 'MemberScorePage'),
  }),
]
