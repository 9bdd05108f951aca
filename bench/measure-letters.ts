import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type House, startHouse } from './house.ts'
import { atMost, type Result } from './report.ts'
import { seedRegister } from './seed.ts'
import type { Stage } from './stage.ts'

const wanted = 1000
/** A year's register that one batch takes whole; three in four of it are answered. */
const registerSize = 1500
const sampleMs = 50

/** 1,000 reply letters of a register as one zip, through the running server: seconds until its last byte, and the most memory
 *  the server's process came to. */
export async function measureLetters(stage: Stage): Promise<Result[]> {
  const ground = await stage.ground()
  const register = await seedRegister(await ground.createDatabase('letters'), registerSize, 0)
  const house = await startHouse(join(ground.directory, 'data-letters'), register.url)
  try {
    return await measure(register.office, house)
  } finally {
    await house.stop()
  }
}

async function measure(token: string, house: House): Promise<Result[]> {
  let most = 0
  const sampling = setInterval(() => {
    most = Math.max(most, house.memory().residentMegabytes)
  }, sampleMs)
  const before = house.memory().residentMegabytes
  const cpuBefore = cpuSeconds(house.pid)
  const startedAt = performance.now()
  const response = await fetch(`http://127.0.0.1:${house.port}/api/v1/papers/batch?kind=reply`, {
    headers: { cookie: `tongxin_login=${token}` },
  })
  if (!response.ok || !response.body) throw new Error(`letters: ${response.status} ${await response.text()}`)
  let bytes = 0
  const pieces: Uint8Array[] = []
  for await (const piece of response.body) {
    bytes += piece.length
    pieces.push(piece)
  }
  const seconds = (performance.now() - startedAt) / 1000
  clearInterval(sampling)
  const ownSeconds = cpuSeconds(house.pid) - cpuBefore
  const letters = entriesOf(Buffer.concat(pieces)) - 1
  if (letters < wanted) throw new Error(`letters: only ${letters} of ${wanted}`)
  console.log(
    `${letters} letters, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds.toFixed(1)} s, of which the server reckoned ${ownSeconds.toFixed(1)} s; ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`,
  )
  return [
    atMost('letters', (seconds * wanted) / letters, 's', { mark: 30 }),
    atMost('letters.cpu', (ownSeconds * wanted) / letters, 's'),
    atMost('letters.rss', Math.max(most, house.memory().peakMegabytes), 'MB', { mark: 300 }),
  ].map((one) => ({ ...one, name: one.name.replace(/^house\b/, 'proposals') }))
}

/** Seconds a process has reckoned on all cores; what else the machine does is not in it. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  // utime and stime, in hundredths.
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Files in a zip, by its end record. */
function entriesOf(zip: Buffer): number {
  return zip.readUInt16LE(zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06])) + 10)
}
