import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { buildDesks, buildProposal, type Desks } from '#features/proposals/proposals.fixtures.ts'
import { testDatabase } from '../../testing/database.ts'
import { type OpenDatabase, transact } from '../database/database.ts'
import { listMigrations, migrate } from '../database/migrate.ts'
import { sealEvents, verifySeals } from '../events/seal.ts'
import { openFileStore } from '../files/store.ts'
import { newId } from '../ids.ts'
import { tell, testFolder } from './backup.fixtures.ts'
import { restoreBackup } from './restore-backup.ts'
import { partsOf, writeBackup } from './write-backup.ts'

const folder = testFolder()
const now = new Date('2026-03-02T01:00:00Z')

/** An installation of its own: database, files and key. */
async function installation(name: string) {
  const dataDir = join(folder, name)
  await mkdir(dataDir)
  const open = await testDatabase()
  const files = openFileStore(join(dataDir, 'files'))
  return { ...open, files, dataDir, version: '0.1.0', now, onProgress: () => undefined }
}
type Installation = Awaited<ReturnType<typeof installation>>

const house = await installation('house')
const fresh = await installation('fresh')
const archive = join(folder, 'house.tar.gz')
let desks: Desks
let first: Awaited<ReturnType<typeof backUp>>

const backUp = (from: Installation, file: string, withSecret = false) => writeBackup({ ...from, withSecret }, file)

async function addFile(to: Installation, text: string): Promise<string> {
  const { sha256, size } = await to.files.put(Buffer.from(text))
  const owner = { committee_id: desks.committee.id, created_by: desks.lead.accountId, created_at: now }
  const row = { ...owner, id: newId(), name: '附件.pdf', media_type: 'application/pdf', size, sha256 }
  await to.db.insertInto('files').values(row).execute()
  return sha256
}

/** Everything that makes a table what it is: constraints, indexes, triggers. */
async function shapeOf({ pool }: OpenDatabase) {
  const { rows } = await pool.query(
    `select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint where connamespace = 'public'::regnamespace
     union all select pg_get_indexdef(indexrelid) from pg_index where indrelid::regclass::text not like 'pg_%'
     union all select tgrelid::regclass::text || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
     order by 1`,
  )
  return rows
}

const rowsIn = async ({ pool }: OpenDatabase, table: string) =>
  (await pool.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]!.count

beforeAll(async () => {
  desks = await buildDesks(house.db)
  const { id: committeeId, termId } = desks.committee
  for (let number = 1; number <= 3; number++)
    await buildProposal(house.db, {
      committeeId,
      termId,
      leadMemberId: desks.lead.memberId,
      number,
      title: `含\t制表、\n换行、\\反斜线与“引号”的第 ${number} 件`,
    })
  for (let at = 0; at < 5; at++) await tell(house.db, committeeId, 'proposal.created', { 说明: `第 ${at} 条\\n` })
  // A transaction of another test's database, still running, holds the sealing up for a moment.
  await vi.waitFor(async () => {
    await transact(house.db, (tx) => sealEvents(tx, now))
    expect(await verifySeals(house.db)).toMatchObject({ sealedEvents: 5 })
  })
  for (let at = 0; at < 3; at++) await tell(house.db, committeeId)
  await addFile(house, '面商记录')
  await addFile(house, '调研报告'.repeat(50_000))
  writeFileSync(join(house.dataDir, 'secret.key'), Buffer.alloc(32, 9))
  first = await backUp(house, archive)
})

describe('a backup', () => {
  it('gives an empty installation everything back, and backed up again the same parts byte for byte', async () => {
    const before = await shapeOf(fresh)
    expect(statSync(archive).mode & 0o777).toBe(0o600)
    const { migrated } = await restoreBackup(fresh, archive)
    expect(migrated).toEqual([])
    const second = await backUp(fresh, join(folder, 'again.tar.gz'))
    expect(second.tables).toEqual(first.tables)
    expect(second.sequences).toEqual(first.sequences)
    expect(second.files).toEqual(first.files)
    expect(first.tables.find((table) => table.name === 'proposals')).toMatchObject({ rows: 3 })
    expect(first.files).toMatchObject({ count: 2, damaged: [], missing: [] })
    expect(await shapeOf(fresh)).toEqual(before)
  })

  it('keeps the log append-only where it was restored, its seals whole and its numbers going on', async () => {
    await expect(fresh.pool.query(`update events set actor_name = 'x'`)).rejects.toThrow('append-only')
    await expect(fresh.pool.query('truncate event_seals')).rejects.toThrow('append-only')
    expect(await verifySeals(fresh.db)).toMatchObject({ ok: true, sealedEvents: 5, unsealedEvents: 3 })
    await tell(fresh.db, desks.committee.id)
    const { rows } = await fresh.pool.query('select id from events order by id desc limit 2')
    expect(rows[0].id).toBe(rows[1].id + 1)
    await expect
      .poll(() => transact(fresh.db, (tx) => sealEvents(tx, now)).then(() => verifySeals(fresh.db)))
      .toMatchObject({ ok: true, sealedEvents: 9, unsealedEvents: 0 })
  })

  it('is refused by a database that holds anything', async () => {
    await expect(restoreBackup(fresh, archive)).rejects.toThrow('只能恢复到空的数据库')
  })

  it('does not overwrite a file, and leaves nothing behind when it fails', async () => {
    await expect(backUp(house, archive)).rejects.toThrow('已经存在')
    await expect(backUp(house, join(folder, 'nowhere/x.tar.gz'))).rejects.toThrow('不能写入')
  })

  it('holds the key only when asked, and puts another key aside instead of losing it', async () => {
    const withKey = join(folder, 'key.tar.gz')
    expect((await backUp(house, withKey, true)).secret).not.toBeNull()
    const place = await installation('with-key')
    writeFileSync(join(place.dataDir, 'secret.key'), Buffer.alloc(32, 1))
    const { keyPutAside } = await restoreBackup(place, withKey)
    expect(readFileSync(join(place.dataDir, 'secret.key'))).toEqual(Buffer.alloc(32, 9))
    expect(readFileSync(keyPutAside!)).toEqual(Buffer.alloc(32, 1))
    expect(gunzipSync(readFileSync(archive)).includes('secret.key')).toBe(false)
  })

  it('takes files along that are damaged or missing as they are, and says so', async () => {
    const broken = await installation('broken')
    await restoreBackup(broken, archive)
    const damaged = await addFile(broken, '将要损坏')
    writeFileSync(join(broken.files.directory, damaged.slice(0, 2), damaged), '坏了')
    const missing = '0'.repeat(64)
    await broken.pool.query(`update files set sha256 = $1 where sha256 <> $2 and size < 100`, [missing, damaged])
    const file = join(folder, 'broken.tar.gz')
    const { files } = await backUp(broken, file)
    expect(files.damaged.map(({ name }) => name)).toEqual([damaged])
    expect(files.missing).toEqual([missing])
    const place = await installation('broken-again')
    expect((await restoreBackup(place, file)).manifest.files).toEqual(files)
  })
})

