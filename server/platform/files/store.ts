import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, open, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** Bytes on disk, named by their SHA-256; the same bytes are kept once. */
export interface FileStore {
  /** Keeps the bytes durably before it returns. */
  put(bytes: Uint8Array): Promise<{ sha256: string; size: number }>
  /** @throws Error when it is not the name of a file, such as a path out of here */
  read(sha256: string): Readable
  has(sha256: string): Promise<boolean>
  readonly directory: string
}

/** A write that has not ended after a day never will. */
const abandonedAfterMs = 86_400_000

/** A store below `directory`, two levels deep. What a crash left half written lies in `incoming` and is cleared away. */
export function openFileStore(directory: string): FileStore {
  const incoming = join(directory, 'incoming')
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(incoming)) {
    const path = join(incoming, name)
    if (Date.now() - statSync(path).mtimeMs > abandonedAfterMs) rmSync(path, { force: true })
  }
  const folderOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
    return join(directory, sha256.slice(0, 2))
  }
  const pathOf = (sha256: string) => join(folderOf(sha256), sha256)
  const sizeOf = async (sha256: string): Promise<number | null> => {
    try {
      const found = await stat(pathOf(sha256))
      return found.isFile() ? found.size : null
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }
  return {
    directory,
    has: async (sha256) => (await sizeOf(sha256)) !== null,
    read: (sha256) => createReadStream(pathOf(sha256)),
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      // Another length is a damaged disk: then the good bytes take its place.
      if ((await sizeOf(sha256)) === bytes.length) return { sha256, size: bytes.length }
      const temporary = join(incoming, `${sha256}.${randomUUID()}`)
      try {
        await writeDurably(temporary, bytes)
        await mkdir(folderOf(sha256), { recursive: true, mode: 0o700 })
        await rename(temporary, pathOf(sha256))
      } catch (error) {
        await unlink(temporary).catch(() => undefined)
        throw error
      }
      // The names too must outlast a power cut.
      await syncFolder(folderOf(sha256))
      await syncFolder(directory)
      return { sha256, size: bytes.length }
    },
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
