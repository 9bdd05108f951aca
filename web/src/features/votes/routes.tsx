import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'

export const voteRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/activities/$id/votes',
    component: lazyRouteComponent(() => import('./votes-page.tsx'), 'VotesPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/votes/$id',
    component: lazyRouteComponent(() => import('./vote-page.tsx'), 'VotePage'),
  }),
]
