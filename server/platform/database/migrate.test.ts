import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { databaseUrl } from '../../testing/postgres.ts'
import { openPool } from './database.ts'
import { listMigrations, migrate } from './migrate.ts'

const server = inject('databaseUrl')
const maintenance = openPool(server, { max: 1 })
const opened: { name: string; close(): Promise<void> }[] = []
const root = mkdtempSync(join(tmpdir(), 'tongxin-migrations-'))
let folder: string

/** An empty database with a pool on it. */
async function emptyDatabase() {
  const name = `test_${randomBytes(6).toString('hex')}`
  await maintenance.pool.query(`create database ${name} template template0`)
  const open = openPool(databaseUrl(server, name), { max: 4 })
  opened.push({ name, close: open.close })
  return open.pool
}
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const place = () => pathToFileURL(`${folder}/`)

beforeEach(() => {
  folder = mkdtempSync(join(root, 'set-'))
  write('0001_things.sql', 'create table things (n integer not null); insert into things values (1);')
  write('0002_more.sql', 'insert into things values (2);')
})
afterAll(async () => {
  for (const { name, close } of opened) {
    await close()
    await maintenance.pool.query(`drop database ${name} with (force)`)
  }
  await maintenance.close()
  rmSync(root, { recursive: true, force: true })
})

describe('migrating', () => {
  it('does each file once, in order', async () => {
    const pool = await emptyDatabase()
    expect(await migrate(pool, place())).toEqual(['0001_things.sql', '0002_more.sql'])
    expect(await migrate(pool, place())).toEqual([])
    write('0003_third.sql', 'insert into things values (3);')
    expect(await migrate(pool, place())).toEqual(['0003_third.sql'])
    expect((await pool.query('select n from things order by n')).rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  })

  it('is done by one of two that start at once', async () => {
    const pool = await emptyDatabase()
    const done = await Promise.all([migrate(pool, place()), migrate(pool, place()), migrate(pool, place())])
    expect(done.map((files) => files.length).sort()).toEqual([0, 0, 2])
    expect((await pool.query('select count(*) as count from things')).rows).toEqual([{ count: 2 }])
  })

  it('leaves nothing of a file that fails, keeps the ones before, and can go on', async () => {
    const pool = await emptyDatabase()
    write('0003_broken.sql', 'insert into things values (3); create table half (n integer); select no_such_thing;')
    await expect(migrate(pool, place())).rejects.toThrow(/0003_broken\.sql failed: .*no_such_thing/)
    expect((await pool.query('select n from things order by n')).rows).toEqual([{ n: 1 }, { n: 2 }])
    expect((await pool.query(`select to_regclass('half') as half`)).rows).toEqual([{ half: null }])
    write('0003_broken.sql', 'insert into things values (3);')
    expect(await migrate(pool, place())).toEqual(['0003_broken.sql'])
  })

  it('tells what broke when the connection goes in the middle, and can go on', async () => {
    const pool = await emptyDatabase()
    pool.on('error', () => undefined)
    write('0003_cut.sql', 'insert into things values (3); select pg_terminate_backend(pg_backend_pid());')
    await expect(migrate(pool, place())).rejects.toThrow(/0003_cut\.sql failed: .*terminat/)
    write('0003_cut.sql', 'insert into things values (3);')
    expect(await migrate(pool, place())).toEqual(['0003_cut.sql'])
    expect((await pool.query('select count(*) as count from things')).rows).toEqual([{ count: 3 }])
  })

  it('refuses a database made by a newer version in one sentence, and touches nothing', async () => {
    const pool = await emptyDatabase()
    await migrate(pool, place())
    await pool.query(`insert into migrations values ('0099_future.sql', now())`)
    write('0003_third.sql', 'insert into things values (3);')
    const failure = await migrate(pool, place()).catch((error: Error) => error)
    expect(failure).toMatchObject({ name: 'StartError', message: expect.stringMatching(/0099_future.*newer/) })
    expect((failure as Error).message).not.toContain('\n')
    expect((await pool.query('select count(*) as count from things')).rows).toEqual([{ count: 2 }])
  })

  it('passes no file over because of its name', () => {
    write('3_third.sql', '')
    expect(() => listMigrations(place())).toThrow(/3_third\.sql is not named/)
  })

  it('numbers our own files without gaps', () => {
    const numbers = listMigrations().map((name) => Number(name.slice(0, 4)))
    expect(numbers).toEqual(numbers.map((_, n) => n + 1))
  })
})
