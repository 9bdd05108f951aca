import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from '../database/database.ts'
import type { FileStore } from '../files/store.ts'
import { storedFileName } from './format.ts'

/** The files of a store in the order of their names; drafts of files being written are passed over. */
export async function* listStoredFiles(
  store: FileStore,
): AsyncGenerator<{ sha256: string; path: string; size: number }> {
  for (const folder of await namesIn(store.directory)) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue
    for (const name of await namesIn(join(store.directory, folder))) {
      if (!/^[0-9a-f]{64}$/.test(name) || !name.startsWith(folder)) continue
      const path = join(store.directory, folder, name)
      const { size } = await stat(path)
      yield { sha256: name, path, size }
    }
  }
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort()
  } catch (error) {
    // A store makes its folders with their first file.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Writes a file of a backup to its place in the store, durably, over what may lie there. */
export async function putBack(store: FileStore, sha256: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const path = join(store.directory, storedFileName(sha256).slice('files/'.length))
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'wx', 0o600)
  try {
    for await (const chunk of bytes) await file.writeFile(chunk)
    await file.sync()
  } catch (error) {
    await unlink(draft)
    throw error
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

/** Reads every file that a row speaks of and holds it against its hash. */
export async function checkStoredFiles(
  db: Database,
  store: FileStore,
  onProgress: (checked: number) => void,
): Promise<{ checked: number; problems: { name: string; sha256: string; missing: boolean }[] }> {
  const rows = await db
    .selectFrom('files')
    .select(({ fn }) => ['sha256', fn.min('name').as('name')])
    .groupBy('sha256')
    .orderBy('sha256')
    .execute()
  const problems: { name: string; sha256: string; missing: boolean }[] = []
  for (const [at, { sha256, name }] of rows.entries()) {
    if (at % 100 === 0) onProgress(at)
    const missing = !(await store.has(sha256))
    if (missing || (await hashOf(store.read(sha256))) !== sha256) problems.push({ name, sha256, missing })
  }
  return { checked: rows.length, problems }
}

/** The SHA-256 of the bytes a file really holds. */
async function hashOf(bytes: Readable): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(bytes, hash)
  return hash.digest('hex')
}
