import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { openPool } from './database.ts'
import { plannedOnce } from './planned-once.ts'

const { url } = await testDatabase()

it('plans a marked statement once for a connection, and an unmarked one each time', async () => {
  const { db, close } = openPool(url, { max: 1 })
  const byName = (name: string) => db.selectFrom('committees').select('name').where('name', '=', name)
  for (const name of ['甲', '乙', '丙']) {
    await byName(name).modifyFront(plannedOnce).execute()
    await byName(name).execute()
  }
  const { rows } = await sql<{ statement: string; uses: number }>`
    select statement, (generic_plans + custom_plans)::int as uses from pg_prepared_statements`.execute(db)
  expect(rows).toEqual([{ statement: expect.stringMatching(/^select \/\* planned once \*\//), uses: 3 }])
  await close()
})

it('gives each marked statement its own values', async () => {
  const { db, close } = openPool(url, { max: 1 })
  const echo = (text: string) => db.selectNoFrom(sql<string>`${text}::text`.as('said')).modifyFront(plannedOnce)
  expect(await echo('甲').executeTakeFirst()).toEqual({ said: '甲' })
  expect(await echo('乙').executeTakeFirst()).toEqual({ said: '乙' })
  await close()
})
