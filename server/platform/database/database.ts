import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.generated.ts'
import { nameOfKept } from './statement.ts'

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

/** Lets a connection send statements whose plan is kept under their name, by which PostgreSQL finds it again. */
function keepPlans(client: pg.PoolClient): void {
  const send = client.query.bind(client) as (...given: unknown[]) => unknown
  const query = (text: unknown, ...rest: unknown[]) => {
    const name = typeof text === 'string' ? nameOfKept(text) : undefined
    return name === undefined ? send(text, ...rest) : send({ name, text, values: rest[0] }, ...rest.slice(1))
  }
  client.query = query as typeof client.query
}

const connectionLimitMs = 10_000

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
    // On flash disks, and mostly in memory, a page here costs little more than the next one.
    options: '-c TimeZone=UTC -c DateStyle=ISO -c plan_cache_mode=auto -c random_page_cost=1.1',
    application_name: 'tongxin',
    // To connect, and to wait for a connection while all are taken.
    connectionTimeoutMillis: connectionLimitMs,
  })
  // Without a listener a clean stop of the database would end the process.
  pool.on('error', (error) => options.onError?.(error))
  // The pool listens to idle connections only: one cut in the middle of a transaction would end the process too. What
  // it was doing fails all the same and says so.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('connect', keepPlans)
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

/** Shutting down or starting, connection refused or cut, all connections taken, a deadlock or a lost race. */
const passing = /^(08...|53300|57P0[1-5]|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EAI_AGAIN)$/
const passingMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)/

/** Whether a statement failed for the moment only: the same may succeed soon. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  if (typeof code !== 'string') return passingMessage.test(error.message)
  // The same codes come from files; only those of a connection count.
  const ofConnection = ['connect', 'read', 'write', 'getaddrinfo'].includes(String(syscall))
  return passing.test(code) && (error instanceof pg.DatabaseError || ofConnection)
}

/** Whether the database refused a character it cannot keep: NUL, or half of a surrogate pair. */
export function isUnstorable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '22021' || error.code === '22P05')
}

/** The constraint a failed statement broke, or null when it failed for another reason. */
export function brokenConstraint(error: unknown): string | null {
  return error instanceof pg.DatabaseError && error.code?.startsWith('23') ? (error.constraint ?? null) : null
}
