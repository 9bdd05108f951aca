import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { groupsSearch, unitsSearch } from './search.ts'

export const committeeRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/committees',
    component: lazyRouteComponent(() => import('./committees-page.tsx'), 'CommitteesPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/terms',
    component: lazyRouteComponent(() => import('./terms-page.tsx'), 'TermsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/groups',
    validateSearch: groupsSearch,
    component: lazyRouteComponent(() => import('./groups-page.tsx'), 'GroupsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/groups/$id',
    component: lazyRouteComponent(() => import('./group-page.tsx'), 'GroupPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/units',
    validateSearch: unitsSearch,
    component: lazyRouteComponent(() => import('./units-page.tsx'), 'UnitsPage'),
  }),
]
