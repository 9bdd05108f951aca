import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, describe, expect, it } from 'vitest'
import { bareServer } from './http.fixtures.ts'
import { serveWebApp } from './web-app.ts'

// The installation itself may lie in a folder called assets.
const root = mkdtempSync(join(tmpdir(), 'tongxin-web-'))
const directory = join(root, 'assets', 'dist')
mkdirSync(join(directory, 'assets'), { recursive: true })
writeFileSync(join(root, 'assets', 'secret.txt'), 'secret')
writeFileSync(join(directory, 'index.html'), '<title>同心</title>')
writeFileSync(join(directory, 'favicon.svg'), '<svg/>')
writeFileSync(join(directory, 'assets', 'index-a1b2.js'), 'let plain')
writeFileSync(join(directory, 'assets', 'index-a1b2.js.br'), 'compressed')
afterAll(() => rmSync(root, { recursive: true, force: true }))

const app = await bareServer((app) => {
  app.register((scope) => serveWebApp(scope, directory))
})

describe('the web application', () => {
  it.each(['/app', '/app/', '/app/index.html', '/app/proposals', '/app/members/张三?tab=1', '/app/a/b/c'])(
    'gives its page for %s, asked for anew each time',
    async (url) => {
      const answer = await app.inject({ url: encodeURI(url) })
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-type']).toContain('text/html')
      expect(answer.headers['cache-control']).toBe('no-cache')
      expect(answer.headers['content-security-policy']).toContain("default-src 'self'")
      expect(answer.headers['content-security-policy']).toContain("worker-src 'self'")
      expect(answer.body).toBe('<title>同心</title>')
    },
  )

  it('gives files with a hash in their name for ever', async () => {
    const answer = await app.inject({ url: '/app/assets/index-a1b2.js' })
    expect(answer.body).toBe('let plain')
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.headers['content-type']).toContain('javascript')
  })

  it('gives other files only until they change', async () => {
    const answer = await app.inject({ url: '/app/favicon.svg' })
    expect(answer.headers['cache-control']).toBe('no-cache')
    expect(answer.headers['content-type']).toContain('svg')
    const again = await app.inject({
      url: '/app/favicon.svg',
      headers: { 'if-none-match': answer.headers.etag as string },
    })
    expect(again.statusCode).toBe(304)
  })

  it('gives them compressed to who can read that', async () => {
    const answer = await app.inject({ url: '/app/assets/index-a1b2.js', headers: { 'accept-encoding': 'br' } })
    expect(answer.body).toBe('compressed')
    expect(answer.headers['content-encoding']).toBe('br')
    expect(answer.headers['cache-control']).toContain('immutable')
    expect(answer.headers.vary).toContain('accept-encoding')
  })

  it.each(['/app/assets/index-old.js', '/app/assets/', '/app/assets/..%2findex-old.js'])(
    'answers a missing asset with a problem, never with the page: %s',
    async (url) => {
      const answer = await app.inject({ url })
      expect(answer.statusCode).toBe(404)
      expect(answer.headers['content-type']).toContain('problem+json')
      expect(answer.headers['cache-control']).toBeUndefined()
    },
  )

  it.each([
    '/app/../secret.txt',
    '/app/%2e%2e/secret.txt',
    '/app/..%2fsecret.txt',
    '/app/..%5csecret.txt',
    '/app/assets/../../secret.txt',
    '/app//etc/passwd',
    '/app/%00',
  ])('lets nobody out of its folder: %s', async (url) => {
    const answer = await app.inject({ url })
    expect(answer.body).not.toContain('secret')
    expect(answer.body).not.toContain('root:')
    expect(answer.statusCode).toBeLessThan(500)
  })

  it('is not served before it is built', async () => {
    const bare = Fastify()
    await serveWebApp(bare, join(root, 'nowhere'))
    expect((await bare.inject({ url: '/app/' })).statusCode).toBe(404)
    await bare.close()
  })
})