describe('an archive that is not whole', () => {
  let place: Installation
  const copy = (name: string, bytes: Buffer) => {
    const file = join(folder, name)
    writeFileSync(file, bytes)
    return file
  }
  beforeAll(async () => {
    place = await installation('target')
  })

  const refused = async (file: string, sentence: string | RegExp) => {
    await expect(restoreBackup(place, file)).rejects.toThrow(sentence)
    expect(await rowsIn(place, 'committees')).toBe(0)
  }

  it.each([0, 1, 20, 0.5, 0.9, -1, -9])('is refused when cut off (%s)', async (where) => {
    const bytes = readFileSync(archive)
    const end = where < 0 ? bytes.length + where : where < 1 ? Math.floor(bytes.length * where) : where
    const file = copy('cut.tar.gz', bytes)
    truncateSync(file, end)
    await refused(file, '不完整或被改动过')
  })

  it('is refused when one character of a table was changed', async () => {
    const tar = gunzipSync(readFileSync(archive))
    const at = tar.indexOf('陈立业')
    tar.write('王', at)
    await refused(copy('changed.tar.gz', gzipSync(tar)), '不完整或被改动过（tables/')
  })

  it('is refused when a stored file was changed', async () => {
    const tar = gunzipSync(readFileSync(archive))
    tar.write('假', tar.indexOf('面商记录'))
    await refused(copy('file.tar.gz', gzipSync(tar)), '不完整或被改动过（files')
  })

  it('is refused when the manifest was left out, or is no archive at all', async () => {
    const tar = gunzipSync(readFileSync(archive))
    const at = tar.indexOf('manifest.json')
    await refused(
      copy('bare.tar.gz', gzipSync(Buffer.concat([tar.subarray(0, at), Buffer.alloc(1024)]))),
      'manifest.json',
    )
    await refused(copy('text.tar.gz', Buffer.from('这不是备份')), '不完整或被改动过')
    await refused(join(folder, 'absent.tar.gz'), 'ENOENT')
  })

  it('is refused when it comes from a newer version', async () => {
    const tar = gunzipSync(readFileSync(archive))
    const last = listMigrations().at(-1)!
    tar.write('9', tar.indexOf(last))
    await refused(copy('newer.tar.gz', gzipSync(tar)), '来自更新的版本')
  })

  it('is refused where tables of something else are', async () => {
    await place.pool.query('create table somebody_elses (id int)')
    await place.pool.query('drop table migrations')
    await refused(archive, '别的程序的表')
  })
})

describe('a backup of an older version', () => {
  it('is brought up to date after it was loaded, also where a newer server was started once', async () => {
    const all = listMigrations()
    const older = await installation('older')
    await older.pool.query('drop schema public cascade')
    await older.pool.query('create schema public')
    await migrate(older.pool, undefined, all.slice(0, 4))
    await older.pool.query(
      `insert into committees (id, path, name, short_name, level, division_code, created_at) values ($1, array[$1::uuid], '某县政协', '某县', 'county', '', now())`,
      [newId()],
    )
    const file = join(folder, 'older.tar.gz')
    await backUp(older, file)
    const place = await installation('newer')
    const before = await shapeOf(place)
    const { migrated } = await restoreBackup(place, file)
    expect(migrated).toEqual(all.slice(4))
    expect(await rowsIn(place, 'committees')).toBe(1)
    expect(await shapeOf(place)).toEqual(before)
  })
})

describe('the parts of a table', () => {
  it('are whole rows, cut alike however the bytes arrive', async () => {
    const text = Buffer.from('一\n二二\n\n三三三\n四\n')
    const cut = async (chunkBytes: number) => {
      async function* chunks() {
        for (let at = 0; at < text.length; at += chunkBytes) yield text.subarray(at, at + chunkBytes)
      }
      return (await Array.fromAsync(partsOf(chunks(), 8))).map(String)
    }
    expect(await cut(100)).toEqual(['一\n二二\n', '\n三三三\n', '四\n'])
    for (const chunkBytes of [1, 2, 3, 5, 8, 13]) expect(await cut(chunkBytes)).toEqual(await cut(100))
  })
})
