import { useQuery } from '@tanstack/react-query'
import { accountRoutes } from '#contract/accounts.ts'
import { apiQuery } from '../../shared/api.ts'

/** How one can sign in here. It changes with the server's configuration only. */
export const loginWaysQuery = { ...apiQuery(accountRoutes.getLoginWays, {}), staleTime: Number.POSITIVE_INFINITY }

/** Whether a one-time code by SMS is offered; no until the server has said so. */
export function useCodeOffered(): boolean {
  return useQuery(loginWaysQuery).data?.ways.includes('code') ?? false
}
