import { createRouter } from '@tanstack/react-router'
import { loginRoutes } from './features/login/routes.tsx'
import { meRoutes } from './features/me/routes.tsx'
import { workbenchRoutes } from './features/workbench/routes.tsx'
import { queryClient } from './shared/api.ts'
import { appRoute, rootRoute } from './shared/app-route.tsx'
import { parseSearch, stringifySearch } from './shared/url-state.ts'

/** Every page: what anybody may open, and below `appRoute` what needs a login. */
const routeTree = rootRoute.addChildren([
  ...loginRoutes(rootRoute),
  appRoute.addChildren([...workbenchRoutes(appRoute), ...meRoutes(appRoute)]),
])

export const router = createRouter({
  routeTree,
  basepath: '/app',
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // The queries keep their own time; the router only sees to it that the code is there.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
