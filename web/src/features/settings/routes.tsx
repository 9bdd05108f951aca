import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'
import { listSearch, searchText } from '../../shared/url-state.ts'

export const settingRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/settings',
    validateSearch: listSearch({ q: searchText(60) }),
    component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/settings/$key',
    component: lazyRouteComponent(() => import('./setting-page.tsx'), 'SettingPage'),
  }),
]
