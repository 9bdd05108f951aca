import { parentPort } from 'node:worker_threads'
import type { Paper } from '../paper.ts'
import { renderPaper } from './render.ts'

/** What the server sends the setting thread, any number of times. */
export interface RenderOrder {
  number: number
  paper: Paper
}
/** What it sends back for each. */
export type RenderReport = { number: number; bytes: Uint8Array } | { number: number; failed: string }

const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread only')

port.on('message', async ({ number, paper }: RenderOrder) => {
  try {
    const bytes = await renderPaper(paper)
    port.postMessage({ number, bytes } satisfies RenderReport)
  } catch (error) {
    port.postMessage({ number, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
