import { performance } from 'node:perf_hooks'
import { buildDecree, seedRunningClocks } from '#features/clocks/clocks.fixtures.ts'
import { recomputeClocks } from '#features/clocks/commands/recompute.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { openPool } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'
import { atMost, type Result } from './report.ts'
import type { Stage } from './stage.ts'

const clocks = 50_000

/** 50,000 running clocks after a decree that moves every one of them: seconds until each is moved, carried into the lists
 *  and told in the history of its matter; and the look that finds nothing to do. */
export async function measureClocks(stage: Stage): Promise<Result[]> {
  const ground = await stage.ground()
  const url = await ground.createDatabase('clocks')
  const { db, pool, close } = openPool(url, { max: 4 })
  try {
    await migrate(pool)
    await seedRunningClocks(db, await buildCommittee(db), clocks / 2)
    await buildDecree(db, 2026, { off: ['2026-03-20', '2026-06-02'] })
    const now = new Date('2026-03-10T01:00:00Z')
    const startedAt = performance.now()
    const { moved } = await recomputeClocks(db, now)
    const seconds = (performance.now() - startedAt) / 1000
    if (moved !== clocks) throw new Error(`clocks: ${moved} of ${clocks} moved`)
    const idleAt = performance.now()
    const again = await recomputeClocks(db, now)
    const idleMs = performance.now() - idleAt
    if (again.looked !== 0) throw new Error(`clocks: ${again.looked} were looked at again`)
    console.log(`${moved} clocks moved in ${seconds.toFixed(1)} s; nothing to do: ${idleMs.toFixed(1)} ms`)
    return [atMost('clocks', seconds, 's', { mark: 20 }), atMost('clocks.idle', idleMs, 'ms', {})].map((one) => ({
      ...one,
      name: one.name.replace(/^house\b/, 'proposals'),
    }))
  } finally {
    await close()
  }
}
