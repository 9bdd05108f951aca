import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { problemOf } from './api.ts'
import { homeFor } from './layout/navigation.ts'
import { RouteError, RouteNotFound, RoutePending } from './route-states.tsx'
import { hatOf, meQuery } from './session.tsx'

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  errorComponent: RouteError,
  notFoundComponent: RouteNotFound,
  pendingComponent: RoutePending,
})

/** The parent of every page after login: loads who I am, sends away who is not signed in. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: lazyRouteComponent(() => import('./layout/app-layout.tsx'), 'AppLayout'),
  async beforeLoad({ context, location }) {
    const me = await context.queryClient.ensureQueryData(meQuery).catch((error: unknown) => {
      if (problemOf(error)?.status === 401)
        throw redirect({ to: '/login' as never, search: { to: location.href } as never })
      throw error
    })
    if (me.mustChangePassword) throw redirect({ to: '/first-password' as never })
    if (me.totp === 'mustEnroll') throw redirect({ to: '/first-authenticator' as never })
    const home = homeFor(hatOf(me))
    if (location.pathname === '/' && home !== '/') throw redirect({ to: home as never })
    return { me }
  },
})

/** What a feature's `routes.tsx` takes: `export const xRoutes = (parent: AppRoute) => [createRoute({ getParentRoute: () => parent, … })]`. */
export type AppRoute = typeof appRoute
