import { join, resolve } from 'node:path'
import { readConfig } from '#platform/config.ts'
import { StartError, takeDataDirectory } from '#platform/data-directory.ts'
import { openPool } from '#platform/database/database.ts'
import { openEmbedded } from '#platform/database/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'
import { openFileStore } from '#platform/files/store.ts'
import { startWorker } from '#platform/jobs.ts'
import { openSecrets } from '#platform/secrets.ts'
import { openSmsSender } from '#platform/sms.ts'
import { buildApp, subscribers, timedJobs } from './app.ts'

/** What has been opened so far, closed in reverse order. */
const opened: (() => unknown)[] = []
let closing: Promise<void> | undefined

function closeAll(): Promise<void> {
  closing ??= (async () => {
    for (const close of opened.reverse()) await close()
  })()
  return closing
}

async function start(): Promise<void> {
  const config = readConfig(process.env)
  opened.push(takeDataDirectory(config.dataDir))
  const secrets = openSecrets(config.dataDir)
  let databaseUrl = config.databaseUrl
  if (!databaseUrl) {
    const embedded = await openEmbedded(config.dataDir)
    opened.push(() => embedded.stop())
    databaseUrl = embedded.url
  }
  const { db, pool, close } = openPool(databaseUrl, {
    onError: (error) => console.error('database connection lost:', error.message),
  })
  opened.push(close)
  await migrate(pool)
  const clock = () => new Date()
  const files = openFileStore(join(config.dataDir, 'files'))
  const app = await buildApp({
    db,
    databaseUrl,
    files,
    secrets,
    sms: openSmsSender(config),
    clock,
    requireTotp: !config.demo,
    checkResponses: false,
    log: true,
    trustProxy: config.trustProxy,
    publicUrl: config.publicUrl,
    webDirectory: resolve('web/dist'),
  })
  opened.push(() => app.close())
  const worker = await startWorker({
    databaseUrl,
    db,
    subscribers,
    timed: timedJobs,
    clock,
    onError: (error, what) => app.log.error({ err: error }, what),
  })
  opened.push(() => worker.stop())
  await app.listen({ port: config.port, host: config.host })
  const address = config.publicUrl ?? `http://${config.host}:${(app.server.address() as { port: number }).port}`
  console.log(`同心已启动 Tongxin is up: ${address}/  ·  工作台 ${address}/app/`)
}

/** One sentence for what an operator can mend; anything else with its stack. */
function sentenceOf(error: unknown): string {
  const { code, port } = error as { code?: string; port?: number }
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被占用，请停掉占用它的程序，或用 PORT=… 换一个。Port ${port} is in use.`
  if (code === 'EACCES' && port !== undefined) return `没有权限使用端口 ${port}。Not allowed to use port ${port}.`
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01')
    return `连接不上 DATABASE_URL 指向的数据库（${code}）。The database of DATABASE_URL cannot be reached.`
  if (error instanceof StartError || (error instanceof Error && error.name === 'NewerDatabaseError'))
    return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    closeAll().then(
      () => process.exit(0),
      (error) => {
        console.error(sentenceOf(error))
        process.exit(1)
      },
    )
  })
}

try {
  await start()
} catch (error) {
  console.error(sentenceOf(error))
  await closeAll()
  process.exit(1)
}
