import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import { ApiError, createClient } from '#contract/client.ts'
import type { Problem } from '#contract/common.ts'
import type { RouteInput, RouteResponse, RouteSpec } from '#contract/route.ts'
import { wordsFor } from './error-words.ts'

export { ApiError, routeUrl } from '#contract/client.ts'

/** Calls any route of the contract with the browser's own login. @throws ApiError */
export const call = createClient(async (url, init) => {
  const response = await fetch(url, { ...init, credentials: 'same-origin' })
  // What was being sent is still on the page, so the page stays.
  if (response.status === 401 && init.method !== 'GET' && !url.startsWith('/api/v1/login')) signedOut(true)
  return response
})

/** Query options for a GET route under the stable key `[path, input]`; invalidate by `[route.path]`. */
export function apiQuery<const R extends RouteSpec>(route: R, input: RouteInput<R>) {
  return queryOptions<RouteResponse<R>, ApiError>({
    queryKey: [route.path, input],
    queryFn: ({ signal }) => call(route, input, { signal }),
  })
}

/** The server's answer inside an error, or null where it is not one. */
export function problemOf(error: unknown): Problem | null {
  return error instanceof ApiError ? error.problem : null
}

/** True where the error carries this code. */
export function isProblem(error: unknown, code: string): boolean {
  return problemOf(error)?.code === code
}

/** One Chinese sentence for any error: by its code, else by its status, else as the server put it. */
export function errorWords(error: unknown): string {
  const problem = problemOf(error)
  if (!problem) return '页面出了问题。请刷新再试；仍然不行，请告诉机关工作人员。'
  const known = wordsFor(problem)
  if (known) return known
  if (problem.status === 401) return '登录已过期，请重新登录。'
  if (problem.status === 403) return '您现在的身份不能做这件事。'
  if (problem.status === 404) return '没有找到，可能已被移走，或者您无权查看。'
  if (problem.status === 429) return '操作太快了，请稍等片刻再试。'
  if (problem.status >= 500)
    return `服务器出了问题，已记录。请稍后再试${problem.requestId ? `（编号 ${problem.requestId}）` : ''}。`
  return problem.detail ?? problem.title
}

/** A key for a creating call, so that a repeat after a broken connection makes nothing twice. */
export function newIdempotencyKey(): string {
  return typeof crypto.randomUUID === 'function'
    ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')
}

type SignedOut = (hadData: boolean) => void
let signedOut: SignedOut = () => undefined

/** Called when the login is found to have ended; `hadData` where the page shows something that must not be lost. */
export function onSignedOut(handler: SignedOut): void {
  signedOut = handler
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error, query) {
      if (problemOf(error)?.status === 401) signedOut(query.state.data !== undefined)
    },
  }),
  defaultOptions: {
    // Asked also where the browser believes itself without a network: then it is said, instead of waiting without a word.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      // Only what may pass by itself is tried again: no connection, or the server in trouble.
      retry: (failures, error) => {
        const status = problemOf(error)?.status ?? 0
        return failures < 2 && ((status === 0 && navigator.onLine) || status >= 502)
      },
    },
  },
})
