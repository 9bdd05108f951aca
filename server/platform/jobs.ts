import { CompiledQuery, type Kysely, sql } from 'kysely'
import { type JobResult, PgBoss } from 'pg-boss'
import { type Database, transact } from './database/database.ts'
import type { DB } from './database/schema.generated.ts'
import { type LogReader, readerRoundSize, readInOrder } from './events/read-in-order.ts'
import { sealEvents } from './events/seal.ts'
import { deliverEvent, dispatchEvents, type Subscriber } from './events/subscribe.ts'
import { workerName } from './jobs-state.ts'

/** Work done at set times, Asia/Shanghai. */
export interface TimedJob {
  name: string
  /** In the office's words, for who looks after the installation. */
  title: string
  /** Five-field cron. */
  cron: string
  run(db: Kysely<DB>, now: Date): Promise<void>
}

export interface Worker {
  /** Waits until all events so far were handed out and reacted to: for tests and the command line. */
  settle(): Promise<void>
  stop(): Promise<void>
}

const eventQueue = 'events'
const dispatchEveryMs = 500
const sealEveryMs = 5_000
/** A round that failed waits longer each time, up to this: a database that is away for an hour fills no log. */
const longestPauseMs = 30_000
const stopLimitMs = 5_000

/** Starts the worker role: hands events to subscribers, seals the log, runs timed jobs. */
export async function startWorker(deps: {
  databaseUrl: string
  db: Kysely<DB>
  subscribers: readonly Subscriber[]
  /** Those that follow the log in batches. */
  readers?: readonly LogReader[]
  timed: readonly TimedJob[]
  clock: () => Date
  onError: (error: unknown, what: string) => void
}): Promise<Worker> {
  const { db, subscribers, clock, onError, readers = [] } = deps
  const boss = new PgBoss({ connectionString: deps.databaseUrl, max: 4, application_name: workerName })
  boss.on('error', (error) => onError(error, 'jobs'))
  await boss.start()
  await boss.createQueue(eventQueue, { retryLimit: 8, retryBackoff: true, retryDelay: 1 })
  const byName = new Map(subscribers.map((s) => [s.name, s]))
  await boss.work<{ eventId: number; subscriber: string }>(
    eventQueue,
    { batchSize: 50, pollingIntervalSeconds: 0.5, perJobResults: true },
    // Each job ends by itself: a reaction that fails is tried again without holding up the others of its batch.
    async (jobs) => {
      const results: JobResult[] = []
      for (const { id, data } of jobs) {
        const subscriber = byName.get(data.subscriber)
        try {
          if (subscriber) await deliverEvent(db, subscriber, data.eventId, clock())
          results.push({ id, status: 'completed' })
        } catch (error) {
          onError(error, `${data.subscriber} on event ${data.eventId}`)
          results.push({ id, status: 'failed', output: { message: String(error) } })
        }
      }
      return results
    },
  )
  for (const { name } of await boss.getSchedules())
    if (!deps.timed.some((job) => job.name === name)) await boss.unschedule(name)
  for (const job of deps.timed) {
    await boss.createQueue(job.name, { retryLimit: 3, retryBackoff: true })
    // `once`: what fell due while the machine was off, as at night, is made up for when it comes back.
    await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai', missed: 'once' })
    await boss.work(job.name, async () => {
      try {
        await job.run(db, clock())
      } catch (error) {
        onError(error, job.name)
        throw error
      }
    })
  }
  // In the transaction of the cursor: an event is handed out once, or the round is repeated.
  const enqueue = (tx: Database, jobs: { eventId: number; subscriber: string }[]) =>
    insertInTransaction(boss, tx, eventQueue, jobs)
  const loops = [
    repeat(dispatchEveryMs, 'dispatch', onError, () => dispatchEvents(db, subscribers, enqueue)),
    repeat(sealEveryMs, 'seal', onError, () => transact(db, (tx) => sealEvents(tx, clock()))),
    // A full round goes on at once; one that is not waits, so that a stream of events is taken by the hundred.
    ...readers.map((reader) =>
      repeat(dispatchEveryMs, reader.name, onError, async () => {
        const read = await readInOrder(db, reader)
        return read < readerRoundSize ? 0 : read
      }),
    ),
  ]
  return {
    async settle() {
      // An event just committed may wait for an older transaction still running, of another database even.
      while (await isUnread(db, 'dispatch'))
        if ((await dispatchEvents(db, subscribers, enqueue)) === 0) await new Promise((done) => setTimeout(done, 20))
      for (;;) {
        const { rows } = await sql<{
          open: number
        }>`select count(*)::int as open from pgboss.job where name = ${eventQueue} and state < 'completed'`.execute(db)
        if (rows[0]!.open === 0) break
        await new Promise((done) => setTimeout(done, 50))
      }
      for (const reader of readers)
        while (await isUnread(db, reader.name))
          if ((await readInOrder(db, reader)) === 0) await new Promise((done) => setTimeout(done, 20))
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await boss.stop({ graceful: true, timeout: stopLimitMs })
    },
  }
}

/** Puts jobs into a queue by the caller's transaction: they are there when it is committed, and only then. */
export async function insertInTransaction(boss: PgBoss, tx: Database, queue: string, jobs: object[]): Promise<void> {
  const inTransaction = {
    executeSql: async (text: string, values?: unknown[]) => {
      const { rows } = await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values ?? []))
      return { rows }
    },
  }
  await boss.insert(
    queue,
    jobs.map((data) => ({ data })),
    { db: inTransaction },
  )
}

/** Whether anything was told that a reader has not come to. */
async function isUnread(db: Kysely<DB>, reader: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from events
      where (tx, id) > (
        coalesce((select tx from event_cursors where reader = ${reader}), '0'::xid8),
        coalesce((select event_id from event_cursors where reader = ${reader}), 0)
      )
    ) as found`.execute(db)
  return rows[0]!.found
}

/** Calls `step` again and again, at once while it finds work and after a pause when it does not; longer after failures. */
function repeat(
  pauseMs: number,
  what: string,
  onError: (error: unknown, what: string) => void,
  step: () => Promise<number>,
): { stop(): Promise<void> } {
  let wake: (() => void) | undefined
  let stopped = false
  let wait = pauseMs
  const running = (async () => {
    while (!stopped) {
      let found = 0
      try {
        found = await step()
        wait = pauseMs
      } catch (error) {
        onError(error, what)
        wait = Math.min(wait * 2, longestPauseMs)
      }
      if (found === 0 && !stopped) {
        await new Promise<void>((done) => {
          const timer = setTimeout(done, wait)
          wake = () => {
            clearTimeout(timer)
            done()
          }
        })
      }
    }
  })()
  return {
    async stop() {
      stopped = true
      wake?.()
      await running
    },
  }
}
