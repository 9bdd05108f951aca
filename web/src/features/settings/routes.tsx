import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AppRoute } from '../../shared/app-route.tsx'

export const settingRoutes = (parent: AppRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/settings/$key',
    component: lazyRouteComponent(() => import('./setting-page.tsx'), 'SettingPage'),
  }),
]
