import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import { StartError } from '../start-error.ts'

const ownFolder = new URL('../../migrations/', import.meta.url)

/** The numbered migrations, in order. @throws Error for a file that is none, lest it be passed over in silence */
export function listMigrations(folder = ownFolder): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  for (const name of names)
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) throw new Error(`${name} is not named 0001_….sql`)
  return names.sort()
}

/** Brings the database up to date, each file in its own transaction. Two starting at once: one does it, the other waits.
 *  @param wanted only these are carried out, for a backup that knew no others
 *  @returns the files carried out now. @throws StartError when the database was made by a newer Tongxin */
export async function migrate(pool: pg.Pool, folder = ownFolder, wanted?: readonly string[]): Promise<string[]> {
  const client = await pool.connect()
  const carriedOut: string[] = []
  let broken: Error | undefined
  try {
    await client.query(`select pg_advisory_lock(hashtext('tongxin.migrate'))`)
    await client.query(
      'create table if not exists migrations (name text not null constraint migrations_pkey primary key, applied_at timestamptz not null)',
    )
    const { rows } = await client.query<{ name: string }>('select name from migrations order by name')
    const done = new Set(rows.map((row) => row.name))
    const known = listMigrations(folder)
    const unknown = [...done].filter((name) => !known.includes(name)).at(-1)
    if (unknown)
      throw new StartError(
        `数据库来自更新的版本（${unknown}，本版本到 ${known.at(-1)}），请用新版本启动，或恢复本版本的备份。The database was made by a newer Tongxin.`,
      )
    for (const name of known) {
      if (done.has(name) || wanted?.includes(name) === false) continue
      await client.query('begin')
      try {
        await client.query(readFileSync(new URL(name, folder), 'utf8'))
        await client.query('insert into migrations (name, applied_at) values ($1, now())', [name])
        await client.query('commit')
      } catch (error) {
        // Where the connection itself is gone, so is the transaction; the first error is the one to tell.
        await client.query('rollback').catch((lost: Error) => {
          broken = lost
        })
        throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : error}`, { cause: error })
      }
      carriedOut.push(name)
    }
    return carriedOut
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext('tongxin.migrate'))`).catch((lost: Error) => {
      broken = lost
    })
    client.release(broken)
  }
}
