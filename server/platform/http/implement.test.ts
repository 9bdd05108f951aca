import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { flag, id } from '#contract/common.ts'
import { route } from '#contract/route.ts'
import { testDatabase } from '../../testing/database.ts'
import { type Actor, systemActor } from '../context.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../ids.ts'
import { bareServer } from './http.fixtures.ts'
import { type HttpDeps, implement, implementPublic } from './implement.ts'

const { db } = await testDatabase()
await sql`create table things (name text not null constraint things_name_once unique)`.execute(db)

const thing = z.object({ id, name: z.string() })
const getThing = route({
  method: 'GET',
  path: '/things/:id',
  summary: '',
  access: 'signedIn',
  params: z.object({ id }),
  query: z.object({ full: flag.optional(), limit: z.coerce.number().int().max(5).optional() }),
  response: thing,
})
const makeThing = route({
  method: 'POST',
  path: '/things',
  summary: '',
  access: 'signedIn',
  body: z.object({ name: z.string().max(10), parts: z.array(z.object({ size: z.int() })).default([]) }),
  creates: true,
  response: thing,
})
const renameThing = route({
  method: 'PUT',
  path: '/things/:id',
  summary: '',
  access: 'signedIn',
  params: z.object({ id }),
  body: z.object({ name: z.string() }),
  response: thing,
})
const publicThing = route({ method: 'GET', path: '/public', summary: '', access: 'public', response: thing })

const someone: Actor = { ...systemActor(newId(), '张三'), accountId: newId() }
let actor: Actor | null = someone
/** What goes wrong in the command after it has written. */
let trouble: (() => unknown) | null = null
let started: (() => void) | null = null

const deps: HttpDeps = { db, clock: () => new Date(), authenticate: async () => actor, checkResponses: true }
const app = await bareServer(
  (app) => {
    implement(app, deps, getThing, async (_, { params, query }) => ({ id: params.id, name: String(query.full) }))
    implement(app, deps, makeThing, async (ctx, { body }) => {
      started?.()
      await sql`insert into things values (${body.name})`.execute(ctx.db)
      if (trouble) throw trouble()
      return { id: newId(), name: body.name }
    })
    implement(app, deps, renameThing, async (_, { params }) => ({ id: params.id, name: 'x', secret: 1 }))
    implementPublic(app, deps, publicThing, async () => ({ id: newId(), name: 'öffentlich 公开' }))
  },
  { constraintCodes: { things_name_once: 'thing.name-taken' } },
)

const post = (payload: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/things',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
const names = async () =>
  (await sql<{ name: string }>`select name from things order by name`.execute(db)).rows.map((row) => row.name)
const keys = async () => (await db.selectFrom('idempotent_answers').select('key').execute()).map((row) => row.key)

beforeEach(async () => {
  actor = someone
  trouble = null
  started = null
  await sql`delete from things`.execute(db)
  await sql`delete from idempotent_answers`.execute(db)
})

describe('a request', () => {
  it('is answered as the contract says', async () => {
    const url = `/api/v1/things/${newId()}?full=true&limit=5`
    const answer = await app.inject({ url })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.json()).toMatchObject({ name: 'true' })
  })

  it.each([
    ['/api/v1/things/no-id', ['params.id']],
    [`/api/v1/things/${newId()}?full=maybe&limit=six`, ['query.full', 'query.limit']],
    [`/api/v1/things/${newId()}?limit=1&limit=2`, ['query.limit']],
    [`/api/v1/things/${newId()}?limit=99`, ['query.limit']],
  ])('with wrong input is refused with the fields named: %s', async (url, paths) => {
    const answer = await app.inject({ url })
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ code: 'input.invalid', fields: paths.map((path) => ({ path })) })
  })

  it.each([
    [{ name: 'x'.repeat(11), parts: [{ size: 1 }, { size: 'big' }] }, ['name', 'parts.1.size']],
    [{}, ['name']],
    ['null', ['body']],
    ['[]', ['body']],
    ['"text"', ['body']],
  ])('with a wrong body is refused with the fields named: %j', async (body, paths) => {
    const answer = await post(body)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().fields.map((field: { path: string }) => field.path)).toEqual(paths)
  })

  it('without a body where one is needed is refused, not broken', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/things' })
    expect(answer.json()).toMatchObject({ status: 400, code: 'input.invalid', fields: [{ path: 'body' }] })
  })

  it('of somebody not signed in is refused before anything is read', async () => {
    actor = null
    expect((await post({})).json()).toMatchObject({ status: 401, code: 'login.required' })
    expect((await app.inject({ url: '/api/v1/things/no-id' })).statusCode).toBe(401)
    expect((await app.inject({ url: '/api/v1/public' })).json()).toMatchObject({ name: 'öffentlich 公开' })
  })

  it('that the database cannot store is bad input, not a broken server', async () => {
    const answer = await post({ name: 'a\0b' })
    expect(answer.json()).toMatchObject({ status: 400, code: 'input.invalid' })
  })

  it('with an answer the contract does not know fails in tests', async () => {
    const answer = await app.inject({ method: 'PUT', url: `/api/v1/things/${newId()}`, payload: { name: 'x' } })
    expect(answer.statusCode).toBe(500)
  })
})

