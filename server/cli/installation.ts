import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readConfig } from '#platform/config.ts'
import { type OpenDatabase, openPool } from '#platform/database/database.ts'
import { type EmbeddedDatabase, openEmbedded } from '#platform/database/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'
import { refuseUnusable } from '#platform/database/usable.ts'
import { type FileStore, openFileStore } from '#platform/files/store.ts'
import { StartError } from '#platform/start-error.ts'
import type { Io } from './command.ts'

const root = resolve(import.meta.dirname, '../..')
/** By its name our own connections are told from those of a server. */
const ownName = `tongxin-cli-${process.pid}`

/** The installation a command works on: database, stored files, data directory. */
export interface Installation extends Pick<OpenDatabase, 'db' | 'pool'> {
  files: FileStore
  dataDir: string
}

/** Opens the installation for `work` and closes it again. A database that runs is joined and left running; else it is
 *  started, and stopped unless a server has joined meanwhile.
 *  @param needs `data`: there must be a database already; `tables`: it is made and brought up to date, as a start does;
 *  `nothing`: it is made, and left as it is */
export async function withInstallation<T>(
  io: Io,
  needs: 'data' | 'tables' | 'nothing',
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const config = readConfig(io.env)
  // As under npm start, which runs at the root, wherever the command is typed.
  const dataDir = resolve(root, config.dataDir)
  let embedded: EmbeddedDatabase | undefined
  let forget: (() => void) | undefined
  if (!config.databaseUrl) {
    if (needs === 'data' && !existsSync(join(dataDir, 'postgres', 'PG_VERSION')))
      throw new StartError(`数据目录 ${dataDir} 里没有数据库。There is no database in the data directory.`)
    const opening = openEmbedded(dataDir)
    // Known before it is up: broken off meanwhile, it is stopped all the same.
    forget = io.onInterrupt(async () => {
      const { started, stop } = await opening
      if (started) await stop()
    })
    embedded = await opening
  }
  let closing = false
  const { db, pool, close } = openPool(named(embedded?.url ?? config.databaseUrl!), {
    max: 4,
    onError: (error) => {
      // The pool does not wait for its last connections; the database may end before they have.
      if (!closing) io.tell(`数据库连接断了 database connection lost: ${error.message}`)
    },
  })
  let alone = false
  try {
    await refuseUnusable(pool)
    if (needs === 'tables') await migrate(pool)
    return await work({ db, pool, dataDir, files: openFileStore(join(dataDir, 'files')) })
  } finally {
    if (embedded?.started) alone = (await othersAt(pool)) === 0
    closing = true
    await close()
    forget?.()
    if (alone) await embedded?.stop()
  }
}

/** The address with our own name for its connections; what an address says goes before what the program says. */
function named(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}application_name=${ownName}`
}

/** How many connections of others this database has. */
async function othersAt(pool: OpenDatabase['pool']): Promise<number> {
  const { rows } = await pool.query<{ others: number }>(
    `select count(*)::int as others
     from pg_stat_activity
     where backend_type = 'client backend'
       and datname = current_database()
       and application_name <> $1`,
    [ownName],
  )
  return rows[0]!.others
}

/** @throws StartError while a server works on this database */
export async function refuseRunningServer({ pool }: Pick<Installation, 'pool'>): Promise<void> {
  const { rows } = await pool.query<{ servers: number }>(
    `select count(*)::int as servers
     from pg_stat_activity
     where datname = current_database()
       and application_name like 'tongxin%'
       and application_name <> $1`,
    [ownName],
  )
  if (rows[0]!.servers > 0)
    throw new StartError('同心服务正在使用这个数据库，请先停止服务。A server is using this database.')
}
