import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { openFileStore } from './store.ts'

const root = mkdtempSync(join(tmpdir(), 'tongxin-store-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let directory: string
let store: ReturnType<typeof openFileStore>
beforeEach(() => {
  directory = mkdtempSync(join(root, 'files-'))
  store = openFileStore(directory)
})
const bytes = Buffer.from('提案附件')
const kept = () =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))

it('keeps the same bytes once and gives them back', async () => {
  const first = await store.put(bytes)
  const second = await store.put(Buffer.from(bytes))
  expect(first).toEqual({ sha256: 'be9bc5a0591f926fc0c33f2f41f1ea14dcaf81f0631a5735b5d1d01afaf2af4c', size: 12 })
  expect(second).toEqual(first)
  expect(kept()).toEqual([join(first.sha256.slice(0, 2), first.sha256)])
  expect(await buffer(store.read(first.sha256))).toEqual(bytes)
  expect(await store.has(first.sha256)).toBe(true)
  expect(await store.has('0'.repeat(64))).toBe(false)
})

it('keeps a file readable by its owner only', async () => {
  const { sha256 } = await store.put(bytes)
  expect(statSync(join(directory, sha256.slice(0, 2), sha256)).mode & 0o777).toBe(0o600)
})

it('takes the same and other bytes at once', async () => {
  const many = Array.from({ length: 40 }, (_, n) => Buffer.from(`file ${n % 4}`))
  const stored = await Promise.all(many.map((one) => store.put(one)))
  expect(kept()).toHaveLength(4)
  for (const [n, { sha256 }] of stored.entries()) expect(await buffer(store.read(sha256))).toEqual(many[n])
})

it('keeps an empty file too', async () => {
  const { sha256, size } = await store.put(Buffer.alloc(0))
  expect(size).toBe(0)
  expect(await buffer(store.read(sha256))).toHaveLength(0)
})

it.each(['', 'x', '../../etc/passwd', '0'.repeat(63), `${'0'.repeat(63)}G`, 'A'.repeat(64), `${'0'.repeat(64)}\n`])(
  'refuses %j as the name of a file',
  async (name) => {
    expect(() => store.read(name)).toThrow('not a SHA-256')
    await expect(store.has(name)).rejects.toThrow('not a SHA-256')
  },
)

it('puts good bytes in the place of a file the disk cut short', async () => {
  const { sha256 } = await store.put(bytes)
  const path = join(directory, sha256.slice(0, 2), sha256)
  truncateSync(path, 3)
  await store.put(bytes)
  expect(readFileSync(path)).toEqual(bytes)
})

it('has no half file under a final name after a kill in the middle of writing', async () => {
  const script = `
    import { openFileStore } from ${JSON.stringify(join(import.meta.dirname, 'store.ts'))}
    const store = openFileStore(${JSON.stringify(directory)})
    console.log('writing')
    for (let n = 0; ; n++) await store.put(Buffer.alloc(4_000_000, n))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  await expect.poll(() => kept().filter((path) => !path.startsWith('incoming')).length).toBeGreaterThan(2)
  child.kill('SIGKILL')
  await once(child, 'close')
  const whole = kept().filter((path) => !path.startsWith('incoming'))
  expect(whole.map((path) => statSync(join(directory, path)).size)).toEqual(whole.map(() => 4_000_000))
})

it('clears away what a crash left half written, once it is old', () => {
  const incoming = join(directory, 'incoming')
  mkdirSync(incoming, { recursive: true })
  for (const name of ['old', 'new']) writeFileSync(join(incoming, name), 'half')
  const yesterday = Date.now() / 1000 - 90_000
  utimesSync(join(incoming, 'old'), yesterday, yesterday)
  openFileStore(directory)
  expect(readdirSync(incoming)).toEqual(['new'])
})

it('leaves nothing of a file it could not write', async () => {
  const { sha256 } = await store.put(bytes)
  rmSync(join(directory, sha256.slice(0, 2)), { recursive: true })
  // A file where the folder should be.
  writeFileSync(join(directory, sha256.slice(0, 2)), '')
  await expect(store.put(bytes)).rejects.toThrow(/ENOTDIR|EEXIST/)
  expect(readdirSync(join(directory, 'incoming'))).toEqual([])
})
