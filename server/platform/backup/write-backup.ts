import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, readFileSync, unlinkSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { to as copyTo } from 'pg-copy-streams'
import { pack as openPack, type Pack } from 'tar-stream'
import type { Connection } from '../database/connection.ts'
import type { OpenDatabase } from '../database/database.ts'
import type { FileStore } from '../files/store.ts'
import { StartError } from '../start-error.ts'
import {
  type About,
  aboutName,
  digest,
  formatVersion,
  hashed,
  type Manifest,
  manifestName,
  partBytes,
  partName,
  secretName,
  storedFileName,
} from './format.ts'
import { orderLog } from './log-order.ts'
import { listStoredFiles } from './stored-files.ts'
import { describeTables, listAppliedMigrations, listSequences, listTables, quoted, type TableShape } from './tables.ts'

export interface BackupDeps {
  pool: OpenDatabase['pool']
  files: FileStore
  dataDir: string
  /** Whether secret.key goes into the archive. */
  withSecret: boolean
  /** Of the program. */
  version: string
  now: Date
  onProgress(what: string): void
}

/** Writes the whole installation as it stands at one moment into `file`, beside a running server or alone. The file
 *  appears under its name only when it is whole and on disk; it is readable by its owner only.
 *  @throws StartError when there is nothing to back up, the file exists already, or the disk is full */
