import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { changesSearch, membersSearch } from './search.ts'

export const memberRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/members',
    validateSearch: membersSearch,
    component: lazyRouteComponent(() => import('./members-page.tsx'), 'MembersPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/members/new',
    component: lazyRouteComponent(() => import('./new-member-page.tsx'), 'NewMemberPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/members/import',
    component: lazyRouteComponent(() => import('./import-page.tsx'), 'MemberImportPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/members/accounts',
    component: lazyRouteComponent(() => import('./accounts/roster-accounts-page.tsx'), 'RosterAccountsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/members/$id',
    component: lazyRouteComponent(() => import('./member-page.tsx'), 'MemberPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/members/$id/edit',
    component: lazyRouteComponent(() => import('./edit-member-page.tsx'), 'EditMemberPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/members/$id/propose',
    component: lazyRouteComponent(() => import('./propose-change-page.tsx'), 'ProposeChangePage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/member-changes',
    validateSearch: changesSearch,
    component: lazyRouteComponent(() => import('./changes-page.tsx'), 'MemberChangesPage'),
  }),
]
