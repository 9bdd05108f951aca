import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'

const folder = new URL('../../migrations/', import.meta.url)

/** The database was made by a newer Tongxin than this one. */
export class NewerDatabaseError extends Error {
  constructor(found: string, known: string) {
    super(
      `The database is at ${found}, newer than this Tongxin knows (${known}). Start the newer version, or restore a backup made by this one.`,
    )
    this.name = 'NewerDatabaseError'
  }
}

/** The numbered migrations, in order. */
export function listMigrations(): string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
}

/** Brings the database up to date, each file in its own transaction. Two starting at once: one does it, the other waits.
 *  @returns the files carried out now. @throws NewerDatabaseError */
export async function migrate(pool: pg.Pool): Promise<string[]> {
  const client = await pool.connect()
  const carriedOut: string[] = []
  try {
    await client.query(`select pg_advisory_lock(hashtext('tongxin.migrate'))`)
    await client.query(
      'create table if not exists migrations (name text not null constraint migrations_pkey primary key, applied_at timestamptz not null)',
    )
    const { rows } = await client.query<{ name: string }>('select name from migrations order by name')
    const done = new Set(rows.map((row) => row.name))
    const known = listMigrations()
    const unknown = [...done].filter((name) => !known.includes(name))
    if (unknown.length > 0) throw new NewerDatabaseError(unknown.at(-1)!, known.at(-1)!)
    for (const name of known) {
      if (done.has(name)) continue
      await client.query('begin')
      try {
        await client.query(readFileSync(new URL(name, folder), 'utf8'))
        await client.query('insert into migrations (name, applied_at) values ($1, now())', [name])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : error}`, { cause: error })
      }
      carriedOut.push(name)
    }
    return carriedOut
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext('tongxin.migrate'))`)
    client.release()
  }
}
