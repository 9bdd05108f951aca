import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const activityRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/activities',
    validateSearch: listSearch({
      time: searchChoice(['past', 'all']),
      kind: searchText(30),
      state: searchText(20),
      groupId: searchText(36),
      title: searchText(60),
      scope: searchChoice(['mine']),
    }),
    component: lazyRouteComponent(() => import('./activities-page.tsx'), 'ActivitiesPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/new',
    // `of`: the meeting the new one is part of
    validateSearch: z.object({ of: searchText(36) }),
    component: lazyRouteComponent(() => import('./edit-page.tsx'), 'NewActivityPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id',
    component: lazyRouteComponent(() => import('./activity-page.tsx'), 'ActivityPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id/edit',
    component: lazyRouteComponent(() => import('./edit-page.tsx'), 'EditActivityPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id/seats',
    component: lazyRouteComponent(() => import('./seats-page.tsx'), 'SeatsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/leaves',
    validateSearch: listSearch({
      scope: searchChoice(['all', 'mine', 'turn']),
      state: searchText(20),
      kind: searchText(20),
    }),
    component: lazyRouteComponent(() => import('./leaves-page.tsx'), 'LeavesPage'),
  }),
]
