import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { UnitPlace } from '#contract/unit-desks.ts'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'
import { placeWords } from './words.ts'

export const unitDeskRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/unit-duties',
    validateSearch: listSearch({
      clerk: searchText(36),
      place: searchChoice(Object.keys(placeWords) as [UnitPlace, ...UnitPlace[]]),
      overdue: searchChoice(['true']),
    }),
    component: lazyRouteComponent(() => import('./unit-duties-page.tsx'), 'UnitDutiesPage'),
  }),
]
