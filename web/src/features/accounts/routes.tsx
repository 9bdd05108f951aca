import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { accountsSearch } from './search.ts'

export const accountRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/accounts',
    validateSearch: accountsSearch,
    component: lazyRouteComponent(() => import('./accounts-page.tsx'), 'AccountsPage'),
  }),
]
