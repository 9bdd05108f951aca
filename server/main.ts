import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { readConfig } from '#platform/config.ts'
import { takeDataDirectory } from '#platform/data-directory.ts'
import { openPool } from '#platform/database/database.ts'
import { openEmbedded } from '#platform/database/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'
import { refuseUnusable } from '#platform/database/usable.ts'
import { refuseDemoInProduction } from '#platform/demo-mark.ts'
import { openFileStore } from '#platform/files/store.ts'
import { startWorker } from '#platform/jobs.ts'
import { openSecrets } from '#platform/secrets.ts'
import { openSmsSender } from '#platform/sms.ts'
import { StartError } from '#platform/start-error.ts'
import { buildApp, demoAccountLines, loadDemoOnce, logReaders, subscribers, timedJobs } from './app.ts'

/** What has been opened so far, closed in reverse order. */
const opened: (() => unknown)[] = []
let closing: Promise<number> | undefined
let stopping = false

/** Requests that have not ended by then are cut. */
const lastRequestsMs = 10_000

/** Closes everything, also when something will not close. @returns the exit code: 0, or 1 when something went wrong */
function closeAll(): Promise<number> {
  closing ??= (async () => {
    let code = 0
    for (let close = opened.pop(); close; close = opened.pop()) {
      try {
        await close()
      } catch (error) {
        code = 1
        console.error(sentenceOf(error))
      }
    }
    return code
  })()
  return closing
}

/** What cannot be prepared is told in its own sentence, without a stack. */
function prepare<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** A port that is taken is found before the database is touched, which may be one that somebody works with. @throws what listening throws */
async function refuseTakenPort({ port, host }: { port: number; host: string }): Promise<void> {
  if (port === 0) return
  const probe = createServer().listen(port, host)
  await once(probe, 'listening')
  await new Promise((done) => probe.close(done))
}

class StopRequested extends Error {}

/** A signal during the start is obeyed between two steps: nothing is left behind half opened. */
function goOn(): void {
  if (stopping) throw new StopRequested()
}

async function start(): Promise<void> {
  const config = readConfig(process.env)
  opened.push(takeDataDirectory(config.dataDir))
  await refuseTakenPort(config)
  const secrets = prepare(() => openSecrets(config.dataDir))
  const sms = prepare(() => openSmsSender(config))
  let databaseUrl = config.databaseUrl
  if (!databaseUrl) {
    const embedded = await openEmbedded(config.dataDir, {
      restarted: () => console.error('PostgreSQL 意外退出，已重新启动 PostgreSQL had died and is up again'),
      lost: end,
    })
    opened.push(() => embedded.stop())
    databaseUrl = embedded.url
  }
  goOn()
  const { db, pool, close } = openPool(databaseUrl, {
    onError: (error) => console.error('database connection lost:', error.message),
  })
  opened.push(close)
  await refuseUnusable(pool)
  goOn()
  await migrate(pool)
  await refuseDemoInProduction(db, config.production)
  goOn()
  const clock = () => new Date()
  if (config.demo) await loadDemoOnce({ db, pool }, clock(), console.log)
  goOn()
  const files = openFileStore(join(config.dataDir, 'files'))
  const app = await buildApp({
    db,
    databaseUrl,
    dataDir: config.dataDir,
    files,
    secrets,
    sms,
    clock,
    requireTotp: !config.demo,
    checkResponses: false,
    log: true,
    trustProxy: config.trustProxy,
    publicUrl: config.publicUrl,
    webDirectory: join(import.meta.dirname, '../web/dist'),
  })
  opened.push(async () => {
    const cut = setTimeout(() => app.server.closeAllConnections(), lastRequestsMs)
    await app.close()
    clearTimeout(cut)
  })
  goOn()
  const worker = await startWorker({
    databaseUrl,
    db,
    subscribers,
    readers: logReaders,
    timed: timedJobs,
    clock,
    onError: (error, what) => app.log.error({ err: error }, what),
  })
  opened.push(() => worker.stop())
  goOn()
  await app.listen({ port: config.port, host: config.host })
  const { port } = app.server.address() as { port: number }
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  const address = config.publicUrl ?? `http://${host}:${port}`
  console.log(`同心已启动 Tongxin is up: ${address}/  ·  工作台 ${address}/app/`)
  for (const line of await demoAccountLines(db)) console.log(line)
}

/** One sentence for what an operator can mend; anything else with its stack. */
function sentenceOf(error: unknown): string {
  const { code, port, address } = error as { code?: string; port?: number; address?: string }
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被占用，请停掉占用它的程序，或用 PORT=… 换一个。Port ${port} is in use.`
  if (code === 'EACCES' && port !== undefined) return `没有权限使用端口 ${port}。Not allowed to use port ${port}.`
  if (code === 'EADDRNOTAVAIL' || (code === 'ENOTFOUND' && port === undefined))
    return `本机没有地址 ${address ?? process.env.HOST}，请改 HOST=…。This machine has no such address.`
  if (error instanceof StartError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Ends with what went wrong, everything closed. */
async function end(error: unknown): Promise<void> {
  console.error(sentenceOf(error))
  stopping = true
  await closeAll()
  process.exit(1)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, async () => {
    // Ctrl-C under npm comes twice, from the terminal and from npm: the second one changes nothing.
    if (stopping) return
    stopping = true
    await starting.catch(() => undefined)
    process.exit(await closeAll())
  })
}
process.on('uncaughtException', end)
process.on('unhandledRejection', end)

const starting = start()
starting.catch((error: unknown) => {
  if (!(error instanceof StopRequested)) return stopping ? undefined : end(error)
})
