import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { accountRoutes, type Hat, type Me, type Role } from '#contract/accounts.ts'
import { apiQuery, call } from './api.ts'
import { homeFor } from './layout/navigation.ts'

export const meQuery = { ...apiQuery(accountRoutes.getMe, {}), staleTime: 60_000 }

/** Who is signed in. Inside the frame of the app only: it is loaded before the first page shows. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** The hat worn now; null only for an account without any. */
export function hatOf(me: Me): Hat | null {
  return me.hats.find((hat) => hat.id === me.hatId) ?? me.hats[0] ?? null
}

export function useHat(): Hat | null {
  return hatOf(useMe())
}

/** True where the hat worn now carries one of the roles. */
export function hasRole(me: Me, ...roles: Role[]): boolean {
  const hat = hatOf(me)
  return hat !== null && roles.includes(hat.role)
}

/** Puts on another hat, forgets what the last one could see, and goes to its first page. */
export function useSwitchHat() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (hatId: string) => call(accountRoutes.wearHat, { body: { hatId } }),
    async onSuccess(me) {
      client.setQueryData(meQuery.queryKey, me)
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== accountRoutes.getMe.path })
      await navigate({ to: homeFor(hatOf(me)) })
    },
  })
}

/** Ends this login and forgets everything it could see. */
export function useSignOut() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => call(accountRoutes.logout, {}),
    async onSuccess() {
      await navigate({ to: '/login' })
      client.clear()
    },
  })
}