export async function writeBackup(deps: BackupDeps, file: string): Promise<Manifest & { sha256: string }> {
  if (existsSync(file)) throw new StartError(`文件 ${file} 已经存在，不覆盖。The file exists already.`)
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.partial`)
  const connection = await deps.pool.connect()
  let failed = true
  const dropDraft = () => {
    if (existsSync(draft)) unlinkSync(draft)
  }
  process.once('exit', dropDraft)
  try {
    await openSnapshot(connection)
    const hash = createHash('sha256')
    const pack = openPack()
    const stored = pipeline(
      pack,
      createGzip(),
      (source: AsyncIterable<Uint8Array>) => hashed(source, hash),
      createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }),
    )
    // When the disk is full it is `stored` that knows; the tar only knows that nobody takes it any more.
    const [atDisk, packed] = await Promise.allSettled([
      stored,
      packAll(deps, connection, pack).catch((error: Error) => {
        pack.destroy(error)
        throw error
      }),
    ])
    if (packed.status === 'rejected' && packed.reason instanceof StartError) throw packed.reason
    if (atDisk.status === 'rejected') throw asSentence(atDisk.reason, file)
    if (packed.status === 'rejected') throw packed.reason
    await connection.query('commit')
    await rename(draft, file)
    const folder = await open(dirname(file))
    await folder.sync()
    await folder.close()
    failed = false
    return { ...packed.value, sha256: hash.digest('hex') }
  } finally {
    // After a failure the connection may be in the midst of a copy: it is closed, not used again.
    connection.release(failed)
    process.off('exit', dropDraft)
    dropDraft()
  }
}

function asSentence(error: NodeJS.ErrnoException, file: string): Error {
  if (error.code === 'ENOSPC')
    return new StartError(`磁盘已满，备份没有写成：${file}。The disk is full.`, { cause: error })
  if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EROFS')
    return new StartError(`不能写入 ${file}（${error.code}）。The file cannot be written.`, { cause: error })
  return error
}

/** One moment for all tables. Read-only, so that the transaction has no number for which readers of the log would wait;
 *  the locks only keep the tables from being altered meanwhile. */
async function openSnapshot(connection: Connection): Promise<void> {
  const tables = await listTables(connection)
  if (tables.length === 0) throw new StartError('数据库是空的，没有可备份的内容。There is nothing to back up.')
  await connection.query('begin isolation level repeatable read, read only')
  await connection.query(`lock table ${tables.map(quoted).join(', ')} in access share mode`)
  // How values are written as text must not depend on how this server is set up.
  await connection.query(
    `set local bytea_output = 'hex'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1;
     set local datestyle = 'ISO'; set local timezone = 'UTC'; set local client_encoding = 'UTF8'`,
  )
}

async function packAll(deps: BackupDeps, connection: Connection, pack: Pack): Promise<Manifest> {
  const head: About = {
    product: 'tongxin',
    format: formatVersion,
    version: deps.version,
    takenAt: deps.now.toISOString(),
    migrations: await listAppliedMigrations(connection),
  }
  const put = (name: string, bytes: Buffer) => putBytes(pack, deps.now, name, bytes)
  await put(aboutName, Buffer.from(JSON.stringify(head, null, 2)))
  const tables: Manifest['tables'] = []
  const log = await orderLog(connection)
  for (const shape of await describeTables(connection)) {
    const parts: Manifest['tables'][number]['parts'] = []
    const select =
      shape.name === 'events'
        ? log.events(shape.columns)
        : shape.name === 'event_cursors'
          ? log.cursors
          : selectAll(shape)
    const columns = shape.name === 'event_cursors' ? ['reader', 'tx', 'event_id'] : shape.columns
    const source = connection.query(copyTo(`copy (${select}) to stdout (encoding 'UTF8')`))
    for await (const bytes of partsOf(source)) {
      await put(partName(shape.name, parts.length), bytes)
      parts.push({ size: bytes.length, sha256: digest(bytes) })
      deps.onProgress(`${shape.name} ${parts.length}`)
    }
    tables.push({ name: shape.name, columns, rows: source.rowCount, parts })
  }
  const sequences = await listSequences(connection)
  const files = await packFiles(deps, connection, pack)
  let secret: string | null = null
  if (deps.withSecret) {
    const bytes = readFileSync(join(deps.dataDir, secretName))
    await put(secretName, bytes)
    secret = digest(bytes)
  }
  const whole: Manifest = { ...head, tables, sequences, files, secret }
  await put(manifestName, Buffer.from(JSON.stringify(whole)))
  pack.finalize()
  return whole
}

function selectAll({ name, columns, order }: TableShape): string {
  return `select ${columns.map((column) => `t.${quoted(column)}`).join(', ')} from ${quoted(name)} t order by ${order}`
}

/** Cuts a COPY text into parts of whole rows; where it cuts depends on the rows alone. In COPY text a line feed ends a
 *  row, for one inside a value is escaped. */
export async function* partsOf(source: AsyncIterable<Buffer>, least = partBytes): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of source) {
    let rest = chunk
    while (rest.length > 0) {
      const from = Math.max(0, least - 1 - size)
      const end = from < rest.length ? rest.indexOf(10, from) : -1
      const taken = end === -1 ? rest : rest.subarray(0, end + 1)
      held.push(taken)
      size += taken.length
      rest = rest.subarray(taken.length)
      if (end === -1) continue
      yield Buffer.concat(held)
      held = []
      size = 0
    }
  }
  if (size > 0) yield Buffer.concat(held)
}

async function packFiles(deps: BackupDeps, connection: Connection, pack: Pack): Promise<Manifest['files']> {
  const list = createHash('sha256')
  const packed: Manifest['files'] = { count: 0, bytes: 0, list: '', damaged: [], missing: [] }
  // After the snapshot: a file lies on disk before the row that speaks of it is written.
  for await (const { sha256, path, size } of listStoredFiles(deps.files)) {
    const hash = createHash('sha256')
    await putStream(pack, deps.now, storedFileName(sha256), size, path, hash)
    const found = hash.digest('hex')
    if (found !== sha256) packed.damaged.push({ name: sha256, found })
    packed.count++
    packed.bytes += size
    list.update(`${sha256} ${size}\n`)
    if (packed.count % 100 === 0) deps.onProgress(`files ${packed.count}`)
  }
  packed.list = list.digest('hex')
  const { rows } = await connection.query<{ sha256: string }>('select distinct sha256 from files order by sha256')
  for (const { sha256 } of rows) if (!(await deps.files.has(sha256))) packed.missing.push(sha256)
  return packed
}

function putBytes(pack: Pack, mtime: Date, name: string, bytes: Buffer): Promise<void> {
  return new Promise((done, fail) => {
    pack.entry({ name, mtime, mode: 0o600 }, bytes, (error) => (error ? fail(error) : done()))
  })
}

async function putStream(pack: Pack, mtime: Date, name: string, size: number, path: string, hash: Hash): Promise<void> {
  await new Promise<void>((done, fail) => {
    // Of another family of streams than Node's own, with the same manners.
    const entry = pack.entry({ name, size, mtime, mode: 0o600 }, (error) =>
      error ? fail(error) : done(),
    ) as unknown as Writable
    pipeline(createReadStream(path), (source: AsyncIterable<Uint8Array>) => hashed(source, hash), entry).catch(fail)
  })
}
