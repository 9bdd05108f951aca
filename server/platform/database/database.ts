import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.generated.ts'

/** The database as queries see it: the pool, or a running transaction. */
export type Database = Kysely<DB> | Transaction<DB>

/** An instant as the database gives it, without a detour over Date: microseconds stay, so that it can be a place in a list. */
function instantOf(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`
}

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instantOf)
types.setTypeParser(pg.types.builtins.DATE, (text) => text)
types.setTypeParser(pg.types.builtins.INT8, Number)
const int8Array = 1016
types.setTypeParser(int8Array, (text) => text.slice(1, -1).split(',').filter(Boolean).map(Number))

export interface OpenDatabase {
  db: Kysely<DB>
  pool: pg.Pool
  close(): Promise<void>
}

/** Opens a pool on `url`. Sessions run in UTC. @param onError what to do when an idle connection breaks */
export function openPool(url: string, options: { max?: number; onError?: (error: Error) => void } = {}): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    types,
    options: '-c TimeZone=UTC -c DateStyle=ISO -c plan_cache_mode=auto',
    application_name: 'tongxin',
  })
  // Without a listener a clean stop of the database would end the process.
  pool.on('error', (error) => options.onError?.(error))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pool,
    async close() {
      await db.destroy()
      // Kysely ends the pool only if it ever used it.
      if (!pool.ended) await pool.end()
    },
  }
}

/** Runs `work` in one transaction; everything it wrote is gone if it throws. */
export function transact<T>(db: Kysely<DB>, work: (tx: Transaction<DB>) => Promise<T>): Promise<T> {
  return db.transaction().execute(work)
}

/** Takes a lock that ends with the transaction; a second taker waits. @param name what is locked, e.g. `seal` */
export async function lockUntilCommit(db: Database, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db)
}

/** The constraint a failed statement broke, or null when it failed for another reason. */
export function brokenConstraint(error: unknown): string | null {
  return error instanceof pg.DatabaseError && error.code?.startsWith('23') ? (error.constraint ?? null) : null
}
