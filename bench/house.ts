/** Starts what is measured: a PostgreSQL of its own in a temporary folder, and the real server as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPool } from '#platform/database/database.ts'
import { type EmbeddedDatabase, openEmbedded } from '#platform/database/embedded.ts'

const root = join(import.meta.dirname, '..')
const startLimitMs = 60_000

/** A running server of the product. */
export interface House {
  port: number
  pid: number
  /** Milliseconds from its start until it answered. */
  startMs: number
  memory(): { residentMegabytes: number; peakMegabytes: number }
  stop(): Promise<void>
}

/** A folder for one run, removed at its end, and the databases in it. */
export interface Ground {
  directory: string
  database: EmbeddedDatabase
  /** Makes an empty database and gives its address. */
  createDatabase(name: string): Promise<string>
  close(): Promise<void>
}

/** Opens a PostgreSQL in a new temporary folder. */
export async function openGround(): Promise<Ground> {
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-bench-'))
  const database = await openEmbedded(join(directory, 'database'))
  return {
    directory,
    database,
    async createDatabase(name) {
      const { pool, close } = openPool(database.url, { max: 1 })
      await pool.query(`create database ${name}`)
      await close()
      const url = new URL(database.url)
      url.pathname = `/${name}`
      return url.toString()
    },
    async close() {
      await database.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

/** Waits until a process of ours answers. @throws when it ends before, or never answers */
export async function whenAnswering(url: string, child: ChildProcess, limitMs = startLimitMs): Promise<void> {
  const end = performance.now() + limitMs
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended with ${child.exitCode}`)
    if (performance.now() > end) throw new Error(`${url} did not answer within ${limitMs / 1000} s`)
    const answered = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return
    await sleep(20)
  }
}

/** Asks a process to end and waits until it has. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await ended
}

/** What `npm start` gives to node. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(/\bnode /)[1]!.split(' ')
}

/** Starts the server as `npm start` does. @param databaseUrl undefined: with a database of its own below `dataDir` */
export async function startHouse(dataDir: string, databaseUrl: string | undefined): Promise<House> {
  const port = await freePort()
  const startedAt = performance.now()
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(process.execPath, startArguments(), {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...env,
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMO: 'no',
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    },
  })
  await whenAnswering(`http://127.0.0.1:${port}/readyz`, child)
  const pid = child.pid!
  return {
    port,
    pid,
    startMs: performance.now() - startedAt,
    memory: () => memoryOf(pid),
    stop: () => endChild(child),
  }
}

/** Memory of a process as Linux counts it. */
function memoryOf(pid: number): { residentMegabytes: number; peakMegabytes: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024
  return { residentMegabytes: megabytes('VmRSS'), peakMegabytes: megabytes('VmHWM') }
}
