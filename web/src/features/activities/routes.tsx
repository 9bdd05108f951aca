import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import type { AppRoute } from '../../shared/app-route.tsx'
import { parseTypedDate } from '../../shared/dates.ts'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

const searchDay = z
  .string()
  .refine((day) => parseTypedDate(day) === day)
  .optional()
  .catch(undefined)
const which = {
  kind: searchText(30),
  state: searchText(20),
  groupId: searchText(36),
  title: searchText(60),
  scope: searchChoice(['mine']),
}

export const activityRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/activities',
    validateSearch: listSearch({
      time: searchChoice(['past', 'all']),
      ...which,
    }),
    component: lazyRouteComponent(() => import('./activities-page.tsx'), 'ActivitiesPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/month',
    validateSearch: z.object({
      month: z
        .string()
        .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/)
        .optional()
        .catch(undefined),
      day: searchDay,
      ...which,
    }),
    component: lazyRouteComponent(() => import('./month-page.tsx'), 'MonthPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/new',
    // `of`: the meeting the new one is part of; `on`: the day it is to be held
    validateSearch: z.object({ of: searchText(36), on: searchDay }),
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
      name: searchText(40),
      title: searchText(60),
      year: searchText(4),
    }),
    component: lazyRouteComponent(() => import('./leaves-page.tsx'), 'LeavesPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/leave-lines',
    validateSearch: listSearch({ year: searchText(4), name: searchText(40), beyond: searchChoice(['true']) }),
    component: lazyRouteComponent(() => import('./leave-lines-page.tsx'), 'LeaveLinesPage'),
  }),
]
