import type { z } from 'zod'

/** Who may call a route at all; what they may do to one thing is the feature's access.ts. */
export type RouteAccess = 'public' | 'signedIn'

/** One HTTP route as plain data. `path` uses Fastify's `:name` parameters and stands below /api/v1. */
export interface RouteSpec {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: `/${string}`
  /** One sentence for the OpenAPI document. */
  readonly summary: string
  readonly access: RouteAccess
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Files come as multipart/form-data; the handler reads the parts itself. */
  readonly multipart?: true
  /** Many at once are done in one transaction, which the handler opens. */
  readonly gathered?: true
  /** The answer is a file, not JSON. */
  readonly download?: true
  /** Makes a new thing: accepts an Idempotency-Key header, a repeat gets the first answer. */
  readonly creates?: true
  readonly response?: z.ZodType
  /** Error codes of this feature the route may answer with. */
  readonly errors?: readonly string[]
}

/** Declares a route; its literal types are kept for the client and the server. */
export function route<const R extends RouteSpec>(spec: R): R {
  return spec
}

type Part<R, K extends 'params' | 'query' | 'body', Mode extends 'in' | 'out'> = R extends {
  [P in K]: infer S extends z.ZodType
}
  ? { [P in K]: Mode extends 'in' ? z.input<S> : z.output<S> }
  : unknown

/** What a caller gives: params, query and body as the schema takes them in. */
export type RouteInput<R extends RouteSpec> = Part<R, 'params', 'in'> & Part<R, 'query', 'in'> & Part<R, 'body', 'in'>
/** What a handler is handed: the parsed params, query and body. */
export type RouteRequest<R extends RouteSpec> = Part<R, 'params', 'out'> &
  Part<R, 'query', 'out'> &
  Part<R, 'body', 'out'>
/** What a handler returns and a caller receives. */
export type RouteResponse<R extends RouteSpec> = R extends { response: infer S extends z.ZodType }
  ? z.output<S>
  : Record<string, never>
