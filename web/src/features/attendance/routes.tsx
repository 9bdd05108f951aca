import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const attendanceRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id/attendance',
    validateSearch: listSearch({
      show: searchChoice(['all', 'missing', 'came', 'leave', 'corrected']),
      q: searchText(30),
      group: searchText(40),
    }),
    component: lazyRouteComponent(() => import('./live-page.tsx'), 'LivePage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id/desk',
    component: lazyRouteComponent(() => import('./desk-page.tsx'), 'DeskPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id/sign-sheet',
    component: lazyRouteComponent(() => import('./sign-sheet-page.tsx'), 'SignSheetPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/check-in-code',
    component: lazyRouteComponent(() => import('./code-page.tsx'), 'CodePage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/check-in',
    component: lazyRouteComponent(() => import('./self-page.tsx'), 'SelfPage'),
  }),
]
