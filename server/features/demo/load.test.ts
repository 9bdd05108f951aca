import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { verifySeals } from '#platform/events/seal.ts'
import { testDatabase } from '../../testing/database.ts'
import { loadDemo } from './load.ts'

it('loads the demonstration province with proposals in every state, each with its history', {
  timeout: 300_000,
}, async () => {
  const { db } = await testDatabase()
  const loaded = await loadDemo(db, new Date('2026-11-20T03:00:00Z'), () => undefined)
  expect(loaded).toMatchObject({ committees: 7, members: 597 })
  const states = await db
    .selectFrom('proposals')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .groupBy('state')
    .execute()
  const counts = Object.fromEntries(states.map((row) => [row.state, row.count]))
  expect(Object.keys(counts).sort()).toEqual([
    'archived',
    'concluded',
    'declined',
    'disputed',
    'draft',
    'handling',
    'rated',
    'registered',
    'replied',
    'returned',
    'submitted',
    'withdrawn',
  ])
  const without = await sql<{ name: string }>`
    select m.name from members m
    where not exists (
      select from group_members g where g.committee_id = m.committee_id and g.member_id = m.id and g.exclusive_kind = 'sector')`.execute(
    db,
  )
  expect(without.rows).toEqual([])
  const keys = await db.selectFrom('leaderships').select('leader_name').execute()
  expect(keys.length).toBeGreaterThanOrEqual(3)
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from proposals p where not exists (select from events e where e.committee_id = p.committee_id and e.subject_id = p.id)`.execute(
    db,
  )
  expect(rows[0]!.count).toBe(0)
  const backwards = await sql<{ subject_id: string }>`
    select distinct subject_id
    from (select subject_id, at, lag(at) over (partition by subject_id order by id) as before from events where subject_kind = 'proposal') as told
    where at < before`.execute(db)
  expect(backwards.rows).toEqual([])
  await expect(loadDemo(db, new Date(), () => undefined)).rejects.toThrow('demo.not-empty')
  expect((await verifySeals(db)).ok).toBe(true)
})
