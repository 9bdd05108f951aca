import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const main = join(import.meta.dirname, '../main.ts')
/** Starting is tried some thirty times: compiled once, each takes half. */
const compiled = join(import.meta.dirname, '../../node_modules/.cache/compiled')

/** A server as a process of its own. */
export interface ServerProcess {
  child: ChildProcess
  /** The address it tells when it is up. @throws Error with all it said when it ends before */
  up: Promise<string>
  /** Its end: exit code (null: by a signal) and all it said. */
  ended: Promise<{ code: number | null; output: string }>
}

/** Starts `node server/main.ts` without the demonstration, on a free port unless the environment names one.
 *  @param command what to put before or in place of it */
export function startServer(
  env: Record<string, string>,
  command: string[] = [process.execPath, main],
  cwd = '/',
): ServerProcess {
  const [program, ...args] = command as [string, ...string[]]
  const { PATH } = process.env
  const child = spawn(program, args, {
    cwd,
    env: { PATH, HOME: '/nonexistent', PORT: '0', DEMO: 'no', NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, as in a terminal.
    detached: true,
  })
  let output = ''
  const ended = new Promise<{ code: number | null; output: string }>((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => done({ code, output }))
  })
  const up = new Promise<string>((done, fail) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += stripVTControlCharacters(String(chunk))
        const address = /Tongxin is up: (http:\/\/\S+)\//.exec(output)?.[1]
        if (address) done(address)
      })
    ended.then(({ code }) => fail(new Error(`ended with ${code}: ${output}`)), fail)
  })
  // A test that only waits for the end does not look at this.
  up.catch(() => undefined)
  return { child, up, ended }
}

/** The server's command line, to be run as another user. */
export const serverCommand = [process.execPath, main]

/** Process ids of everything that works in a folder: PostgreSQL and its parts. */
export function processesIn(directory: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === directory
      } catch {
        // Ended while we looked.
        return false
      }
    })
}

/** The PostgreSQL of a data directory: its process id, and its address for a client of one's own. */
export function postgresOf(dataDir: string): { pid: number; url: string } {
  const lines = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')
  return {
    pid: Number(lines[0]),
    url: `postgres://tongxin@localhost/postgres?host=${encodeURIComponent(lines[4]!)}`,
  }
}
