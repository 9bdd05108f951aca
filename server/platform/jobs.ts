import { CompiledQuery, type Kysely, sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { type Database, transact } from './database/database.ts'
import type { DB } from './database/schema.generated.ts'
import { sealEvents } from './events/seal.ts'
import { deliverEvent, dispatchEvents, type Subscriber } from './events/subscribe.ts'

/** Work done at set times, Asia/Shanghai. */
export interface TimedJob {
  name: string
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

/** Starts the worker role: hands events to subscribers, seals the log, runs timed jobs. */
export async function startWorker(deps: {
  databaseUrl: string
  db: Kysely<DB>
  subscribers: readonly Subscriber[]
  timed: readonly TimedJob[]
  clock: () => Date
  onError: (error: unknown, what: string) => void
}): Promise<Worker> {
  const { db, subscribers, clock, onError } = deps
  const boss = new PgBoss({ connectionString: deps.databaseUrl, max: 4, application_name: 'tongxin-jobs' })
  boss.on('error', (error) => onError(error, 'jobs'))
  await boss.start()
  await boss.createQueue(eventQueue, { retryLimit: 8, retryBackoff: true, retryDelay: 1 })
  const byName = new Map(subscribers.map((s) => [s.name, s]))
  await boss.work<{ eventId: number; subscriber: string }>(
    eventQueue,
    { batchSize: 50, pollingIntervalSeconds: 0.5 },
    async (jobs) => {
      for (const job of jobs) {
        const subscriber = byName.get(job.data.subscriber)
        if (subscriber) await deliverEvent(db, subscriber, job.data.eventId, clock())
      }
    },
  )
  for (const job of deps.timed) {
    await boss.createQueue(job.name, { retryLimit: 3, retryBackoff: true })
    await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' })
    await boss.work(job.name, async () => job.run(db, clock()))
  }
  // In the transaction of the cursor: an event is handed out once, or the round is repeated.
  const enqueue = async (tx: Database, jobs: { eventId: number; subscriber: string }[]) => {
    const inTransaction = {
      executeSql: async (text: string, values?: unknown[]) => {
        const { rows } = await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values ?? []))
        return { rows }
      },
    }
    await boss.insert(
      eventQueue,
      jobs.map((data) => ({ data })),
      { db: inTransaction },
    )
  }
  const loops = [
    repeat(dispatchEveryMs, 'dispatch', onError, () => dispatchEvents(db, subscribers, enqueue)),
    repeat(sealEveryMs, 'seal', onError, () => transact(db, (tx) => sealEvents(tx, clock()))),
  ]
  return {
    async settle() {
      while ((await dispatchEvents(db, subscribers, enqueue)) > 0);
      for (;;) {
        const { rows } = await sql<{
          open: number
        }>`select count(*)::int as open from pgboss.job where name = ${eventQueue} and state < 'completed'`.execute(db)
        if (rows[0]!.open === 0) return
        await new Promise((done) => setTimeout(done, 50))
      }
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}

/** Calls `step` again and again, at once while it finds work and after a pause when it does not. */
function repeat(
  pauseMs: number,
  what: string,
  onError: (error: unknown, what: string) => void,
  step: () => Promise<number>,
): { stop(): Promise<void> } {
  let wake: (() => void) | undefined
  let stopped = false
  const running = (async () => {
    while (!stopped) {
      let found = 0
      try {
        found = await step()
      } catch (error) {
        onError(error, what)
      }
      if (found === 0 && !stopped) {
        await new Promise<void>((done) => {
          const timer = setTimeout(done, pauseMs)
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
