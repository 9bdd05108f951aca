import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'

export const speechRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id/speeches',
    component: lazyRouteComponent(() => import('./speeches-page.tsx'), 'SpeechesPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id/speeches/timer',
    component: lazyRouteComponent(() => import('./timer-page.tsx'), 'TimerPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id/speeches/$callId/write',
    component: lazyRouteComponent(() => import('./write-page.tsx'), 'WritePage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id/speeches/$callId/write/$speechId',
    component: lazyRouteComponent(() => import('./write-page.tsx'), 'WritePage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id/points',
    component: lazyRouteComponent(() => import('./points-page.tsx'), 'PointsPage'),
  }),
]
