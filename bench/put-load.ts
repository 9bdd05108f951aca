import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Load, Measured } from './load.ts'

/** Puts a load on a port from another process. @throws when any request was refused */
export async function putLoad(load: Load): Promise<Measured> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stdin.end(JSON.stringify(load))
  const code = await new Promise<number | null>((done) => child.on('close', done))
  if (code !== 0) throw new Error(`the load ended with ${code}`)
  const measured = JSON.parse(Buffer.concat(chunks).toString()) as Measured
  if (measured.failures > 0) throw new Error(`${measured.failures} requests failed, first: ${measured.firstFailure}`)
  return measured
}
