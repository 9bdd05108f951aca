import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartError } from '../start-error.ts'
import { cannotSpawn, type Owner, runInitdb, spawnProgram, unprivilegedOwner } from './postgres-program.ts'

/** A running PostgreSQL of our own. */
export interface EmbeddedDatabase {
  url: string
  /** Whether this call started it, so that a command line beside a running server leaves it alone. */
  started: boolean
  stop(): Promise<void>
}

/** What a server wants to hear of its PostgreSQL; without it a PostgreSQL that dies stays dead. */
export interface Watch {
  /** It had died and is up again. */
  restarted(): void
  /** It died and does not come up again. */
  lost(error: unknown): void
}

/** Without a word from PostgreSQL. While it says that it recovers from a crash there is no limit: killing it then would
 *  only make it begin anew. */
const startLimitMs = 30_000
const stopLimitMs = 20_000
const watchEveryMs = 250
const superuser = 'tongxin'
/** More deaths than this within a minute are no accident. */
const deathsAMinute = 5

/** Server settings: fsync stays on, nothing acknowledged is lost. Few connections, all local; jit never pays on short statements. */
const serverSettings = [
  'listen_addresses=',
  'max_connections=80',
  'shared_buffers=128MB',
  'jit=off',
  'random_page_cost=1.1',
  'timezone=UTC',
  'log_timezone=UTC',
  'autovacuum_vacuum_cost_limit=1000',
  'max_wal_size=2GB',
  'wal_compression=pglz',
]

interface Place {
  /** PostgreSQL's own directory. */
  directory: string
  log: string
  cwd: string
  owner: Owner | null
}

/** A live PostgreSQL on this directory: its process id and the folder of its socket; null when there is none. */
function livePostmaster(directory: string): { pid: number; sockets: string } | null {
  let lines: string[]
  try {
    lines = readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const pid = Number(lines[0])
  const sockets = lines[4]
  if (!(pid > 0) || !sockets || !isPostmaster(pid, directory)) return null
  return { pid, sockets }
}

/** A left-over postmaster.pid may name a process id that something else has by now, or one that is dead and not buried. */
function isPostmaster(pid: number, directory: string): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    // No such process: the file was left behind by a crash, and PostgreSQL itself clears it away.
    return false
  }
  if (!existsSync('/proc/self/stat')) return true
  try {
    if (!/^\d+ \(postgres\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return false
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(directory)
  } catch (error) {
    // A container's root may not ask where another user's process works; else it has just ended.
    return (error as NodeJS.ErrnoException).code === 'EACCES'
  }
}

/** Why the last start failed, in PostgreSQL's own words. */
function lastWords(log: string): string {
  const lines = readFileSync(log, 'utf8').trim().split('\n').slice(-20)
  const fatal = lines.findLast((line) => /FATAL|PANIC|could not/.test(line)) ?? lines.at(-1) ?? ''
  return fatal.replace(/^.*?(FATAL|PANIC): +/, '')
}

/** Half of a dead server's processes may live for a moment, and then it is worth another try. */
const mendsItself = /shared memory block|lock file "postmaster.pid"/

async function answers(url: string): Promise<{ ready: boolean; recovering: boolean; error?: unknown }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    await client.end()
    return { ready: true, recovering: false }
  } catch (error) {
    return { ready: false, recovering: (error as { code?: string }).code === '57P03', error }
  }
}

/** A folder of our own for the socket: nobody else may have made it before us and answer in PostgreSQL's place. */
function makeSocketFolder(directory: string, owner: Owner | null): string {
  const path = join(tmpdir(), `tongxin-${createHash('sha256').update(directory).digest('hex').slice(0, 12)}`)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const { uid } = lstatSync(path)
  if (!lstatSync(path).isDirectory() || (uid !== process.getuid?.() && uid !== owner?.uid))
    throw new StartError(`${path} 属于别的用户，请删除它再启动。${path} belongs to somebody else.`)
  if (owner) chownSync(path, owner.uid, owner.gid)
  return path
}

