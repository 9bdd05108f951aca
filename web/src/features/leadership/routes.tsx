import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const leadershipRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/key-proposals',
    validateSearch: listSearch({ year: searchText(4), leader: searchText(30), scope: searchChoice(['mine']) }),
    component: lazyRouteComponent(() => import('./key-proposals-page.tsx'), 'KeyProposalsPage'),
  }),
]
