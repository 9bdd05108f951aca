import type { Io } from './cli/command.ts'
import { runCli } from './cli/run.ts'

/** Shortest time between two words about progress where they cannot be written over each other. */
const quietMs = 5_000

/** What is to be undone when the operator breaks off. */
const undos = new Set<() => unknown>()
let interrupted = false
let shown = false
let toldAt = Date.now()

/** Takes the line of progress away before anything else is written. */
function clearLine(): void {
  if (shown) process.stderr.write('\r\u001b[2K')
  shown = false
}

const io: Io = {
  env: process.env,
  print(text) {
    clearLine()
    process.stdout.write(`${text}\n`)
  },
  tell(text) {
    if (interrupted) return
    clearLine()
    process.stderr.write(`${text}\n`)
  },
  progress(what) {
    if (process.stderr.isTTY) {
      const columns = Math.floor((process.stderr.columns ?? 80) / 2) - 2
      process.stderr.write(`\r\u001b[2K… ${[...what].slice(0, columns).join('')}`)
      shown = true
    } else if (Date.now() - toldAt > quietMs) {
      toldAt = Date.now()
      process.stderr.write(`… ${what}\n`)
    }
  },
  onInterrupt(undo) {
    undos.add(undo)
    return () => undos.delete(undo)
  },
  clock: () => new Date(),
}

for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
] as const) {
  process.on(signal, async () => {
    if (interrupted) return
    interrupted = true
    clearLine()
    process.stderr.write('已中断，没有做完 interrupted\n')
    for (const undo of [...undos].reverse()) await undo()
    process.exit(128 + number)
  })
}
// A reader that has seen enough, such as head, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const code = await runCli(process.argv.slice(2), io)
clearLine()
if (!interrupted) process.exitCode = code
