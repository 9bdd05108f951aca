import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Connection } from '../database/connection.ts'
import type { OpenDatabase } from '../database/database.ts'
import { listMigrations, migrate } from '../database/migrate.ts'
import type { FileStore } from '../files/store.ts'
import { StartError } from '../start-error.ts'
import { entryKind, hashed, type Manifest, partName, secretName } from './format.ts'
import { passTransactions } from './log-order.ts'
import { type ArchiveEntry, bytesOf, inspectArchive, readEntries } from './read-archive.ts'
import { putBack } from './stored-files.ts'
import { describeTables, listAppliedMigrations, listTables, quoted } from './tables.ts'

export interface RestoreDeps {
  pool: OpenDatabase['pool']
  files: FileStore
  dataDir: string
  now: Date
  onProgress(what: string): void
}

export interface Restored {
  manifest: Manifest
  /** Migrations carried out on top of the backup's. */
  migrated: string[]
  /** Where the secret.key lies that was here before; null: there was none, or it is the same, or the backup has none. */
  keyPutAside: string | null
}

/** Loads a backup into an empty database: all of it or nothing.
 *  @throws StartError in one sentence when the database holds anything or the archive is not whole, altered or newer */
export async function restoreBackup(deps: RestoreDeps, file: string): Promise<Restored> {
  const { pool, onProgress } = deps
  const known = listMigrations()
  const manifest = await inspectArchive(file, known, (part) => onProgress(`检查 ${part}`))
  const connection = await pool.connect()
  let failed = true
  let keyPutAside: string | null = null
  try {
    await makeEmpty(connection, manifest.migrations)
    await migrate(pool, undefined, manifest.migrations)
    await refuseOtherShape(connection, manifest)
    await connection.query('begin')
    const restoreKeys = await dropForeignKeys(connection)
    const restoreIndexes = await dropIndexes(connection)
    await prepareTables(connection)
    keyPutAside = await loadEntries(deps, connection, manifest, file)
    for (const { name, last } of manifest.sequences)
      if (last !== null) await connection.query('select setval($1::regclass, $2::bigint)', [quoted(name), last])
    onProgress('索引')
    for (const statement of restoreIndexes) await connection.query(statement)
    for (const statement of restoreKeys) await connection.query(statement)
    for (const name of await listTables(connection))
      await connection.query(`alter table ${quoted(name)} enable trigger user`)
    await connection.query('commit')
    await passTransactions(connection)
    failed = false
  } finally {
    connection.release(failed)
  }
  const migrated = await migrate(pool)
  await pool.query('analyze')
  return { manifest, migrated, keyPutAside }
}

/** Leaves the database without tables, or with the empty ones of exactly these migrations. Only what is ours and holds no
 *  row is taken away: the empty tables of another version, such as those of a server started once.
 *  @throws StartError when any table holds a row, or when tables of something else are there */
async function makeEmpty(connection: Connection, wanted: readonly string[]): Promise<void> {
  const tables = await listTables(connection)
  const applied = await listAppliedMigrations(connection)
  if (tables.length > 0 && applied.length === 0)
    throw new StartError('数据库里有别的程序的表，请换一个空的数据库。The database belongs to something else.')
  for (const name of tables) {
    const { rows } = await connection.query<{ used: boolean }>(`select exists (select from ${quoted(name)}) as used`)
    if (rows[0]!.used)
      throw new StartError(
        `数据库不是空的（${name} 里有数据），只能恢复到空的数据库。A backup is restored only into an empty database.`,
      )
  }
  if (applied.join() === wanted.toSorted().join()) return
  const { rows: routines } = await connection.query<{ routine: string }>(
    `select p.oid::regprocedure::text as routine
     from pg_proc p
     where p.pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,
  )
  await connection.query('begin')
  for (const name of [...tables, 'migrations']) await connection.query(`drop table if exists ${quoted(name)} cascade`)
  for (const { routine } of routines) await connection.query(`drop routine if exists ${routine} cascade`)
  await connection.query('commit')
}

/** The migrations of a name must be those of then: a migration changed afterwards gives other tables. */
async function refuseOtherShape(connection: Connection, manifest: Manifest): Promise<void> {
  const here = new Map((await describeTables(connection)).map((table) => [table.name, table.columns.toSorted().join()]))
  const other = manifest.tables.find((table) => here.get(table.name) !== table.columns.toSorted().join())
  if (other || here.size !== manifest.tables.length)
    throw new StartError(
      `备份中的表 ${other?.name ?? ''} 与本程序的不同，无法恢复。The tables of this program are not those of the backup.`,
    )
}

/** Takes the foreign keys away, for tables come in the order of their names. @returns the statements that put them back */
async function dropForeignKeys(connection: Connection): Promise<string[]> {
  const { rows } = await connection.query<{ tab: string; name: string; definition: string }>(
    `select conrelid::regclass::text as tab, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint
     where contype = 'f'
       and connamespace = 'public'::regnamespace
       and conparentid = 0
     order by conrelid::regclass::text, conname`,
  )
  for (const { tab, name } of rows) await connection.query(`alter table ${tab} drop constraint ${quoted(name)}`)
  return rows.map(({ tab, name, definition }) => `alter table ${tab} add constraint ${quoted(name)} ${definition}`)
}

/** Takes the indexes away that stand for no constraint: with 200,000 proposals and 400,000
 *  events restoring takes 50 s instead of 90.
 *  @returns the statements that put them back */
async function dropIndexes(connection: Connection): Promise<string[]> {
  const { rows } = await connection.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i
     join pg_class c on c.oid = i.indexrelid
     where c.relnamespace = 'public'::regnamespace
       and not c.relispartition
       and not exists (select from pg_constraint p where p.conindid = i.indexrelid)
     order by 1`,
  )
  for (const { name } of rows) await connection.query(`drop index ${name}`)
  return rows.map((row) => row.definition)
}

