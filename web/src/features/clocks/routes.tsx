import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'

export const clockRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/calendar',
    component: lazyRouteComponent(() => import('./calendar-page.tsx'), 'CalendarPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/calendar/$year',
    component: lazyRouteComponent(() => import('./calendar-page.tsx'), 'CalendarPage'),
  }),
]
