import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import type { rootRoute } from '../../shared/app-route.tsx'
import { searchText } from '../../shared/url-state.ts'
import { loginWaysQuery } from './use-login-ways.ts'

export const loginRoutes = (parent: typeof rootRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/login',
    validateSearch: z.object({ to: searchText(500) }),
    // Known before the page shows, so that nothing jumps; without an answer the password does.
    loader: ({ context }) => context.queryClient.prefetchQuery(loginWaysQuery),
    component: lazyRouteComponent(() => import('./login-page.tsx'), 'LoginPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/first-password',
    component: lazyRouteComponent(() => import('./first-password-page.tsx'), 'FirstPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/first-authenticator',
    component: lazyRouteComponent(() => import('./first-authenticator-page.tsx'), 'FirstAuthenticatorPage'),
  }),
]
