import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { StartError } from './start-error.ts'

/** Below this the database could stop in the middle of a write. */
const leastFreeBytes = 200_000_000

const reasons: Record<string, string> = {
  ENOSPC: '所在磁盘已满',
  EROFS: '不能写入',
  EACCES: '不能写入',
  EPERM: '不能写入',
  ENOTDIR: '不是文件夹',
  EEXIST: '不是文件夹',
}

/** Whether a process id belongs to a running server. After a restart of a container the id may be our own. */
function isServer(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process runs all the same.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  if (!existsSync('/proc/self/cmdline')) return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server/main.ts')
  } catch {
    // It has just ended: what it left behind counts no longer.
    return false
  }
}

function refuseUnwritable(directory: string): void {
  const probe = join(directory, '.probe')
  try {
    mkdirSync(directory, { recursive: true })
    closeSync(openSync(probe, 'w'))
    unlinkSync(probe)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new StartError(
      `数据目录 ${directory} ${reasons[code] ?? '无法使用'}（${code}）。The data directory cannot be written.`,
      { cause: error },
    )
  }
}

/** Makes the data directory ready and takes it for this process.
 *  @returns a release. @throws StartError when it is read-only, full, or in use by another server */
export function takeDataDirectory(dataDir: string): () => void {
  const directory = resolve(dataDir)
  refuseUnwritable(directory)
  const { bavail, bsize } = statfsSync(directory)
  if (bavail * bsize < leastFreeBytes)
    throw new StartError(
      `数据目录 ${directory} 所在磁盘剩余不足 ${leastFreeBytes / 1_000_000} MB。The disk of the data directory is full.`,
    )
  const lock = join(directory, 'server.lock')
  for (;;) {
    try {
      // Made or refused in one step: of two servers starting at once one wins.
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const pid = holderOf(lock)
    if (isServer(pid))
      throw new StartError(
        `数据目录 ${directory} 正由另一个同心服务（进程 ${pid}）使用。Another server is using this data directory.`,
      )
    rmSync(lock, { force: true })
  }
}

function holderOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return 0
  }
}
