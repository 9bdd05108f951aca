import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs'
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

/** When a process began, as the system counts it; empty where that cannot be told. With the id it names one process for good,
 *  whatever it was started as and whoever has the number later. */
function beginOf(pid: number): string {
  try {
    // The name in brackets may hold anything, spaces and brackets too.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

const ownMark = (): string => `${process.pid} ${beginOf(process.pid)}`.trim()

/** Whether the process that made a lock still runs. After a restart of a container the id may be our own. */
function isServer(pid: number, began: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process runs all the same.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return began === beginOf(pid)
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
      writeFileSync(lock, ownMark(), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const { pid, began } = holderOf(lock)
    if (isServer(pid, began))
      throw new StartError(
        `数据目录 ${directory} 正由另一个同心服务（进程 ${pid}）使用。Another server is using this data directory.`,
      )
    rmSync(lock, { force: true })
  }
}

function holderOf(lock: string): { pid: number; began: string } {
  try {
    const [pid = '', began = ''] = readFileSync(lock, 'utf8').trim().split(' ')
    return { pid: Number(pid), began }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return { pid: 0, began: '' }
  }
}
