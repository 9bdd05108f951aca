import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { transact } from './database/database.ts'
import { emitSome, now, openTransaction } from './events/events.fixtures.ts'
import type { Subscriber } from './events/subscribe.ts'
import { newId } from './ids.ts'
import { insertInTransaction, startWorker, type TimedJob, type Worker } from './jobs.ts'

const { db, url } = await testDatabase()
const open: Worker[] = []
let failures: { message: string; what: string }[] = []
let attempts = new Map<string, number>()

/** Writes down that it reacted; fails as often as the event asks for, after having written. */
const subscriber: Subscriber = {
  name: 'test.effects',
  types: ['matter.happened'],
  async handle(tx, event) {
    await sql`insert into effects values (${event.id}, ${event.subjectId}::uuid)`.execute(tx)
    const tries = (attempts.get(event.subjectId) ?? 0) + 1
    attempts.set(event.subjectId, tries)
    if (tries <= Number(event.details.failures ?? 0)) throw new Error(`try ${tries}`)
  },
}

async function start(options: { timed?: readonly TimedJob[]; subscribers?: readonly Subscriber[] } = {}) {
  const worker = await startWorker({
    databaseUrl: url,
    db,
    subscribers: options.subscribers ?? [subscriber],
    timed: options.timed ?? [],
    clock: () => now,
    onError: (error, what) => failures.push({ message: error instanceof Error ? error.message : String(error), what }),
  })
  open.push(worker)
  return worker
}

const effects = async () =>
  (await sql<{ count: number }>`select count(*)::int as count from effects`.execute(db)).rows[0]!.count
const connections = async () =>
  (
    await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and application_name = 'tongxin-jobs'`.execute(db)
  ).rows[0]!.count

beforeAll(async () => {
  await sql`create table effects (event_id bigint not null, subject_id uuid not null)`.execute(db)
})
beforeEach(async () => {
  failures = []
  attempts = new Map()
  await sql`delete from effects`.execute(db)
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((worker) => worker.stop()))
})

describe('the worker', () => {
  it('reacts to what was told before it started and to what comes after, once each', async () => {
    await emitSome(db, 3)
    const worker = await start()
    await worker.settle()
    expect(await effects()).toBe(3)
    await emitSome(db, 70)
    await worker.settle()
    expect(await effects()).toBe(73)
    expect(failures).toEqual([])
  })

  it('shares the work with a second one without doing anything twice', async () => {
    const [one, two] = await Promise.all([start(), start()])
    await emitSome(db, 120)
    await Promise.all([one.settle(), two.settle()])
    expect(await effects()).toBe(120)
  })

  it('does not call it settled while an older transaction holds the log back', async () => {
    const worker = await start()
    const early = await openTransaction(db)
    await emitSome(early.tx)
    await emitSome(db, 2)
    let settled = false
    const settling = worker.settle().then(() => {
      settled = true
    })
    // The loop that watches the queue would long have ended by the time these answers come.
    const end = Date.now() + 700
    while (Date.now() < end && !settled) await effects()
    expect(settled).toBe(false)
    await early.commit()
    await settling
    expect(await effects()).toBe(3)
  })

  it('tries a failing reaction again, holds no other up by it, and says so', async () => {
    const worker = await start()
    const failing = newId()
    // In one transaction, so that they are fetched in one batch, the failing one first.
    await transact(db, async (tx) => {
      await emitSome(tx, 1, { subjectId: failing, details: { failures: 1 } })
      await emitSome(tx, 5)
    })
    await expect.poll(effects, { timeout: 10_000, interval: 20 }).toBe(5)
    expect(attempts.get(failing)).toBe(1)
    await worker.settle()
    expect(await effects()).toBe(6)
    expect(attempts.get(failing)).toBe(2)
    expect(failures).toEqual([{ message: 'try 1', what: expect.stringContaining('test.effects') }])
  })

  it('passes over jobs of a subscriber that is no more', async () => {
    const first = await start()
    await first.stop()
    open.length = 0
    await emitSome(db, 2)
    const gone = await start({ subscribers: [{ ...subscriber, name: 'test.gone' }] })
    await gone.settle()
    await gone.stop()
    open.length = 0
    const worker = await start()
    await emitSome(db, 1)
    await worker.settle()
    expect(await effects()).toBe(3)
  })

  it('stops with all its work done or given back, and lets the database go', async () => {
    const worker = await start()
    await emitSome(db, 30)
    await worker.stop()
    open.length = 0
    const done = await effects()
    expect(await connections()).toBe(0)
    const next = await start()
    await next.settle()
    expect(done).toBeLessThanOrEqual(30)
    expect(await effects()).toBe(30)
    expect(failures).toEqual([])
  })
})

/** A client of the queues beside the workers. */
async function withQueues(work: (boss: PgBoss) => Promise<void>): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 2, schedule: false, supervise: false })
  boss.on('error', (error) => failures.push({ message: error.message, what: 'queues' }))
  await boss.start()
  try {
    await work(boss)
  } finally {
    await boss.stop({ graceful: false })
  }
}

const waiting = async (queue: string) =>
  (await sql<{ count: number }>`select count(*)::int as count from pgboss.job where name = ${queue}`.execute(db))
    .rows[0]!.count

describe('jobs put in with events', () => {
  it('are there when the transaction is committed, and only then', async () => {
    const queue = 'test.transaction'
    await withQueues(async (boss) => {
      await boss.createQueue(queue)
      const failing = transact(db, async (tx) => {
        await insertInTransaction(boss, tx, queue, [{ n: 1 }, { n: 2 }])
        throw new Error('rolled back')
      })
      await expect(failing).rejects.toThrow('rolled back')
      expect(await waiting(queue)).toBe(0)
      const { tx, commit } = await openTransaction(db)
      await insertInTransaction(boss, tx, queue, [{ n: 3 }])
      expect(await waiting(queue)).toBe(0)
      await commit()
      expect(await waiting(queue)).toBe(1)
    })
    expect(failures).toEqual([])
  })
})

describe('work at set times', () => {
  const nightly = (run: TimedJob['run']): TimedJob => ({ name: 'test-timed', title: '', cron: '0 4 * * *', run })

  it('runs once in its slot with two workers, and once for all that was missed', async () => {
    let runs = 0
    const timed = [
      nightly(async () => {
        runs += 1
      }),
    ]
    await Promise.all([start({ timed }), start({ timed })])
    await Promise.all(open.splice(0).map((worker) => worker.stop()))
    expect(runs).toBe(0)
    // The machine was off for four nights.
    await sql`update pgboss.version set cron_on = now() - interval '4 days'`.execute(db)
    await sql`update pgboss.schedule set created_on = now() - interval '9 days', updated_on = now() - interval '9 days'`.execute(
      db,
    )
    await Promise.all([start({ timed }), start({ timed })])
    await expect.poll(() => runs, { timeout: 15_000, interval: 50 }).toBe(1)
    expect(await waiting('test-timed')).toBe(1)
  })

  it('says when it failed and is tried again', async () => {
    let runs = 0
    const timed = [
      nightly(async () => {
        runs += 1
        if (runs === 1) throw new Error('no disk')
      }),
    ]
    await start({ timed })
    await withQueues(async (boss) => void (await boss.send('test-timed')))
    await expect.poll(() => runs, { timeout: 15_000, interval: 50 }).toBe(2)
    expect(failures).toEqual([{ message: 'no disk', what: 'test-timed' }])
  })

  it('forgets a job that is no more', async () => {
    await start({ timed: [] })
    const { rows } = await sql`select name from pgboss.schedule`.execute(db)
    expect(rows).toEqual([])
  })
})
