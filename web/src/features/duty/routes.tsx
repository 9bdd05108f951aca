import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type DutyChapter, type DutyLevel, dutyChapter, dutyLevel } from '#contract/duty-kinds.ts'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchChoice, searchText } from '../../shared/url-state.ts'

export const dutyRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/duty',
    validateSearch: listSearch({ year: searchText(4) }),
    component: lazyRouteComponent(() => import('./year-page.tsx'), 'DutyYearPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/duty/ledger',
    validateSearch: listSearch({
      memberId: searchText(36),
      year: searchText(4),
      chapter: searchChoice(dutyChapter.options as [DutyChapter, ...DutyChapter[]]),
      kind: searchText(40),
      level: searchChoice(dutyLevel.options as [DutyLevel, ...DutyLevel[]]),
      sector: searchText(36),
      groupId: searchText(36),
      attendance: searchChoice(['came']),
      q: searchText(),
      from: searchText(10),
      to: searchText(10),
      standing: searchChoice(['reversed', 'all']),
    }),
    component: lazyRouteComponent(() => import('./ledger-page.tsx'), 'LedgerPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/duty/records',
    validateSearch: listSearch({
      state: searchChoice(['submitted', 'approved', 'refused', 'withdrawn']),
      scope: searchChoice(['mine', 'review']),
    }),
    component: lazyRouteComponent(() => import('./records-page.tsx'), 'RecordsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/duty/records/new',
    validateSearch: listSearch({ kind: searchText(40) }),
    component: lazyRouteComponent(() => import('./new-record-page.tsx'), 'NewRecordPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/duty/records/import',
    component: lazyRouteComponent(() => import('./import-page.tsx'), 'DutyImportPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/duty/records/$id',
    component: lazyRouteComponent(() => import('./record-page.tsx'), 'RecordPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/duty/objections',
    validateSearch: listSearch({ state: searchChoice(['open', 'upheld', 'refused', 'withdrawn']) }),
    component: lazyRouteComponent(() => import('./objections-page.tsx'), 'ObjectionsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/duty/archives',
    validateSearch: listSearch({ termId: searchText(36), q: searchText(), sector: searchText(36) }),
    component: lazyRouteComponent(() => import('./archives-page.tsx'), 'DutyArchivesPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/duty/archive/$id',
    validateSearch: listSearch({ termId: searchText(36) }),
    component: lazyRouteComponent(() => import('./archive-page.tsx'), 'DutyArchivePage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/duty/statistics',
    validateSearch: listSearch({
      year: searchText(4),
      termId: searchText(36),
      by: searchChoice(['sector', 'specialCommittee', 'group', 'level', 'year', 'kind']),
    }),
    component: lazyRouteComponent(() => import('./statistics-page.tsx'), 'DutyStatisticsPage'),
  }),
]
