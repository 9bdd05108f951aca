/** What the measurements of one run share, made when first asked for: two registers, their servers, the floor. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { endChild, freePort, type Ground, type House, openGround, startHouse, whenAnswering } from './house.ts'
import type { Load, Measured } from './load.ts'
import { putLoad } from './put-load.ts'
import { type Register, seedRegister } from './seed.ts'
import { makeSearchable } from './seed-search.ts'

export interface Options {
  /** Seconds of each measurement, and how often it is taken; the median counts. */
  seconds: number
  rounds: number
  /** Minutes of mixed load in which the memory must not grow. */
  minutes: number
}

export const clients = 16

export interface Stage {
  options: Options
  ground(): Promise<Ground>
  small(): Promise<{ register: Register; house: House }>
  large(): Promise<{ register: Register; house: House }>
  /** The large register with its full text searchable: takes some minutes more to lay out. */
  searchable(): Promise<{ register: Register; house: House }>
  /** Port of the floor server over the large register. */
  floor(): Promise<number>
  close(): Promise<void>
}

const draftCount = 60_000

/** Remembers what was made. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

export function openStage(options: Options): Stage {
  const closers: (() => Promise<void>)[] = []
  const ground = once(async () => {
    const opened = await openGround()
    closers.push(() => opened.close())
    return opened
  })
  const register = (name: string, size: number, drafts: number) =>
    once(async () => {
      const { directory, createDatabase } = await ground()
      const startedAt = performance.now()
      const url = await createDatabase(name)
      const seeded = await seedRegister(url, size, drafts)
      console.log(`${size} proposals laid out in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
      const house = await startHouse(join(directory, `data-${name}`), url)
      closers.push(() => house.stop())
      return { register: seeded, house }
    })
  const large = register('register_200k', 200_000, draftCount)
  return {
    options,
    ground,
    small: register('register_20k', 20_000, 0),
    large,
    searchable: once(async () => {
      const made = await large()
      await makeSearchable(made.register)
      return made
    }),
    floor: once(async () => {
      const { register } = await large()
      const port = await freePort()
      const args = [join(import.meta.dirname, 'floor-server.ts'), register.url, register.committeeId, String(port)]
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
      closers.push(() => endChild(child))
      await whenAnswering(`http://127.0.0.1:${port}/list`, child)
      return port
    }),
    async close() {
      for (const close of closers.reverse()) await close()
    },
  }
}

/** Puts the same requests on several servers in turn, `rounds` times; gives the run in the middle for each. */
export async function measureInTurn(options: Options, loads: Pick<Load, 'port' | 'requests'>[]): Promise<Measured[]> {
  const runs: Measured[][] = loads.map(() => [])
  for (let round = 0; round < options.rounds; round += 1)
    for (const [i, load] of loads.entries())
      runs[i]!.push(await putLoad({ ...load, clients, seconds: options.seconds, warmSeconds: 0.5, once: false }))
  return runs.map((all) => {
    const middle = all.sort((a, b) => a.perSecond - b.perSecond)[Math.floor(all.length / 2)]!
    if (middle.requests === 0) throw new Error(`no answer within ${options.seconds} s: ${middle.firstFailure}`)
    return middle
  })
}

export function said(what: string, measured: Measured): void {
  const { perSecond, p50Ms, p95Ms, p99Ms, ownLoad } = measured
  console.log(
    `${what.padEnd(34)} ${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50Ms.toFixed(1)}  p95 ${p95Ms.toFixed(1)}  p99 ${p99Ms.toFixed(1)} ms  (load took ${(ownLoad * 100).toFixed(0)} % of a core)`,
  )
}
