import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const assessmentRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/assessments',
    validateSearch: listSearch({}),
    component: lazyRouteComponent(() => import('./assessments-page.tsx'), 'AssessmentsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/assessments/$id',
    validateSearch: listSearch({
      q: searchText(30),
      grade: searchText(20),
      list: searchChoice(['awards', 'ungraded', 'lines', 'unjudged', 'objected', 'unconfirmed', 'unsigned']),
      measure: searchChoice(['notice', 'talk', 'admonition', 'resignation', 'revocation', 'noReelection']),
    }),
    component: lazyRouteComponent(() => import('./assessment-page.tsx'), 'AssessmentPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/assessments/$id/deliveries',
    validateSearch: listSearch({ q: searchText(30), handed: searchChoice(['yes', 'no']) }),
    component: lazyRouteComponent(() => import('./deliveries-page.tsx'), 'DeliveriesPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/assessments/$id/judging',
    validateSearch: listSearch({ q: searchText(30), list: searchChoice(['unjudged']) }),
    component: lazyRouteComponent(() => import('./judging-page.tsx'), 'JudgingPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/assessments/$id/results/$subjectId',
    component: lazyRouteComponent(() => import('./result-page.tsx'), 'ResultPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/recognitions',
    validateSearch: listSearch({
      q: searchText(30),
      year: searchText(4),
      kind: searchChoice(['outstandingMember', 'partyStar', 'readingStar', 'other']),
    }),
    component: lazyRouteComponent(() => import('./recognitions-page.tsx'), 'RecognitionsPage'),
  }),
]
