import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { ledgerReader } from '#features/duty/commands/keep-ledger.ts'
import { openPool } from '#platform/database/database.ts'
import { readInOrder } from '#platform/events/read-in-order.ts'
import { startHouse } from './house.ts'
import { putLoad } from './put-load.ts'
import { atLeast, atMost, type Result } from './report.ts'
import { type DutyYear, seedDuty } from './seed-duty.ts'
import { clients, type Stage, said } from './stage.ts'

/** Names of this key. */
const named = (results: Result[]) => results.map((one) => ({ ...one, name: one.name.replace(/^house\b/, 'duty') }))

const province = { members: 30_000, events: 1_000_000 }
/** A tenth: what grows faster than the entries shows against it. */
const tenth = { members: 3_000, events: 100_000 }

interface Reckoned {
  seconds: number
  megabytes: number
  counted: number
}

/** @throws with its words when it fails */
function reckon({ url, committeeId, year }: DutyYear, what: string): Reckoned {
  const args = [join(import.meta.dirname, 'reckon-duty.ts'), url, committeeId, String(year), what]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${what}: ${stderr}`)
  const reckoned = JSON.parse(stdout) as Reckoned
  console.log(`${what}: ${reckoned.seconds.toFixed(2)} s, ${reckoned.megabytes.toFixed(0)} MB, ${reckoned.counted}`)
  return reckoned
}

/** Lays a year out and has the ledger read it. @returns with the seconds that took */
async function layOut(stage: Stage, name: string, size: typeof province): Promise<{ of: DutyYear; catchUp: number }> {
  const ground = await stage.ground()
  const of = await seedDuty(await ground.createDatabase(name), size)
  const { db, pool, close } = openPool(of.url, { max: 2 })
  try {
    const startedAt = performance.now()
    while ((await readInOrder(db, ledgerReader)) > 0);
    const catchUp = (performance.now() - startedAt) / 1000
    // A million events of one moment would be sealed and handed out while the page is measured: taken as done.
    await pool.query(
      `insert into event_cursors (reader, tx, event_id)
       select r, tx, event_id from event_cursors cross join unnest(array['dispatch', 'seal']) r where reader = $1
       on conflict (reader) do update set tx = excluded.tx, event_id = excluded.event_id`,
      [ledgerReader.name],
    )
    await pool.query('vacuum analyze')
    return { of, catchUp }
  } finally {
    await close()
  }
}

/** The ledger of a province: keeping it, proving it, scoring from it, and a member's page of it. */
export async function measureLedger(stage: Stage): Promise<Result[]> {
  const { of, catchUp } = await layOut(stage, 'duty_province', province)
  console.log(`${of.events} events became the ledger in ${catchUp.toFixed(0)} s`)
  const small = await layOut(stage, 'duty_tenth', tenth)
  const floorOfProof = reckon(of, 'read events')
  const proof = reckon(of, 'prove')
  const floorOfScore = reckon(of, 'read entries')
  const score = reckon(of, 'score')
  const compared = reckon(of, 'compare')
  const ofTenth = reckon(small.of, 'score')
  return named([
    atLeast('ledger.keep', of.events / catchUp, 'events/s'),
    atMost('proof', proof.seconds, 's', { mark: 60, floor: floorOfProof.seconds }),
    atMost('proof.rss', proof.megabytes, 'MB'),
    atMost('score', score.seconds, 's', { mark: 3, floor: floorOfScore.seconds }),
    atMost('score.rss', score.megabytes, 'MB', { mark: 400 }),
    atMost('score.compare', compared.seconds, 's', { mark: 6, floor: floorOfScore.seconds }),
    atMost('score.growth', score.seconds / (10 * ofTenth.seconds), '× linear'),
    ...(await page(stage, of)),
  ])
}

/** The newest page of a member with 2,000 entries, as they see it and as the office does. */
async function page(stage: Stage, of: DutyYear): Promise<Result[]> {
  const { directory } = await stage.ground()
  const house = await startHouse(join(directory, 'data-duty'), of.url)
  try {
    const results: Result[] = []
    for (const [who, token] of [
      ['member', of.busyMember],
      ['office', of.office],
    ] as const) {
      const requests = [{ method: 'GET', path: `/api/v1/duty-entries?memberId=${of.busyMemberId}`, token }]
      const load = { port: house.port, seconds: stage.options.seconds, warmSeconds: 0.5, once: false, requests }
      const alone = await putLoad({ ...load, clients: 1 })
      const many = await putLoad({ ...load, clients })
      said(`ledger page, ${who}`, many)
      results.push(
        atMost(`page.${who}.p95`, alone.p95Ms, 'ms', { mark: 25 }),
        atMost(`page.${who}.p95.${clients}-clients`, many.p95Ms, 'ms'),
      )
    }
    return results
  } finally {
    await house.stop()
  }
}