/** Triggers watch over what people do; a backup puts back what they had already let pass. Rows a migration brought are
 *  in the backup as they were last. */
async function prepareTables(connection: Connection): Promise<void> {
  const tables = (await listTables(connection)).map(quoted)
  for (const name of tables) await connection.query(`alter table ${name} disable trigger user`)
  for (const name of tables) await connection.query(`delete from ${name}`)
}

async function loadEntries(
  deps: RestoreDeps,
  connection: Connection,
  manifest: Manifest,
  file: string,
): Promise<string | null> {
  // Read a second time: the hashes are held against the manifest again, for the file may have been changed in between.
  const sums = new Map(
    manifest.tables.flatMap((table) => table.parts.map((part, place) => [partName(table.name, place), part.sha256])),
  )
  const columns = new Map(manifest.tables.map((table) => [table.name, table.columns.map(quoted).join(', ')]))
  const damagedFiles = new Map(manifest.files.damaged.map(({ name, found }) => [name, found]))
  let keyPutAside: string | null = null
  let files = 0
  const read = async (
    entry: ArchiveEntry,
    wanted: string | undefined,
    take: (bytes: AsyncIterable<Uint8Array>) => Promise<unknown>,
  ) => {
    const hash = createHash('sha256')
    await take(hashed(entry.bytes, hash))
    if (hash.digest('hex') !== wanted) throw new StartError(`备份文件 ${file} 正在被改动。The backup is being changed.`)
  }
  for await (const entry of readEntries(file)) {
    const what = entryKind(entry.name)
    if (what?.kind === 'part') {
      deps.onProgress(entry.name)
      const copy = `copy ${quoted(what.table)} (${columns.get(what.table)}) from stdin (encoding 'UTF8')`
      await read(entry, sums.get(entry.name), (bytes) =>
        pipeline(Readable.from(bytes), connection.query(copyFrom(copy))),
      )
      sums.delete(entry.name)
    } else if (what?.kind === 'file') {
      if (++files % 100 === 0) deps.onProgress(`files ${files}`)
      const wanted = damagedFiles.get(what.sha256) ?? what.sha256
      await read(entry, wanted, (bytes) => putBack(deps.files, what.sha256, bytes))
    } else if (what?.kind === 'secret') keyPutAside = putKey(deps, await bytesOf(entry))
    // What is not needed is read over all the same.
    else await bytesOf(entry)
  }
  if (sums.size > 0) throw new StartError(`备份文件 ${file} 正在被改动。The backup is being changed.`)
  return keyPutAside
}

/** Puts the key of the backup in its place; another one that is there is put aside, never thrown away. */
function putKey(deps: RestoreDeps, key: Buffer): string | null {
  const path = join(deps.dataDir, secretName)
  let aside: string | null = null
  if (existsSync(path)) {
    if (readFileSync(path).equals(key)) return null
    aside = `${path}.before-${deps.now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
    renameSync(path, aside)
  }
  writeFileSync(path, key, { mode: 0o600, flag: 'wx', flush: true })
  return aside
}
