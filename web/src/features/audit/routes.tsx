import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { auditSearch } from './search.ts'

export const auditRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/audit',
    validateSearch: auditSearch,
    component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
  }),
]
