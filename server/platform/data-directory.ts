import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statfsSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'

/** Why the server cannot start, as one sentence for the operator. */
export class StartError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'StartError'
  }
}

/** Below this the database could stop in the middle of a write. */
const leastFreeBytes = 200_000_000

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server/main.ts')
  } catch {
    // No such process, or not ours to ask: the lock was left by a crash.
    return false
  }
}

/** Makes the data directory ready and takes it for this process.
 *  @returns a release. @throws StartError when it is read-only, full, or in use by another server */
export function takeDataDirectory(dataDir: string): () => void {
  const directory = resolve(dataDir)
  const lock = join(directory, 'server.lock')
  const probe = join(directory, '.probe')
  try {
    mkdirSync(directory, { recursive: true })
    closeSync(openSync(probe, 'w'))
    unlinkSync(probe)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why =
      code === 'ENOSPC'
        ? '磁盘已满'
        : code === 'EROFS' || code === 'EACCES' || code === 'EPERM'
          ? '不能写入'
          : `无法使用（${code}）`
    throw new StartError(`数据目录 ${directory} ${why}。The data directory cannot be written (${code}).`, {
      cause: error,
    })
  }
  const { bavail, bsize } = statfsSync(directory)
  if (bavail * bsize < leastFreeBytes)
    throw new StartError(
      `数据目录 ${directory} 所在磁盘剩余不足 ${leastFreeBytes / 1_000_000} MB。The disk of the data directory is full.`,
    )
  if (existsSync(lock)) {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (isRunning(pid))
      throw new StartError(
        `数据目录 ${directory} 正由另一个同心服务（进程 ${pid}）使用。Another server is using this data directory.`,
      )
  }
  writeFileSync(lock, String(process.pid))
  return () => unlinkSync(lock)
}
