import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const statisticsRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/statistics',
    validateSearch: listSearch({
      year: searchText(4),
      termId: searchText(36),
      by: searchChoice(['category', 'unit', 'sector', 'kind', 'year']),
    }),
    component: lazyRouteComponent(() => import('./statistics-page.tsx'), 'StatisticsPage'),
  }),
]
