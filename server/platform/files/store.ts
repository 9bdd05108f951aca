import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** Bytes on disk, named by their SHA-256; the same bytes are kept once. */
export interface FileStore {
  /** Keeps the bytes durably before it returns. */
  put(bytes: Uint8Array): Promise<{ sha256: string; size: number }>
  read(sha256: string): Readable
  has(sha256: string): Promise<boolean>
  readonly directory: string
}

/** A store below `directory`, two levels deep. */
export function openFileStore(directory: string): FileStore {
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
    return join(directory, sha256.slice(0, 2), sha256)
  }
  const has = async (sha256: string) => {
    try {
      return (await stat(pathOf(sha256))).isFile()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
      throw error
    }
  }
  return {
    directory,
    has,
    read: (sha256) => createReadStream(pathOf(sha256)),
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (await has(sha256)) return { sha256, size: bytes.length }
      const path = pathOf(sha256)
      await mkdir(dirname(path), { recursive: true })
      const temporary = `${path}.${randomUUID()}`
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } catch (error) {
        await unlink(temporary)
        throw error
      } finally {
        await file.close()
      }
      await rename(temporary, path)
      return { sha256, size: bytes.length }
    },
  }
}
