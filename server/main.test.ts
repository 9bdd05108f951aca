import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openPool } from '#platform/database/database.ts'
import { markDemo } from '#platform/demo-mark.ts'
import { newId } from '#platform/ids.ts'
import { testDatabase } from './testing/database.ts'
import { postgresOf, processesIn, type ServerProcess, serverCommand, startServer } from './testing/server-process.ts'

// Real processes on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })
/** How much longer everything takes because the processors are wanted by others too. */
const busy = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism())

const isRoot = process.getuid?.() === 0
const nobody = 65_534
const asNobody = ['setpriv', '--reuid', `${nobody}`, '--regid', `${nobody}`, '--clear-groups', ...serverCommand]
const root = mkdtempSync(join(tmpdir(), 'tongxin-main-'))
const shared = join(root, '数据 目录 it’s')
const { db, pool, url: databaseUrl } = await testDatabase()
const directories = new Set<string>()
mkdirSync(shared)

/** A server that is stopped after its test. */
function start(env: Record<string, string>, command?: string[], cwd?: string): ServerProcess {
  if (env.DATA_DIR) directories.add(env.DATA_DIR)
  const server = startServer(env, command, cwd)
  onTestFinished(async () => {
    if (server.child.exitCode === null && server.child.signalCode === null) server.child.kill('SIGTERM')
    await server.ended
  })
  return server
}
let numbered = 0
const freshDirectory = () => {
  numbered += 1
  return join(root, `data-${numbered}`)
}
const postgresIn = (dataDir: string) => processesIn(join(dataDir, 'postgres'))
async function stop(server: ServerProcess, signal: NodeJS.Signals = 'SIGTERM') {
  server.child.kill(signal)
  return server.ended
}
const ready = (address: string) => fetch(`${address}/readyz`).then((r) => r.status)

/** How a server that cannot start ends: with one sentence and nothing else, and exit code 1. */
async function refusal(env: Record<string, string>, command?: string[]): Promise<string> {
  const { code, output } = await startServer(env, command).ended
  expect(output.trim().split('\n'), output).toHaveLength(1)
  expect(output).not.toMatch(/^\s+at /m)
  expect(code).toBe(1)
  if (env.DATA_DIR) {
    directories.add(env.DATA_DIR)
    expect(postgresIn(env.DATA_DIR)).toEqual([])
  }
  return output
}

afterAll(() => {
  // After a test that failed half way a PostgreSQL may still run; its parts go with it.
  for (const directory of directories) if (postgresIn(directory).length > 0) process.kill(postgresOf(directory).pid)
  rmSync(root, { recursive: true, force: true })
})

