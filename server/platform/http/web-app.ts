import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Serves the built web application below /app/: hashed files for ever, its page for every other address. */
export async function serveWebApp(app: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) return
  const assets = join(directory, 'assets') + sep
  await app.register(fastifyStatic, {
    root: directory,
    prefix: '/app/',
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      const hashed = path.startsWith(assets)
      response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/app/*', (request, reply) => {
    // A missing script must not be answered with a page.
    if (request.url.startsWith('/app/assets/')) return reply.callNotFound()
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}
