import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const publishingRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/publications',
    validateSearch: listSearch({
      state: searchChoice(['published', 'withheld', 'retracted']),
      kind: searchChoice(['proposal', 'reply']),
      q: searchText(60),
    }),
    component: lazyRouteComponent(() => import('./publications-page.tsx'), 'PublicationsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/publications/$id',
    component: lazyRouteComponent(() => import('./publication-page.tsx'), 'PublicationPage'),
  }),
]
