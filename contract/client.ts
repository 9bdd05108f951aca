import { type Problem, problem } from './common.ts'
import type { RouteInput, RouteResponse, RouteSpec } from './route.ts'

/** What the server said no with; `problem.code` is stable. Status 0: it could not be reached. */
export class ApiError extends Error {
  readonly problem: Problem
  constructor(p: Problem) {
    super(p.title)
    this.name = 'ApiError'
    this.problem = p
  }
}

export interface CallOptions {
  signal?: AbortSignal
  /** Repeat-safe key for routes that create. */
  idempotencyKey?: string
  /** Goes on though the page is left meanwhile. */
  keepalive?: boolean
  /** Files for multipart routes. */
  files?: readonly File[]
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** The address of a route with its parameters and query filled in, below /api/v1. */
export function routeUrl<const R extends RouteSpec>(spec: R, input: RouteInput<R>): string {
  const { params, query } = input as { params?: Record<string, string>; query?: Record<string, unknown> }
  const path = spec.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name] ?? '')))
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  const tail = search.toString()
  return `/api/v1${path}${tail ? `?${tail}` : ''}`
}

/** A caller for any route of the contract. `fetch` is the browser's or a test's. @throws ApiError */
export function createClient(fetch: Fetch) {
  return async function call<const R extends RouteSpec>(
    spec: R,
    input: RouteInput<R>,
    options: CallOptions = {},
  ): Promise<RouteResponse<R>> {
    const headers: Record<string, string> = { accept: 'application/json' }
    const init: RequestInit = { method: spec.method, headers, credentials: 'same-origin' }
    if (options.signal) init.signal = options.signal
    if (options.keepalive) init.keepalive = true
    if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
    const { body } = input as { body?: unknown }
    if (options.files) {
      const form = new FormData()
      for (const file of options.files) form.append('file', file, file.name)
      init.body = form
    } else if (spec.method !== 'GET') {
      headers['content-type'] = 'application/json'
      init.body = JSON.stringify(body ?? {})
    }
    let response: Response
    try {
      response = await fetch(routeUrl(spec, input), init)
    } catch (error) {
      if (options.signal?.aborted) throw error
      throw new ApiError({ type: 'about:blank', title: '连接不上服务器', status: 0, code: 'network.unreachable' })
    }
    const data: unknown = await response.json().catch(() => null)
    if (response.ok) return data as RouteResponse<R>
    const parsed = problem.safeParse(data)
    throw new ApiError(
      parsed.success
        ? parsed.data
        : { type: 'about:blank', title: '服务器没有正常回答', status: response.status, code: 'network.unreadable' },
    )
  }
}
