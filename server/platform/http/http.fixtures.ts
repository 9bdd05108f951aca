import type { FastifyInstance } from 'fastify'
import { afterAll } from 'vitest'
import { createServer, type ServerOptions } from './server.ts'

/** A bare server as features find it, with `addRoutes` on it; closed after the test file. */
export async function bareServer(
  addRoutes: (app: FastifyInstance) => void,
  options: Partial<ServerOptions> = {},
): Promise<FastifyInstance> {
  const app = await createServer({
    log: false,
    trustProxy: undefined,
    publicUrl: undefined,
    constraintCodes: {},
    failurePage: () => null,
    ...options,
  })
  addRoutes(app)
  await app.ready()
  afterAll(() => app.close())
  return app
}