describe('the server', () => {
  it('starts in a folder with spaces and Chinese, stops at once, and starts again within five seconds', async () => {
    const first = start({ DATA_DIR: shared })
    expect(await ready(await first.up)).toBe(200)
    expect(postgresIn(shared)).not.toEqual([])
    expect(await stop(first)).toMatchObject({ code: 0 })
    expect(postgresIn(shared)).toEqual([])
    expect(existsSync(join(shared, 'server.lock'))).toBe(false)
    const before = performance.now()
    const second = start({ DATA_DIR: shared })
    expect(await ready(await second.up)).toBe(200)
    expect(performance.now() - before).toBeLessThan(5_000 * busy())
    expect(await stop(second, 'SIGINT')).toMatchObject({ code: 0 })
    expect(postgresIn(shared)).toEqual([])
    const log = readFileSync(join(shared, 'postgres.log'), 'utf8')
    expect(log.match(/database system is shut down/g)).toHaveLength(2)
    expect(log).not.toMatch(/PANIC|not properly shut down/)
  })

  it('has a secret of its own, no default one, and ends a request under way before it stops', async () => {
    const DATA_DIR = freshDirectory()
    // As in a container: the lock of the one killed before bears the very number we get.
    const locked = 'mkdir "$DATA_DIR" && echo $$ > "$DATA_DIR/server.lock" && exec "$@"'
    const server = start({ DATA_DIR, DATABASE_URL: databaseUrl }, ['sh', '-c', locked, 'sh', ...serverCommand])
    const address = await server.up
    const secret = readFileSync(join(DATA_DIR, 'secret.key'))
    expect(secret).toHaveLength(32)
    expect(secret.equals(readFileSync(join(shared, 'secret.key')))).toBe(false)
    const blocker = await pool.connect()
    await blocker.query('begin; lock table accounts')
    const request = fetch(`${address}/readyz`)
    await expect
      .poll(async () => (await pool.query(`select from pg_locks where not granted`)).rowCount)
      .toBeGreaterThan(0)
    server.child.kill('SIGTERM')
    await expect
      .poll(() =>
        fetch(`${address}/healthz`).then(
          (r) => r.status,
          () => 'refused',
        ),
      )
      .not.toBe(200)
    await blocker.query('commit')
    blocker.release()
    expect((await request).status).toBe(200)
    expect(await server.ended).toMatchObject({ code: 0 })
  })

  it('obeys a signal during its first start and can be started after it', async () => {
    const DATA_DIR = freshDirectory()
    const first = start({ DATA_DIR })
    await expect.poll(() => existsSync(join(DATA_DIR, 'postgres.new')), { interval: 5, timeout: 10_000 }).toBe(true)
    expect(await stop(first)).toMatchObject({ code: 0 })
    expect(postgresIn(DATA_DIR)).toEqual([])
    const second = start({ DATA_DIR })
    expect(await ready(await second.up)).toBe(200)
  })

  it('killed in the middle of its first start can be started again', async () => {
    const DATA_DIR = freshDirectory()
    const draft = join(DATA_DIR, 'postgres.new')
    const first = start({ DATA_DIR })
    await expect.poll(() => existsSync(join(draft, 'PG_VERSION')), { interval: 2, timeout: 10_000 }).toBe(true)
    first.child.kill('SIGKILL')
    for (const pid of processesIn(draft)) process.kill(pid, 'SIGKILL')
    await first.ended
    expect(await ready(await start({ DATA_DIR }).up)).toBe(200)
  })
})

describe('what was acknowledged', () => {
  const acknowledged: number[] = []
  /** Writes rows one by one until the connection breaks. */
  async function writeUntilCut(url: string): Promise<void> {
    const { pool: client, close } = openPool(url, { max: 1 })
    await client.query('create table if not exists written (n integer primary key)')
    const { rows } = await client.query<{ last: number }>('select coalesce(max(n), 0) as last from written')
    for (let n = rows[0]!.last + 1; ; n++) {
      try {
        await client.query('insert into written values ($1)', [n])
        acknowledged.push(n)
      } catch {
        // Cut: this row is not acknowledged, and may be there or not.
        await close()
        return
      }
    }
  }
  async function expectAllThere(url: string): Promise<void> {
    const { pool: client, close } = openPool(url, { max: 1 })
    // Where PostgreSQL lived on, so does the writer: what it is told from here on does not count.
    const told = [...acknowledged]
    const { rows } = await client.query<{ n: number }>('select n from written')
    const there = new Set(rows.map((row) => row.n))
    expect(told.filter((n) => !there.has(n))).toEqual([])
    await close()
  }

  it('is all there after the server was killed, and its PostgreSQL too, at any point', async () => {
    for (const both of [false, true]) {
      const server = start({ DATA_DIR: shared })
      await server.up
      const { pid, url } = postgresOf(shared)
      const before = acknowledged.length
      const writing = writeUntilCut(url)
      await expect.poll(() => acknowledged.length, { interval: 3 }).toBeGreaterThan(before + 20)
      server.child.kill('SIGKILL')
      await server.ended
      if (both) process.kill(pid, 'SIGKILL')
      const next = start({ DATA_DIR: shared })
      expect(await ready(await next.up)).toBe(200)
      // One that survived is taken over, a dead one is started again.
      expect(postgresOf(shared).pid === pid).toBe(!both)
      await expectAllThere(postgresOf(shared).url)
      expect(await stop(next)).toMatchObject({ code: 0 })
      await writing
      expect(postgresIn(shared)).toEqual([])
    }
    expect(acknowledged.length).toBeGreaterThan(40)
  })

  it('is all there after PostgreSQL was killed under a running server, which asks to come again and recovers', async () => {
    const server = start({ DATA_DIR: shared })
    const address = await server.up
    const { pid, url } = postgresOf(shared)
    const before = acknowledged.length
    const writing = writeUntilCut(url)
    await expect.poll(() => acknowledged.length, { interval: 3 }).toBeGreaterThan(before + 20)
    process.kill(pid, 'SIGKILL')
    await writing
    const seen = new Set<number>()
    await expect
      .poll(
        async () => {
          const answer = await fetch(`${address}/readyz`)
          const body = await answer.json()
          if (answer.status === 503) expect(body).toMatchObject({ code: 'server.busy', status: 503 })
          seen.add(answer.status)
          return answer.status === 200 && postgresIn(shared).length > 0 && postgresOf(shared).pid !== pid
        },
        { timeout: 10_000, interval: 10 },
      )
      .toBe(true)
    expect([...seen].sort()).toEqual([200, 503])
    await expectAllThere(postgresOf(shared).url)
    const { code, output } = await stop(server)
    expect(code).toBe(0)
    expect(output).toContain('PostgreSQL had died and is up again')
    expect(postgresIn(shared)).toEqual([])
  })
})

