/** A running Tongxin of its own: a data directory, a free port, the real server as a child process. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Installation {
  /** http://127.0.0.1:PORT */
  address: string
  /** What the server has printed so far. */
  printed(): string
  /** Waits for the newest printed line that fits, and gives what the pattern's first group caught. */
  printedLine(pattern: RegExp): Promise<string>
  stop(): Promise<void>
}

/** Loading the demonstration takes a while on a busy machine. */
const startLimitMs = 180_000
const lineLimitMs = 20_000
const root = join(import.meta.dirname, '..')
const running = new Set<ChildProcess>()

// Whoever breaks a run off takes its servers along; they close their databases by themselves.
process.once('exit', () => {
  for (const child of running) child.kill('SIGTERM')
})

/** Starts the server on a fresh data directory. @param prepare is run on that directory first
 *  @throws with the server's own last words when it does not come up */
export async function startInstallation(
  demo: 'yes' | 'no',
  prepare?: (dataDir: string) => Promise<void>,
): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tongxin-e2e-'))
  const clear = () => rmSync(dataDir, { recursive: true, force: true })
  try {
    await prepare?.(dataDir)
  } catch (error) {
    clear()
    throw error
  }
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', DEMO: demo }
  for (const name of ['DATABASE_URL', 'PUBLIC_URL', 'NODE_ENV', 'TRUST_PROXY', 'SMS_SENDER'] as const)
    Object.assign(env, { [name]: '' })
  const child = spawn(process.execPath, ['server/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let printed = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk
      for (const listener of listeners) listener()
    })
  const waitFor = (pattern: RegExp, limitMs: number) =>
    new Promise<string>((resolve, reject) => {
      const settle = (error?: Error, found = '') => {
        clearTimeout(timer)
        listeners.delete(look)
        child.off('exit', ended)
        if (error) reject(error)
        else resolve(found)
      }
      const look = () => {
        const found = printed.split('\n').findLast((line) => pattern.test(line))
        if (found !== undefined) settle(undefined, pattern.exec(found)?.[1] ?? found)
      }
      const lastWords = () => printed.trim().split('\n').slice(-12).join('\n')
      const ended = () => settle(new Error(`The server ended:\n${lastWords()}`))
      const timer = setTimeout(() => settle(new Error(`The server did not print ${pattern}:\n${lastWords()}`)), limitMs)
      listeners.add(look)
      child.once('exit', ended)
      look()
    })
  const stop = async () => {
    await end(child)
    clear()
  }
  try {
    const address = await waitFor(/Tongxin is up: (http:\/\/[^/]+)\//, startLimitMs)
    return { address, printed: () => printed, printedLine: (pattern) => waitFor(pattern, lineLimitMs), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}
