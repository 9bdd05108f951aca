import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { takeDataDirectory } from './data-directory.ts'

const root = mkdtempSync(join(tmpdir(), 'tongxin-data-'))
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill()
  rmSync(root, { recursive: true, force: true })
})
let directory: string
const lock = () => join(directory, 'server.lock')
beforeEach(() => {
  directory = join(mkdtempSync(join(root, 'case-')), '数据')
})
/** A live process, and when it began. */
const live = () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' })
  children.push(child)
  const pid = child.pid!
  return { pid, began: readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[19]! }
}

describe('the data directory', () => {
  it('is made when it is not there, taken, and released', () => {
    const release = takeDataDirectory(join(directory, 'below'))
    expect(readFileSync(join(directory, 'below/server.lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} \\d+$`))
    release()
    expect(existsSync(join(directory, 'below/server.lock'))).toBe(false)
    expect(release).not.toThrow()
  })

  it('in use by another server is refused with its process id', () => {
    mkdirSync(directory)
    const { pid, began } = live()
    writeFileSync(lock(), `${pid} ${began}`)
    expect(() => takeDataDirectory(directory)).toThrow(`正由另一个同心服务（进程 ${pid}）使用`)
    expect(readFileSync(lock(), 'utf8')).toBe(`${pid} ${began}`)
  })

  it.each([
    ['a process that is gone', () => '4194303 1'],
    ['another program under that number', () => `${live().pid} 1`],
    ['nothing, cut short by a full disk', () => ''],
    ['no number', () => 'x'],
    ['a group of processes', () => '-1'],
  ])('whose lock names %s is taken', (_, content) => {
    mkdirSync(directory)
    writeFileSync(lock(), content())
    takeDataDirectory(directory)()
    expect(existsSync(lock())).toBe(false)
  })

  it('that is a file, or lies below one, is refused', () => {
    writeFileSync(directory, '')
    expect(() => takeDataDirectory(directory)).toThrow(/不是文件夹/)
    expect(() => takeDataDirectory(join(directory, 'below'))).toThrow(/不是文件夹/)
  })
})
