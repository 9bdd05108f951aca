import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { DomainError } from '../errors.ts'
import { answerProblem, type ConstraintCodes, type FailurePage } from './problems.ts'

export interface ServerOptions {
  log: boolean
  /** Which proxy is believed about the caller's address; undefined: none. */
  trustProxy: string | undefined
  /** Origin people use; undefined: the Host they asked for. */
  publicUrl: string | undefined
  constraintCodes: ConstraintCodes
  failurePage: FailurePage
}

const jsonLimitBytes = 1_000_000

/** Where scripts, styles and pictures may come from: only here. antd sets its styles from script, hence inline styles. */
const contentSecurityPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"

/** The host a browser asked for, the port of its scheme left out as in an Origin. */
function hostOf(request: FastifyRequest): string | undefined {
  return URL.parse(`${request.protocol}://${request.host}`)?.host
}

/** A browser's write must come from our own pages: the login cookie alone is not enough. */
function refuseForeignWrites(app: FastifyInstance, publicUrl: string | undefined): void {
  const publicOrigin = publicUrl && URL.parse(publicUrl)?.origin
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      throw new DomainError('request.foreign', {}, 403)
    const { origin } = request.headers
    if (origin === undefined || origin === publicOrigin) return
    // Behind a believed proxy this is the host it was asked for, not the one it asked us for.
    const host = URL.parse(origin)?.host
    if (!host || host !== hostOf(request)) throw new DomainError('request.foreign', {}, 403)
  })
}

/** The HTTP server every feature hangs its routes on: ids, security headers, problems, cookies, uploads. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.log ? { level: 'warn', redact: ['req.headers.cookie', 'req.headers.authorization'] } : false,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: jsonLimitBytes,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
    // Addresses that cannot be read, such as %E0%A4: answered like every other failure.
    frameworkErrors: (error, request, reply) => {
      setHeaders(request, reply)
      answerProblem(error, request, reply, options)
    },
  })
  const setHeaders = (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('x-request-id', request.id)
    if (!reply.hasHeader('x-content-type-options')) reply.header('x-content-type-options', 'nosniff')
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', contentSecurityPolicy)
    reply.header('referrer-policy', 'same-origin')
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    if (options.publicUrl?.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000')
  }
  // Bodies are JSON or files; text would be what a form of a foreign page can send.
  app.removeContentTypeParser('text/plain')
  await app.register(cookie)
  await app.register(multipart)
  refuseForeignWrites(app, options.publicUrl)
  app.addHook('onSend', async (request, reply) => setHeaders(request, reply))
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply, options))
  app.setNotFoundHandler((request, reply) =>
    answerProblem(new DomainError('not-found', {}, 404), request, reply, options),
  )
  return app
}
