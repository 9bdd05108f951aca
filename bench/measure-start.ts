import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { freePort, startHouse, whenAnswering } from './house.ts'
import { atMost, type Result } from './report.ts'

const root = join(import.meta.dirname, '..')
const cloneLimitMs = 600_000

/** First and second start on an empty folder, with the database that comes along. */
export async function measureStart(): Promise<Result[]> {
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-bench-start-'))
  try {
    const first = await startHouse(directory, undefined)
    await first.stop()
    const second = await startHouse(directory, undefined)
    const { residentMegabytes } = second.memory()
    await second.stop()
    return [
      atMost('start.first', first.startMs / 1000, 's'),
      atMost('start.second', second.startMs / 1000, 's', { mark: 5 }),
      atMost('start.rss', residentMegabytes, 'MB', { mark: 180 }),
    ]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** From a fresh clone with nothing kept by npm to the first page. Needs the network. */
export async function measureClone(): Promise<Result[]> {
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-bench-clone-'))
  const home = join(directory, 'home')
  mkdirSync(home)
  const startedAt = performance.now()
  const cloned = spawnSync('git', ['clone', '--quiet', root, join(directory, 'tongxin')], { encoding: 'utf8' })
  if (cloned.status !== 0) throw new Error(`git clone: ${cloned.stderr}`)
  const port = await freePort()
  const path = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules'))
  // npm starts several programs: all of them end with their group.
  const child = spawn('npm', ['start'], {
    cwd: join(directory, 'tongxin'),
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
    env: { PATH: path.join(':'), HOME: home, PORT: String(port), npm_config_cache: join(home, 'npm-cache') },
  })
  try {
    await whenAnswering(`http://127.0.0.1:${port}/`, child, cloneLimitMs)
    const seconds = (performance.now() - startedAt) / 1000
    const [size = '0'] = spawnSync('du', ['-sm', join(directory, 'tongxin')], { encoding: 'utf8' }).stdout.split('\t')
    return [atMost('clone', seconds, 's', { mark: 120 }), atMost('clone.size', Number(size), 'MB')]
  } finally {
    const ended = new Promise((done) => child.once('exit', done))
    if (child.exitCode === null) {
      process.kill(-child.pid!, 'SIGTERM')
      await ended
    }
    rmSync(directory, { recursive: true, force: true })
  }
}
