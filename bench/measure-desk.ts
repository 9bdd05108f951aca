import { performance } from 'node:perf_hooks'
import { nobody } from '#platform/context.ts'
import { openPool } from '#platform/database/database.ts'
import { atMost, type Result } from './report.ts'
import { measureInTurn, type Stage, said } from './stage.ts'

const tries = 9

/** Statistics of 200,000 proposals, reckoned anew after something happened and given again while nothing did; and the
 *  workbench of an office with tens of thousands of open matters. */
export async function measureDesk(stage: Stage): Promise<Result[]> {
  const { register, house } = await stage.large()
  const { pool, close } = openPool(register.url, { max: 1 })
  const ask = async () => {
    const startedAt = performance.now()
    const response = await fetch(`http://127.0.0.1:${house.port}/api/v1/statistics/proposals`, {
      headers: { cookie: `tongxin_login=${register.office}` },
    })
    if (!response.ok) throw new Error(`statistics: ${response.status} ${await response.text()}`)
    await response.arrayBuffer()
    return performance.now() - startedAt
  }
  const cold: number[] = []
  const warm: number[] = []
  for (let n = 0; n < tries; n += 1) {
    await pool.query(
      `insert into events (committee_id, type, subject_kind, subject_id, account_id, actor_name, actor_role, at, details, request_id)
       values ($1, 'bench.happened', 'bench', $2, null, 'bench', null, now(), '{}', 'bench')`,
      [register.committeeId, nobody],
    )
    cold.push(await ask())
    warm.push(await ask())
  }
  await close()
  const slowest = (all: number[]) => Math.max(...all)
  console.log(
    `statistics, anew ${cold.map((ms) => ms.toFixed(0)).join(' ')} ms, again ${warm.map((ms) => ms.toFixed(0)).join(' ')} ms`,
  )
  const [workbench] = await measureInTurn(stage.options, [
    { port: house.port, requests: [{ method: 'GET', path: '/api/v1/workbench', token: register.office }] },
  ])
  said('workbench of the office', workbench!)
  return [
    atMost('statistics.cold', slowest(cold), 'ms', { mark: 300 }),
    atMost('statistics.warm', slowest(warm), 'ms', { mark: 50 }),
    atMost('workbench.p95', workbench!.p95Ms, 'ms', { mark: 50 }),
  ].map((one) => ({ ...one, name: one.name.replace(/^house\b/, 'proposals') }))
}
