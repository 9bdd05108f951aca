import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { Kysely } from 'kysely'
import { afterAll } from 'vitest'
import { type CallOptions, createClient } from '#contract/client.ts'
import { loginCookie } from '#features/accounts/authenticate.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { openFileStore } from '#platform/files/store.ts'
import { secretsFrom } from '#platform/secrets.ts'
import { buildApp } from '../app.ts'
import { testDatabase } from './database.ts'

/** The application on a database of its own, with a clock the test sets. */
export interface TestApp {
  db: Kysely<DB>
  url: string
  dataDir: string
  http: FastifyInstance
  /** The time it is; tests move it. */
  clock: { now: Date }
  /** SMS that went out. */
  sent: { phone: string; text: string }[]
  /** A typed caller with the login of `token`; without: nobody. */
  client(token?: string): ReturnType<typeof createClient>
  /** A bare request, for bad input the typed caller cannot make. */
  request(options: {
    method: string
    url: string
    token?: string
    headers?: Record<string, string>
    payload?: string | Buffer
  }): Promise<LightMyRequestResponse>
}

/** Builds the application for one test file. @param options what differs: `loginCache` keeps logins in memory as in production, `sms` false: messages reach nobody */
export async function testApp(
  options: { requireTotp?: boolean; loginCache?: boolean; publicUrl?: string; trustProxy?: string; sms?: boolean } = {},
): Promise<TestApp> {
  const { db, url } = await testDatabase()
  const clock = { now: new Date('2026-03-02T01:00:00Z') }
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-files-'))
  const sent: { phone: string; text: string }[] = []
  const http = await buildApp({
    db,
    databaseUrl: options.loginCache ? url : undefined,
    dataDir: directory,
    files: openFileStore(directory),
    secrets: secretsFrom(Buffer.alloc(32, 7)),
    sms: { reaches: options.sms ?? true, send: async (phone, text) => void sent.push({ phone, text }) },
    clock: () => clock.now,
    requireTotp: options.requireTotp ?? false,
    checkResponses: true,
    log: true,
    trustProxy: options.trustProxy,
    publicUrl: options.publicUrl,
    webDirectory: undefined,
  })
  await http.ready()
  afterAll(async () => {
    await http.close()
    rmSync(directory, { recursive: true, force: true })
  })
  const request: TestApp['request'] = ({ method, url, token, headers, payload }) =>
    http.inject({
      method: method as 'GET',
      url,
      headers: { ...headers, ...(token ? { cookie: `${loginCookie}=${token}` } : {}) },
      ...(payload === undefined ? {} : { payload }),
    })
  const client: TestApp['client'] = (token) =>
    createClient(async (url, init) => {
      const sent = new Request(`http://localhost${url}`, init)
      const payload = init.body === undefined ? undefined : Buffer.from(await sent.arrayBuffer())
      const response = await request({
        method: init.method ?? 'GET',
        url,
        token,
        headers: Object.fromEntries(sent.headers),
        payload,
      })
      return new Response(response.statusCode === 204 ? null : new Uint8Array(response.rawPayload), {
        status: response.statusCode,
        headers: response.headers as Record<string, string>,
      })
    })
  return { db, url, dataDir: directory, http, clock, sent, client, request }
}

export type { CallOptions }
