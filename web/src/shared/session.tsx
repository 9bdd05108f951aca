import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { accountRoutes, type Hat, type Me, type Role } from '#contract/accounts.ts'
import { apiQuery, call, problemOf } from './api.ts'
import { forgetOwn, keepOwn, readOwn } from './device.ts'
import { homeFor } from './layout/navigation.ts'

/** Who is signed in. Without a network, who it was when there last was one: the server looks at each thing again anyway. */
export const meQuery = {
  ...apiQuery(accountRoutes.getMe, {}),
  staleTime: 60_000,
  async queryFn({ signal }: { signal: AbortSignal }): Promise<Me> {
    try {
      return remembered(await call(accountRoutes.getMe, {}, { signal }))
    } catch (error) {
      const status = problemOf(error)?.status ?? 500
      if (status === 401) forgetOwn()
      const me =
        status === 0 || status === 502 || status === 503 || status === 504 ? (readOwn('me') as Me | null) : null
      if (me?.accountId) return me
      throw error
    }
  },
}

/** Keeps who it is on this device; what belonged to somebody else goes. */
function remembered(me: Me): Me {
  const before = readOwn('me') as Me | null
  if (before && before.accountId !== me.accountId) forgetOwn()
  keepOwn('me', me)
  return me
}

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
      client.setQueryData(meQuery.queryKey, remembered(me))
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
      forgetOwn()
      await navigate({ to: '/login' })
      client.clear()
    },
  })
}
