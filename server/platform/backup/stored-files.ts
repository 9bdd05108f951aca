import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
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

/** The SHA-256 of the bytes a file really holds. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
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
