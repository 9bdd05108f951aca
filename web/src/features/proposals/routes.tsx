import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'
import { orderWords, withinWords } from '../finding/words.ts'
import { kindWords, scopeWords, sortWords, stateWords } from './words.ts'

const keysOf = <K extends string>(words: Record<K, string>) => Object.keys(words) as [K, ...K[]]

const listFilters = listSearch({
  scope: searchChoice(keysOf(scopeWords)),
  state: searchChoice(keysOf(stateWords)),
  kind: searchChoice(keysOf(kindWords)),
  category: searchText(40),
  unitId: searchText(36),
  sectorId: searchText(36),
  termId: searchText(36),
  sessionId: searchText(36),
  q: searchText(60),
  within: searchChoice(keysOf(withinWords)),
  order: searchChoice(keysOf(orderWords)),
  sort: searchChoice(keysOf(sortWords)),
})

/** `step` is the step being taken beside the proposal, `on` the assignment or contact it is about, `back` where it leads afterwards. */
const pageSearch = z.object({ step: searchText(30), on: searchText(36), back: searchText(10) })

export const proposalRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/proposals',
    validateSearch: listFilters,
    component: lazyRouteComponent(() => import('./list/list-page.tsx'), 'ProposalListPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/proposals/import',
    component: lazyRouteComponent(() => import('./import/import-page.tsx'), 'ProposalImportPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/proposals/$id',
    validateSearch: pageSearch,
    component: lazyRouteComponent(() => import('./page/proposal-page.tsx'), 'ProposalPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/proposals/$id/edit',
    component: lazyRouteComponent(() => import('./draft/draft-page.tsx'), 'DraftPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/proposals/$id/cosign',
    component: lazyRouteComponent(() => import('./cosign/cosign-page.tsx'), 'CosignPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/proposals/$id/wordings',
    component: lazyRouteComponent(() => import('./versions/versions-page.tsx'), 'VersionsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/proposals/$id/reply/$assignmentId',
    component: lazyRouteComponent(() => import('./reply/reply-page.tsx'), 'ReplyPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/proposals/$id/review/$assignmentId',
    component: lazyRouteComponent(() => import('./reply/review-page.tsx'), 'ReviewPage'),
  }),
]
