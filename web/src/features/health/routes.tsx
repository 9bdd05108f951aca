import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'

export const healthRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/health',
    component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
  }),
]
