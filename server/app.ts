import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import { openApiDocument } from '#contract/openapi.ts'
import { authenticator } from '#features/accounts/authenticate.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { HttpDeps } from '#platform/http/implement.ts'
import { createServer, type ServerOptions } from '#platform/http/server.ts'

/** What the whole application is built from. */
export interface AppDeps extends Omit<ServerOptions, 'constraintCodes'> {
  db: Kysely<DB>
  files: FileStore
  clock(): Date
  /** Tests: each answer is held against the contract. */
  checkResponses: boolean
}

/** The application with all its features: the only place that lists them. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = await createServer({ ...deps, constraintCodes: {} })
  const http: HttpDeps = {
    db: deps.db,
    clock: deps.clock,
    authenticate: authenticator(deps.db, deps.clock),
    checkResponses: deps.checkResponses,
  }
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async () => {
    await deps.db.selectFrom('accounts').select('id').limit(1).execute()
    return { ok: true }
  })
  const openApi = JSON.stringify(openApiDocument())
  app.get('/api/openapi.json', async (_, reply) => reply.type('application/json; charset=utf-8').send(openApi))
  void http
  return app
}
