import { describe, expect, it } from 'vitest'
import { bareServer } from './http.fixtures.ts'

const routes = (app: Parameters<Parameters<typeof bareServer>[0]>[0]) => {
  app.get('/api/v1/things', async () => ({ ok: true }))
  app.post('/api/v1/things', async (request) => ({ got: request.body }))
  app.get('/page', async (_, reply) => reply.type('text/html').send('<p>'))
}
const app = await bareServer(routes)
const json = { 'content-type': 'application/json' }
const post = (headers: Record<string, string>, payload: string | Buffer = '{}', to = app) =>
  to.inject({ method: 'POST', url: '/api/v1/things', headers: { ...json, ...headers }, payload })

describe('a write', () => {
  it.each([
    [{}, 200],
    [{ origin: 'http://localhost' }, 200],
    [{ origin: 'https://localhost', host: 'LOCALHOST' }, 200],
    [{ origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ origin: 'http://zx.example:3000', host: 'zx.example:3000' }, 200],
    [{ origin: 'http://zx.example:3001', host: 'zx.example:3000' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'https://localhost.evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: '' }, 403],
    [{ origin: 'not an origin', host: 'not a host' }, 403],
    [{ origin: 'http://localhost', 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }, 403],
  ])('from %j is answered %i', async (headers, status) => {
    const answer = await post(headers as Record<string, string>)
    expect(answer.statusCode).toBe(status)
    if (status === 403) expect(answer.json()).toMatchObject({ code: 'request.foreign' })
  })

  it('from the public address is taken behind a proxy that asks for another host', async () => {
    const behind = await bareServer(routes, { publicUrl: 'https://zx.example/tongxin' })
    const host = '10.0.0.5:3000'
    expect((await post({ origin: 'https://zx.example', host }, '{}', behind)).statusCode).toBe(200)
    expect((await post({ origin: 'https://evil.example', host }, '{}', behind)).statusCode).toBe(403)
  })

  it('from the address a believed proxy was asked for is taken', async () => {
    const behind = await bareServer(routes, { trustProxy: '127.0.0.1' })
    const host = '10.0.0.5:3000'
    const headers = {
      origin: 'https://zx.example',
      host,
      'x-forwarded-host': 'zx.example',
      'x-forwarded-proto': 'https',
    }
    expect((await post(headers, '{}', behind)).statusCode).toBe(200)
    expect((await post({ ...headers, origin: 'https://evil.example' }, '{}', behind)).statusCode).toBe(403)
  })

  it('by reading methods is none, wherever it comes from', async () => {
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await app.inject({ method, url: '/api/v1/things', headers: { origin: 'https://evil.example' } })
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    }
  })
})

describe('a body', () => {
  it.each([
    ['{"a":', 400],
    ['', 400],
    ['{"__proto__":{"admin":true}}', 400],
    ['{"a":{"constructor":{"prototype":{"admin":true}}}}', 400],
    [`{"a":"${'x'.repeat(1_000_001)}"}`, 413],
    [`${'['.repeat(100_000)}`, 400],
  ])('that cannot be taken is refused as the caller’s doing: %.40s', async (payload, status) => {
    const answer = await post({}, payload)
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ status, code: 'request.invalid' })
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense', ''])(
    'of type "%s" is refused',
    async (type) => {
      const answer = await post({ 'content-type': type }, 'a=1')
      expect(answer.statusCode).toBe(415)
      expect(answer.json()).toMatchObject({ code: 'request.invalid', title: '不支持的格式' })
    },
  )

  it('may say its encoding', async () => {
    const answer = await post({ 'content-type': 'application/json; charset=utf-8' }, '{"名":"张三"}')
    expect(answer.json()).toEqual({ got: { 名: '张三' } })
  })
})

describe('any address', () => {
  it.each([
    ['GET', '/api/v1/nothing', 404],
    ['DELETE', '/api/v1/things', 404],
    ['OPTIONS', '/api/v1/things', 404],
    ['GET', '/api/v1/%E0%A4%A', 400],
    ['GET', `/api/v1/${'x'.repeat(300)}`, 404],
    ['GET', '//evil.example/%2e%2e/', 404],
  ] as const)('%s %s is answered with a problem', async (method, url, status) => {
    const answer = await app.inject({ method, url })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status, requestId: answer.headers['x-request-id'] })
  })

  it.each(['/api/v1/things', '/page', '/nothing', '/%E0%A4%A'])('answers %s with the security headers', async (url) => {
    const { headers } = await app.inject({ url })
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['cache-control']).toBe(url.startsWith('/api/') ? 'no-store' : undefined)
  })

  it('insists on TLS where that is how people reach it', async () => {
    const secure = await bareServer(routes, { publicUrl: 'https://zx.example' })
    const { headers } = await secure.inject({ url: '/api/v1/things' })
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
  })

  it('counts each request under a number of its own, never the caller’s', async () => {
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => app.inject({ url: '/page', headers: { 'x-request-id': 'mine' } })),
    )
    const ids = answers.map((answer) => answer.headers['x-request-id'])
    expect(new Set(ids).size).toBe(3)
    expect(ids).not.toContain('mine')
  })
})