/** The process group of a process. */
const groupOf = (pid: number) => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[2])

describe('under npm', () => {
  const folder = join(root, 'package')
  mkdirSync(folder)
  // The script of our own package.json, here without what comes before it (installing and building).
  const own = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')).scripts.start as string
  const command = serverCommand.map((word) => `"${word}"`).join(' ')
  const script = own.replace(/\bnode (--\S+ )*server\/main\.ts$/, command)
  expect(script).not.toBe(own)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start: script } }))

  it.each([
    ['a service manager stops npm', 'SIGTERM', false],
    ['Ctrl-C reaches all of them at once', 'SIGINT', true],
  ] as const)('%s, and server and PostgreSQL end cleanly', async (_, signal, wholeGroup) => {
    const log = join(shared, 'postgres.log')
    writeFileSync(log, '')
    const npm = start({ DATA_DIR: shared, HOME: root }, ['npm', 'start'], folder)
    const address = await npm.up
    // What the terminal sends to its foreground group must not hit PostgreSQL, which we end ourselves, last.
    expect(groupOf(postgresOf(shared).pid)).not.toBe(groupOf(npm.child.pid!))
    process.kill(wholeGroup ? -npm.child.pid! : npm.child.pid!, signal)
    await npm.ended
    await expect(fetch(`${address}/healthz`)).rejects.toThrow()
    expect(postgresIn(shared)).toEqual([])
    expect(existsSync(join(shared, 'server.lock'))).toBe(false)
    expect(readFileSync(log, 'utf8').match(/received \w+ shutdown request/g)).toEqual([
      'received fast shutdown request',
    ])
    expect(readFileSync(log, 'utf8')).toContain('database system is shut down')
  })
})

describe('one clear sentence and no start', { concurrent: true }, () => {
  it('when the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => taken.once('listening', done))
    const { port } = taken.address() as { port: number }
    const DATA_DIR = freshDirectory()
    const said = await refusal({ DATA_DIR, PORT: String(port) })
    expect(said).toContain(`端口 ${port} 已被占用`)
    // Found before the database was touched.
    expect(existsSync(join(DATA_DIR, 'postgres'))).toBe(false)
    taken.close()
  })

  it('when the data directory is read-only', async () => {
    const DATA_DIR = freshDirectory()
    mkdirSync(DATA_DIR)
    chmodSync(root, 0o755)
    chmodSync(DATA_DIR, 0o555)
    expect(await refusal({ DATA_DIR }, isRoot ? asNobody : undefined)).toContain(`数据目录 ${DATA_DIR} 不能写入`)
  })

  it('when the folder of the database holds something else', async () => {
    const DATA_DIR = freshDirectory()
    mkdirSync(join(DATA_DIR, 'postgres'), { recursive: true })
    writeFileSync(join(DATA_DIR, 'postgres', 'mine.txt'), 'mine')
    expect(await refusal({ DATA_DIR })).toMatch(/holds something that is no database/)
    expect(readFileSync(join(DATA_DIR, 'postgres', 'mine.txt'), 'utf8')).toBe('mine')
  })

  const mounted = join(root, 'full')
  mkdirSync(mounted)
  const mount = () => isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=50m', 'tmpfs', mounted]).status === 0
  const unmount = () => execFileSync('umount', [mounted])
  const mayMount = mount()
  if (mayMount) unmount()
  it.skipIf(!mayMount)('when the disk of the data directory is full (needs root, to mount a small one)', async () => {
    expect(mount()).toBe(true)
    try {
      expect(await refusal({ DATA_DIR: mounted })).toContain('磁盘剩余不足')
    } finally {
      unmount()
    }
  })

  it('when DATABASE_URL leads nowhere, or to no such database', async () => {
    const DATA_DIR = freshDirectory()
    const nowhere = await refusal({ DATA_DIR, DATABASE_URL: 'postgres://a:geheim@127.0.0.1:1/x' })
    expect(nowhere).toContain('连接不上 DATABASE_URL 指向的数据库（ECONNREFUSED）')
    expect(nowhere).not.toContain('geheim')
    const missing = new URL(databaseUrl)
    missing.pathname = '/no_such_database'
    expect(await refusal({ DATA_DIR, DATABASE_URL: missing.toString() })).toContain('（3D000）')
  })

  it.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ NODE_ENV: 'production' }, 'SMS_SENDER'],
    [{ HOST: 'no.such.host.invalid', DATABASE_URL: databaseUrl }, 'HOST'],
  ])('when a setting is wrong: %j', async (env, named) => {
    expect(await refusal({ DATA_DIR: freshDirectory(), ...(env as Record<string, string>) })).toContain(named)
  })
})

