import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { testDatabase } from '../../testing/database.ts'
import { buildDecree, seedRunningClocks } from './clocks.fixtures.ts'
import { recomputeClocks } from './commands/recompute.ts'

const { db, url } = await testDatabase()
const matters = 3_000
const now = new Date('2026-03-10T01:00:00Z')

/** Moves clocks in a process of its own, as the server's job would. */
const program = `
  const { openPool } = await import('#platform/database/database.ts')
  const { recomputeClocks } = await import('#features/clocks/commands/recompute.ts')
  const { db, close } = openPool(process.env.URL)
  await recomputeClocks(db, new Date('${now.toISOString()}'))
  await close()
`
const startRecompute = () =>
  spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: join(import.meta.dirname, '../../..'),
    env: { PATH: process.env.PATH, URL: url },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
const count = async () => {
  const { rows } = await sql<{ moved: number; behind: number; twice: number; wrong: number }>`
    select
      (select count(*)::int from events where type = 'clock.moved') as moved,
      (select count(*)::int from clocks where due_on in ('2026-03-23', '2026-06-02')) as behind,
      (select count(*)::int from (
        select details ->> 'clockId' from events where type = 'clock.moved' group by 1 having count(*) > 1) t) as twice,
      (select count(*)::int from clocks c
        join assignments a on a.committee_id = c.committee_id and a.id = c.subject_id
        join proposals p on p.committee_id = c.committee_id and p.id = c.matter_id
        where c.due_on <> (case c.kind when 'contact' then a.contact_by else a.reply_by end)
          or (c.kind = 'reply' and c.due_on <> p.due_on)) as wrong`.execute(db)
  return rows[0]!
}

it('moves each clock once, though killed in the middle and begun anew', async () => {
  await seedRunningClocks(db, await buildCommittee(db), matters)
  await buildDecree(db, 2026, { off: ['2026-03-20', '2026-06-02'] })
  let killed = 0
  for (const after of [1, matters]) {
    const child = startRecompute()
    const ended = new Promise((done) => child.once('close', done))
    while ((await count()).moved < after && child.exitCode === null) await new Promise((done) => setTimeout(done, 5))
    if (child.kill('SIGKILL')) killed += 1
    await ended
    const between = await count()
    expect(between).toMatchObject({ twice: 0, wrong: 0 })
    expect(between.moved + between.behind).toBe(matters * 2)
  }
  expect(killed).toBe(2)
  const before = await count()
  expect(before.behind).toBeGreaterThan(0)
  // Two that begin at the same moment share what is left.
  const both = await Promise.all([recomputeClocks(db, now), recomputeClocks(db, now)])
  expect(both[0].moved + both[1].moved).toBe(before.behind)
  expect(await count()).toEqual({ moved: matters * 2, behind: 0, twice: 0, wrong: 0 })
}, 60_000)
