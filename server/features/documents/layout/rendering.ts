import { Worker } from 'node:worker_threads'
import type { Paper } from '../paper.ts'
import type { RenderOrder, RenderReport } from './rendering-worker.ts'

/** Setting a paper takes 10 ms and more of pure reckoning: on a thread of its own nobody else waits for it. */
const heapMegabytes = 112
/** A thread without work ends after this long; the next paper pays for a new one. */
const idleMs = 20_000
const paperLimitMs = 60_000

interface Waiting {
  resolve(bytes: Uint8Array): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

let thread: Worker | null = null
let idle: NodeJS.Timeout | undefined
let lastNumber = 0
const waiting = new Map<number, Waiting>()

/** A paper as a Word file, set on the thread. */
export function render(paper: Paper): Promise<Uint8Array> {
  clearTimeout(idle)
  thread ??= openThread()
  const own = thread
  lastNumber += 1
  const order: RenderOrder = { number: lastNumber, paper }
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => drop(own, new Error('a paper took too long')), paperLimitMs)
    waiting.set(order.number, { resolve, reject, timer })
    own.postMessage(order)
  })
}

function openThread(): Worker {
  const worker = new Worker(new URL('./rendering-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 6 },
  })
  worker.unref()
  worker.on('message', (report: RenderReport) => {
    const order = waiting.get(report.number)
    if (!order) return
    settle(report.number)
    if ('bytes' in report) order.resolve(report.bytes)
    else order.reject(new Error(report.failed))
    if (waiting.size === 0) {
      idle = setTimeout(() => drop(worker, null), idleMs)
      idle.unref()
    }
  })
  worker.on('error', (error) => drop(worker, error))
  worker.on('exit', () => drop(worker, new Error('the setting thread ended')))
  return worker
}

function settle(number: number): void {
  clearTimeout(waiting.get(number)?.timer)
  waiting.delete(number)
}

/** Ends the thread; whoever still waits on it is told. */
function drop(worker: Worker, error: unknown): void {
  if (thread !== worker) return
  thread = null
  clearTimeout(idle)
  for (const [number, order] of waiting) {
    settle(number)
    order.reject(error instanceof Error ? error : new Error(String(error)))
  }
  void worker.terminate()
}
