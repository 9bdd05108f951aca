import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { type OpenDatabase, openPool } from '#platform/database/database.ts'
import { databaseUrl } from './postgres.ts'

/** A fresh migrated database for this test file, dropped when the file is done. */
export async function testDatabase(): Promise<OpenDatabase & { url: string }> {
  const server = inject('databaseUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  const maintenance = openPool(server, { max: 1 })
  await maintenance.pool.query(`create database ${name} template template_tongxin`)
  await maintenance.close()
  const url = databaseUrl(server, name)
  const open = openPool(url, { max: 8 })
  afterAll(async () => {
    await open.close()
    const after = openPool(server, { max: 1 })
    await after.pool.query(`drop database ${name} with (force)`)
    await after.close()
  })
  return { ...open, url }
}
