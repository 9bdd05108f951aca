import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { brokenConstraint, isPassing, isUnstorable, lockUntilCommit, openPool, transact } from './database.ts'
import { refuseUnusable, whyUnusable } from './usable.ts'

const { db, url } = await testDatabase()
await sql`create table rows (
  n integer not null constraint rows_small check (n < 10),
  name text not null constraint rows_name_once unique
)`.execute(db)
const one = async (expression: string) =>
  (await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(db)).rows[0]!.value
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

describe('what the database gives', () => {
  it.each([
    [`timestamptz '2026-03-02 09:00:00.123456+08'`, '2026-03-02T01:00:00.123456Z'],
    [`timestamptz '2026-03-02 01:00:00Z'`, '2026-03-02T01:00:00Z'],
    [`timestamptz '1999-12-31 23:59:59.5Z'`, '1999-12-31T23:59:59.5Z'],
    [`date '2026-02-28'`, '2026-02-28'],
    [`date '1949-10-01'`, '1949-10-01'],
    [`9007199254740991::bigint`, 9_007_199_254_740_991],
    [`array[1, 9007199254740991]::bigint[]`, [1, 9_007_199_254_740_991]],
    [`array[]::bigint[]`, []],
    [`(select count(*) from rows)`, 0],
    [`'{"at": "2026-03-02", "名": [1, null]}'::jsonb`, { at: '2026-03-02', 名: [1, null] }],
    [`current_setting('TimeZone')`, 'UTC'],
  ])('%s arrives as %j', async (expression, value) => {
    expect(await one(expression)).toEqual(value)
  })

  it('goes back in unchanged to the microsecond', async () => {
    const at = '2026-03-02T01:00:00.123456Z'
    const { rows } = await sql<{ at: string }>`select ${at}::timestamptz as at`.execute(db)
    expect(rows[0]!.at).toBe(at)
    expect(Number.isNaN(Date.parse(at))).toBe(false)
  })
})

describe('what went wrong', () => {
  it('is the constraint that was broken', async () => {
    await sql`insert into rows values (1, 'a')`.execute(db)
    expect(brokenConstraint(await failureOf(sql`insert into rows values (1, 'a')`.execute(db)))).toBe('rows_name_once')
    expect(brokenConstraint(await failureOf(sql`insert into rows values (11, 'b')`.execute(db)))).toBe('rows_small')
    expect(brokenConstraint(await failureOf(sql`select no_such_thing`.execute(db)))).toBeNull()
    expect(brokenConstraint(new Error('rows_small'))).toBeNull()
  })

  it('passes when the connection was cut, and the pool goes on', async () => {
    const other = openPool(url, { max: 2, onError: () => undefined })
    const { rows } = await other.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
    const running = failureOf(other.pool.query('select pg_sleep(30)'))
    await expect
      .poll(async () =>
        one(`(select count(*) from pg_stat_activity where query = 'select pg_sleep(30)' and state = 'active')`),
      )
      .toBe(1)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query = 'select pg_sleep(30)' and pid <> pg_backend_pid()`.execute(
      db,
    )
    expect(isPassing(await running)).toBe(true)
    expect(rows).toHaveLength(1)
    expect((await other.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }])
    await other.close()
  })

  it('passes when the connection was cut between two statements of a transaction', async () => {
    const failure = await failureOf(
      transact(db, async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        await sql`select pg_terminate_backend(${rows[0]!.pid}, 5000)`.execute(db)
        await sql`insert into rows values (9, 'lost')`.execute(tx)
      }),
    )
    expect(isPassing(failure)).toBe(true)
    expect(await one(`(select count(*) from rows where name = 'lost')`)).toBe(0)
  })

  it('passes when two wait for each other', async () => {
    await sql`delete from rows`.execute(db)
    await sql`insert into rows values (1, 'a'), (2, 'b')`.execute(db)
    const bothIn = Promise.withResolvers<void>()
    let inside = 0
    const cross = (first: string, second: string) =>
      transact(db, async (tx) => {
        await sql`update rows set n = 3 where name = ${first}`.execute(tx)
        inside += 1
        if (inside === 2) bothIn.resolve()
        await bothIn.promise
        await sql`update rows set n = 4 where name = ${second}`.execute(tx)
      })
    const failures = (await Promise.all([cross('a', 'b'), cross('b', 'a')].map(failureOf))).filter((f) => f !== null)
    expect(failures.map(isPassing)).toEqual([true])
  })

  it('does not pass when it is our mistake', async () => {
    expect(isPassing(await failureOf(sql`select no_such_thing`.execute(db)))).toBe(false)
    expect(isPassing(new Error('x'))).toBe(false)
    expect(isPassing(null)).toBe(false)
  })

  it('is a text that cannot be stored', async () => {
    expect(isUnstorable(await failureOf(sql`select ${'a\0'}::text`.execute(db)))).toBe(true)
    expect(isUnstorable(await failureOf(sql`select ${'{"a":"\\u0000"}'}::jsonb`.execute(db)))).toBe(true)
    expect(isUnstorable(await failureOf(sql`select no_such_thing`.execute(db)))).toBe(false)
  })
})

describe('a lock until commit', () => {
  it('lets one in at a time, by name', async () => {
    const log: string[] = []
    const work = (name: string, who: string) =>
      transact(db, async (tx) => {
        await lockUntilCommit(tx, name)
        log.push(`${who} in`)
        await sql`select 1`.execute(tx)
        log.push(`${who} out`)
      })
    await Promise.all(['a', 'b', 'c', 'd'].map((who) => work('test', who)))
    for (let n = 0; n < log.length; n += 2) expect(log[n + 1]).toBe(log[n]!.replace('in', 'out'))
    await transact(db, async (tx) => {
      await lockUntilCommit(tx, 'test')
      await work('other', 'e')
    })
    expect(log).toContain('e out')
  })
})

describe('a database to work with', () => {
  it.each([
    [14, 'UTF8', /PostgreSQL 15 or newer/],
    [15, 'SQL_ASCII', /UTF8/],
  ])('is not PostgreSQL %i in %s', (version, encoding, why) => {
    expect(whyUnusable(version, encoding)).toMatch(why)
  })

  it('is this one', async () => {
    expect(whyUnusable(15, 'UTF8')).toBeNull()
    const { pool, close } = openPool(url)
    await expect(refuseUnusable(pool)).resolves.toBeUndefined()
    await close()
  })

  it('is none that cannot be reached, and that is said without its password', async () => {
    const { pool, close } = openPool('postgres://someone:geheim@127.0.0.1:1/none')
    const failure = (await failureOf(refuseUnusable(pool))) as Error
    expect(failure.message).toMatch(/ECONNREFUSED.*cannot be reached/)
    expect(failure.message).not.toContain('geheim')
    await close()
  })
})
