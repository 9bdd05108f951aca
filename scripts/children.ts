/** Starts other programs, each in a process group of its own, and takes them along when this one is stopped. */
import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'

/** How a child ended: exit code (1 when it could not start or a signal ended it), its output, its time in seconds. */
export type Outcome = { status: number; output: string; seconds: number }

/** `show`: straight to the terminal, nothing kept. `keep`: kept, not shown. `both`: shown as it comes, and kept. */
type Output = 'show' | 'keep' | 'both'

const running = new Set<number>()

/** Runs a program to its end. A program that cannot be started is an outcome too, with the reason as its output. */
export async function runChild(command: string, args: string[], output: Output): Promise<Outcome> {
  const startedAt = performance.now()
  const outlet = output === 'show' ? 'inherit' : 'pipe'
  const child = spawn(command, args, { stdio: ['ignore', outlet, outlet], detached: true })
  if (child.pid) running.add(child.pid)
  const chunks: Buffer[] = []
  for (const [stream, terminal] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream?.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      if (output === 'both') terminal.write(chunk)
    })
  }
  const status = await new Promise<number>((resolve) => {
    child.on('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`))
      resolve(1)
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
  if (child.pid) running.delete(child.pid)
  return { status, output: Buffer.concat(chunks).toString(), seconds: (performance.now() - startedAt) / 1000 }
}

/** From now on SIGINT and SIGTERM end the children first, then this process, with 128 + the signal's number. */
export function takeChildrenAlong(): void {
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.once(signal, () => {
      stopChildren('SIGTERM')
      const stopped = setInterval(() => running.size === 0 && process.exit(128 + number), 50)
      // A child that has not gone after 5 s is not going to.
      setTimeout(() => {
        clearInterval(stopped)
        stopChildren('SIGKILL')
        process.exit(128 + number)
      }, 5_000)
    })
  }
}

function stopChildren(signal: NodeJS.Signals): void {
  for (const pid of running) {
    try {
      process.kill(-pid, signal)
    } catch (error) {
      // It has just ended by itself.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}
