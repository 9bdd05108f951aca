import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { openPool, transact } from './database.ts'
import { statement } from './statement.ts'

const { url } = await testDatabase()
const byName = (plan: 'kept' | 'anew') =>
  statement(plan, (db, values: { name: string }) =>
    db.selectFrom('committees').select('name').where('name', '=', values.name),
  )

it('lets a connection plan a kept statement once, and one of its own each time', async () => {
  const { db, close } = openPool(url, { max: 1 })
  const kept = byName('kept')
  const anew = byName('anew')
  for (const name of ['甲', '乙', '丙']) await kept(db, { name })
  const { rows } = await sql<{ uses: number }>`
    select (generic_plans + custom_plans)::int as uses from pg_prepared_statements`.execute(db)
  expect(rows).toEqual([{ uses: 3 }])
  await anew(db, { name: '甲' })
  await close()
})

it('sends each time the values of that time', async () => {
  const { db, close } = openPool(url, { max: 2 })
  const echo = statement('kept', (q, values: { text: string | null; list: string[] }) =>
    q.selectNoFrom([
      sql<string | null>`${values.text}::text`.as('text'),
      sql<string[]>`${values.list}::text[]`.as('list'),
      sql<number>`${3}::int`.as('fixed'),
    ]),
  )
  const asked = [
    { text: '甲', list: [] },
    { text: null, list: ['乙', '丙'] },
  ]
  for (const values of asked) expect(await echo(db, values)).toEqual([{ ...values, fixed: 3 }])
  await close()
})

it('reads and writes within the transaction it is given', async () => {
  const { db, close } = openPool(url, { max: 2 })
  const txid = statement('kept', (q, _: object) => q.selectNoFrom(sql<string>`pg_current_xact_id()::text`.as('id')))
  const ids = await transact(db, async (tx) => [await txid(tx, {}), await txid(tx, {})])
  expect(ids[0]).toEqual(ids[1])
  expect(await txid(db, {})).not.toEqual(ids[0])
  await close()
})
