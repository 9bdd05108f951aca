import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { RouteRequest, RouteResponse, RouteSpec } from '#contract/route.ts'
import type { Actor, Context } from '../context.ts'
import { transact } from '../database/database.ts'
import type { DB } from '../database/schema.generated.ts'
import { DomainError } from '../errors.ts'
import { fieldsOf } from './problems.ts'

/** What the routes of every feature are built on. */
export interface HttpDeps {
  db: Kysely<DB>
  clock(): Date
  /** Who is asking; null when not signed in. @throws DomainError when signed in but not yet allowed to go on */
  authenticate(request: FastifyRequest): Promise<Actor | null>
  /** Tests: an answer with a field the contract does not know, or of another shape, is an error. */
  checkResponses: boolean
}

type Handler<R extends RouteSpec> = (
  ctx: Context,
  input: RouteRequest<R>,
  http: { request: FastifyRequest; reply: FastifyReply },
) => Promise<RouteResponse<R>>

const uuid = z.uuid()

/** A field of the body is named as the caller wrote it; the body as a whole, a parameter or a query field by its place. */
function parse<T>(where: 'params' | 'query' | 'body', schema: z.ZodType<T> | undefined, value: unknown): T | undefined {
  if (!schema) return undefined
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    const fields = fieldsOf(where === 'body' ? '' : where, parsed.error).map((f) => ({ ...f, path: f.path || where }))
    throw new DomainError('input.invalid', { fields }, 400)
  }
  return parsed.data
}

/** Path parameters that are no id name nothing: answered 400 with the field. */
function parseInput<R extends RouteSpec>(spec: R, request: FastifyRequest): RouteRequest<R> {
  return {
    ...(spec.params ? { params: parse('params', spec.params, request.params) } : {}),
    ...(spec.query ? { query: parse('query', spec.query, request.query) } : {}),
    ...(spec.body ? { body: parse('body', spec.body, request.body) } : {}),
  } as RouteRequest<R>
}

function checkAnswer(spec: RouteSpec, answer: unknown): void {
  if (!spec.response) return
  const plain: unknown = JSON.parse(JSON.stringify(answer))
  const parsed = spec.response.parse(plain)
  if (JSON.stringify(sorted(parsed)) !== JSON.stringify(sorted(plain)))
    throw new Error(
      `${spec.method} ${spec.path} answers with something its contract does not name: ${JSON.stringify(plain)}`,
    )
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([k, v]) => [k, sorted(v)]),
    )
  return value
}

/** Answers a repeated request with what the first one got. The row is written in the transaction of the work itself. */
async function once<T>(tx: Transaction<DB>, ctx: Context, request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  const key = request.headers['idempotency-key']
  if (key === undefined) return work()
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(key))
    throw new DomainError(
      'input.invalid',
      { fields: [{ path: 'Idempotency-Key', message: '须为 1–100 个可见字符' }] },
      400,
    )
  const request_hash = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest()
  const { accountId } = ctx.actor
  const fresh = await tx
    .insertInto('idempotent_answers')
    .values({ account_id: accountId, key, request_hash, answer: 'null', created_at: ctx.now })
    .onConflict((c) => c.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!fresh) {
    const before = await tx
      .selectFrom('idempotent_answers')
      .select(['request_hash', 'answer'])
      .where('account_id', '=', accountId)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (!before.request_hash.equals(request_hash)) throw new DomainError('idempotency.reused', {}, 422)
    return before.answer as T
  }
  const answer = await work()
  await tx
    .updateTable('idempotent_answers')
    .set({ answer: JSON.stringify(answer ?? null) })
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .execute()
  return answer
}

/** Binds a contract route to its command or query. A GET reads from the pool; everything else runs in one transaction. */
export function implement<const R extends RouteSpec>(
  app: FastifyInstance,
  deps: HttpDeps,
  spec: R,
  handler: Handler<R>,
): void {
  app.route({
    method: spec.method,
    url: `/api/v1${spec.path}`,
    handler: async (request, reply) => {
      const actor = await deps.authenticate(request)
      if (!actor) throw new DomainError('login.required', {}, 401)
      const input = parseInput(spec, request)
      const base = { actor, now: deps.clock(), requestId: request.id }
      const answer =
        spec.method === 'GET' || spec.multipart || spec.gathered
          ? await handler({ ...base, db: deps.db }, input, { request, reply })
          : await transact(deps.db, (tx) => {
              const ctx = { ...base, db: tx }
              return spec.creates
                ? once(tx, ctx, request, () => handler(ctx, input, { request, reply }))
                : handler(ctx, input, { request, reply })
            })
      if (spec.download) return reply
      if (deps.checkResponses) checkAnswer(spec, answer)
      // Null is an answer of its own; a command that has nothing to say answers {}.
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer === undefined ? {} : answer))
    },
  })
}

/** Binds a route that works without being signed in. It opens its own transactions. */
export function implementPublic<const R extends RouteSpec>(
  app: FastifyInstance,
  deps: HttpDeps,
  spec: R,
  handler: (
    input: RouteRequest<R>,
    http: { request: FastifyRequest; reply: FastifyReply; now: Date },
  ) => Promise<RouteResponse<R>>,
): void {
  app.route({
    method: spec.method,
    url: `/api/v1${spec.path}`,
    handler: async (request, reply) => {
      const answer = await handler(parseInput(spec, request), { request, reply, now: deps.clock() })
      if (spec.download) return reply
      if (deps.checkResponses) checkAnswer(spec, answer)
      // Null is an answer of its own; a command that has nothing to say answers {}.
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer === undefined ? {} : answer))
    },
  })
}

/** Whether a text is an id; for parameters outside the contract. */
export const isId = (text: string): boolean => uuid.safeParse(text).success