describe('a failing request', () => {
  it('leaves nothing behind and tells its code', async () => {
    trouble = () => new DomainError('thing.too-late', { until: '2026-03-01' })
    const answer = await post({ name: 'a' })
    expect(answer.json()).toMatchObject({
      type: 'about:blank',
      status: 409,
      code: 'thing.too-late',
      details: { until: '2026-03-01' },
      requestId: answer.headers['x-request-id'],
    })
    expect(await names()).toEqual([])
  })

  it('tells nothing of what broke inside', async () => {
    trouble = () => new Error('select password from accounts')
    const answer = await post({ name: 'a' })
    expect(answer.json()).toEqual({
      type: 'about:blank',
      title: '系统出错了，已经记录',
      status: 500,
      code: 'internal',
      requestId: answer.headers['x-request-id'],
    })
    expect(await names()).toEqual([])
  })

  it('has the word of the feature for a broken constraint', async () => {
    await post({ name: 'a' })
    expect((await post({ name: 'a' })).json()).toMatchObject({ status: 409, code: 'thing.name-taken' })
  })

  it.each([
    ['connection refused', Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' }), 503],
    ['socket gone', Object.assign(new Error('connect'), { code: 'ENOENT', syscall: 'connect' }), 503],
    ['connection cut', new Error('Connection terminated unexpectedly'), 503],
    ['no connection free', new Error('timeout exceeded when trying to connect'), 503],
    ['file missing', Object.assign(new Error('open'), { code: 'ENOENT', syscall: 'open' }), 500],
  ])('for the moment only asks to come again (%s)', async (_, error, status) => {
    trouble = () => error
    const answer = await post({ name: 'a' })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['retry-after']).toBe(status === 503 ? '2' : undefined)
  })
})

describe('a repeated request that creates', () => {
  const key = { 'idempotency-key': 'key-1' }

  it('makes one thing and gets the first answer', async () => {
    const first = await post({ name: 'a' }, key)
    const second = await post({ name: 'a' }, key)
    expect(first.statusCode).toBe(200)
    expect(second.json()).toEqual(first.json())
    expect(await names()).toEqual(['a'])
  })

  it('makes one thing also when all tries run at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => post({ name: 'a' }, key)))
    expect(answers.map((answer) => answer.json())).toEqual(Array(6).fill(answers[0]!.json()))
    expect(answers[0]!.statusCode).toBe(200)
    expect(await names()).toEqual(['a'])
  })

  it('is refused when it says something else', async () => {
    await post({ name: 'a' }, key)
    expect((await post({ name: 'b' }, key)).json()).toMatchObject({ status: 422, code: 'idempotency.reused' })
    expect(await names()).toEqual(['a'])
  })

  it('may be made again when the first try failed', async () => {
    trouble = () => new DomainError('thing.too-late')
    expect((await post({ name: 'a' }, key)).statusCode).toBe(409)
    expect(await keys()).toEqual([])
    trouble = null
    expect((await post({ name: 'a' }, key)).statusCode).toBe(200)
    expect(await names()).toEqual(['a'])
  })

  it('takes over when the try it waited for fails', async () => {
    const firstIsIn = new Promise<void>((done) => {
      started = done
    })
    trouble = () => {
      trouble = null
      return new DomainError('thing.too-late')
    }
    const first = post({ name: 'a' }, key)
    await firstIsIn
    const second = post({ name: 'a' }, key)
    expect([(await first).statusCode, (await second).statusCode]).toEqual([409, 200])
    expect(await names()).toEqual(['a'])
  })

  it('is another one for another person, and without a key', async () => {
    await post({ name: 'a' }, key)
    actor = { ...someone, accountId: newId() }
    expect((await post({ name: 'b' }, key)).statusCode).toBe(200)
    await post({ name: 'c' })
    await post({ name: 'd' })
    expect(await names()).toEqual(['a', 'b', 'c', 'd'])
    expect(await keys()).toHaveLength(2)
  })

  it.each(['', ' ', 'a b', '键', 'x'.repeat(101)])('needs a key that can be kept: "%s"', async (bad) => {
    const answer = await post({ name: 'a' }, { 'idempotency-key': bad })
    expect(answer.json()).toMatchObject({ status: 400, fields: [{ path: 'Idempotency-Key' }] })
    expect(await names()).toEqual([])
  })
})