/** Makes the database cluster the first time: aside, and put in place when it is whole, so that a kill leaves no half. */
async function createCluster({ directory, owner, cwd }: Place): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return
  if (existsSync(directory) && entriesOf(directory).length > 0)
    throw new StartError(`${directory} 里有别的东西，不是数据库。${directory} holds something that is no database.`)
  const draft = `${directory}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (owner) chownSync(draft, owner.uid, owner.gid)
  const local = ['--auth-local=trust', '--auth-host=reject', '-E', 'UTF8', '--locale=C']
  await runInitdb(['-U', superuser, ...local, '-D', draft], { owner, directory: draft, cwd })
  renameSync(draft, directory)
}

function entriesOf(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch (error) {
    throw new StartError(`数据库目录 ${directory} 属于别的用户。The database belongs to another user.`, {
      cause: error,
    })
  }
}

/** Starts PostgreSQL, or joins the one that runs, and waits until it answers. @returns its address and process id */
async function bringUp(place: Place): Promise<{ url: string; pid: number; started: boolean }> {
  const { directory, log, cwd, owner } = place
  let child: ChildProcess | null = null
  let spawnError: NodeJS.ErrnoException | null = null
  let sockets = ''
  let end = Date.now() + startLimitMs
  for (;;) {
    const live = livePostmaster(directory)
    if (live) sockets = live.sockets
    else if (spawnError) throw cannotSpawn(spawnError)
    else if (!child || child.exitCode !== null || child.signalCode !== null) {
      const words = child ? lastWords(log) : ''
      if (child && !mendsItself.test(words))
        throw new StartError(`PostgreSQL 没有起来：${words}，详见 ${log}。PostgreSQL did not start.`)
      sockets = makeSocketFolder(directory, owner)
      const out = openSync(log, 'a')
      const args = ['-D', directory, '-k', sockets, ...serverSettings.flatMap((s) => ['-c', s])]
      // Detached: Ctrl-C in the terminal must reach us first, so that running requests end before their database does.
      child = spawnProgram('postgres', args, { owner, directory, cwd, out, detached: true })
      closeSync(out)
      child.on('error', (error) => {
        spawnError = error
      })
      child.unref()
    }
    const url = `postgres://${superuser}@localhost/postgres?host=${encodeURIComponent(sockets)}`
    const { ready, recovering, error } = await answers(url)
    const answering = ready ? livePostmaster(directory) : null
    if (answering) return { url, pid: answering.pid, started: child !== null }
    if (recovering) end = Date.now() + startLimitMs
    if (Date.now() > end)
      throw new StartError(
        `PostgreSQL ${startLimitMs / 1000} 秒没有应答，详见 ${log}。PostgreSQL did not answer within ${startLimitMs / 1000} s.`,
        { cause: error },
      )
    await sleep(25)
  }
}

/** Ends PostgreSQL: sessions are cut, all is written (SIGINT); when that takes too long, left to recovery (SIGQUIT). */
async function takeDown(pid: number, directory: string): Promise<void> {
  const end = Date.now() + stopLimitMs
  for (let signal: NodeJS.Signals | null = 'SIGINT'; isPostmaster(pid, directory); ) {
    if (signal) process.kill(pid, signal)
    signal = null
    await sleep(20)
    if (Date.now() > end) signal = 'SIGQUIT'
  }
}

/** Starts (or joins) the PostgreSQL of `dataDir`; creates it the first time. It listens on a socket only its owner can reach.
 *  @param watch given by a server: a PostgreSQL that dies is started again
 *  @throws StartError when the directory cannot be used or PostgreSQL does not come up */
export async function openEmbedded(dataDir: string, watch?: Watch): Promise<EmbeddedDatabase> {
  const root = resolve(dataDir)
  const directory = join(root, 'postgres')
  mkdirSync(root, { recursive: true })
  const place: Place = { directory, log: join(root, 'postgres.log'), cwd: root, owner: unprivilegedOwner(directory) }
  await createCluster(place)
  const first = await bringUp(place)
  let { pid } = first
  let stopping = false
  let mending: Promise<void> | null = null
  const deaths: number[] = []

  const mend = async () => {
    const now = Date.now()
    deaths.push(now)
    if (deaths.filter((at) => now - at < 60_000).length > deathsAMinute)
      throw new StartError(`PostgreSQL 反复退出，详见 ${place.log}。PostgreSQL keeps dying.`)
    const next = await bringUp(place)
    pid = next.pid
    watch?.restarted()
  }
  const timer = watch
    ? setInterval(() => {
        if (stopping || mending || isPostmaster(pid, directory)) return
        mending = mend()
          .catch((error: unknown) => {
            clearInterval(timer)
            watch.lost(error)
          })
          .finally(() => {
            mending = null
          })
      }, watchEveryMs)
    : undefined
  timer?.unref()
  return {
    url: first.url,
    started: first.started,
    async stop() {
      stopping = true
      clearInterval(timer)
      await mending
      await takeDown(pid, directory)
    },
  }
}