describe('one clear sentence, one at a time', () => {
  it('when another server uses the data directory, which goes on', async () => {
    const DATA_DIR = freshDirectory()
    // Started from its own folder, under another name than the second: it is the process that counts.
    const first = start({ DATA_DIR }, [process.execPath, 'main.ts'], import.meta.dirname)
    const address = await first.up
    const { pid } = postgresOf(DATA_DIR)
    const second = await startServer({ DATA_DIR, PORT: new URL(address).port }).ended
    expect(second).toMatchObject({ code: 1, output: expect.stringMatching(/正由另一个同心服务（进程 \d+）使用/) })
    expect(await ready(address)).toBe(200)
    expect(postgresOf(DATA_DIR).pid).toBe(pid)
  })

  it('when the database was made by a newer version', async () => {
    await pool.query(`insert into migrations values ('9999_future.sql', now())`)
    const said = await refusal({ DATA_DIR: freshDirectory(), DATABASE_URL: databaseUrl })
    expect(said).toContain('数据库来自更新的版本（9999_future.sql')
    await pool.query(`delete from migrations where name = '9999_future.sql'`)
  })

  it('in production on a database that ever held the demonstration', async () => {
    const env = { DATABASE_URL: databaseUrl, NODE_ENV: 'production', SMS_SENDER: 'console', DEMO: '' }
    const server = start({ ...env, DATA_DIR: freshDirectory() })
    expect(await ready(await server.up)).toBe(200)
    expect((await stop(server)).output).not.toContain('演示')
    await markDemo(db, newId(), new Date())
    await markDemo(db, newId(), new Date())
    expect(await refusal({ ...env, DATA_DIR: freshDirectory() })).toContain('演示账号')
    await pool.query(`delete from settings where key = 'demo.loaded'`)
  })
})

describe.skipIf(!isRoot)('whoever starts it (needs root, to be several)', () => {
  it('below a folder closed to others, root’s PostgreSQL runs as somebody else', async () => {
    const closed = join(root, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const DATA_DIR = join(closed, 'data')
    const server = start({ DATA_DIR })
    expect(await ready(await server.up)).toBe(200)
    const owner = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${postgresOf(DATA_DIR).pid}/status`, 'utf8'))?.[1]
    expect(Number(owner)).toBeGreaterThan(0)
    expect(await stop(server)).toMatchObject({ code: 0 })
  })

  it('an ordinary user needs no more than a folder of their own, and root’s is told to be another’s', async () => {
    chmodSync(root, 0o755)
    const DATA_DIR = freshDirectory()
    mkdirSync(DATA_DIR)
    chownSync(DATA_DIR, nobody, nobody)
    const server = start({ DATA_DIR }, asNobody)
    expect(await ready(await server.up)).toBe(200)
    expect(await stop(server)).toMatchObject({ code: 0 })
    expect(postgresIn(DATA_DIR)).toEqual([])
    chownSync(join(DATA_DIR, 'postgres'), 0, 0)
    expect(await refusal({ DATA_DIR }, asNobody)).toContain('belongs to another user')
  })
})
