import fc from 'fast-check'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { transact } from '../database/database.ts'
import { sealEvents, verifySeals } from '../events/seal.ts'
import { deliverEvent, dispatchEvents, type Subscriber } from '../events/subscribe.ts'
import { openFileStore } from '../files/store.ts'
import { newId } from '../ids.ts'
import { startWorker } from '../jobs.ts'
import { tell, testFolder } from './backup.fixtures.ts'
import { orderLog, passTransactions } from './log-order.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const { db, pool, url } = await testDatabase()
const committeeId = newId()
const now = new Date('2026-03-02T01:00:00Z')
const boss = new PgBoss({ connectionString: url, max: 2 })

beforeAll(async () => {
  await boss.start()
  await boss.createQueue('events')
  // The tests below throw whole logs away.
  await pool.query('alter table events disable trigger user; alter table event_seals disable trigger user')
})
afterAll(() => boss.stop({ graceful: false }))

interface Written {
  id: number
  tx: number
}
const inOrder = (events: Written[]) => events.toSorted((a, b) => a.tx - b.tx || a.id - b.id)

async function write(events: Written[]): Promise<void> {
  for (const { id, tx } of events)
    await pool.query(
      `insert into events (committee_id, id, type, subject_kind, subject_id, actor_name, at, details, request_id, tx)
       values ($1, $2, 'proposal.created', 'proposal', $1, '系统', now(), '{}', '', $3::text::xid8)`,
      [committeeId, id, tx],
    )
}

/** Hands out what is to be handed out. @returns the ids, in their order */
async function dispatchAll(): Promise<number[]> {
  const given: number[] = []
  const subscriber = { name: 'test', types: ['proposal.created'], handle: async () => undefined }
  const enqueue = async (_: unknown, jobs: { eventId: number }[]) => void given.push(...jobs.map((job) => job.eventId))
  while ((await dispatchEvents(db, [subscriber], enqueue)) > 0);
  return given
}
const sealAll = () => transact(db, (tx) => sealEvents(tx, now))

async function rowsOf(sql: string): Promise<unknown[]> {
  return (await pool.query({ text: sql, rowMode: 'array' })).rows
}

/** Puts the log into the order in which it would be restored. */
async function renumber(): Promise<void> {
  const connection = await pool.connect()
  const log = await orderLog(connection)
  await connection.query(`
    drop table if exists new_events, new_cursors;
    create temp table new_events (id, tx) as ${log.events(['id', 'tx'])};
    create temp table new_cursors (reader, tx, event_id) as ${log.cursors};
    update events e set tx = n.tx::text::xid8 from new_events n where n.id = e.id;
    truncate event_cursors;
    insert into event_cursors select reader, tx::text::xid8, event_id from new_cursors;
    drop table new_events, new_cursors;
    delete from pgboss.job`)
  connection.release()
}

describe('the log in a restored database', () => {
  it('is sealed and handed out from where its readers stood, nothing twice and nothing skipped', async () => {
    const story = fc.record({
      txs: fc.array(fc.integer({ min: 3, max: 12 }), { maxLength: 14 }),
      sealed: fc.nat(14),
      dispatched: fc.nat(14),
      owed: fc.array(fc.nat(13), { maxLength: 4 }),
      ids: fc.infiniteStream(fc.nat()),
    })
    await fc.assert(
      fc.asyncProperty(story, async ({ txs, sealed, dispatched, owed, ids }) => {
        await pool.query(
          'delete from events; delete from event_seals; delete from event_cursors; delete from pgboss.job',
        )
        // Ids in any order to the transactions, as when several write at once.
        const keys = txs.map((_, at) => ({ at, key: ids.next().value }))
        const rank = keys.toSorted((a, b) => a.key - b.key || a.at - b.at).map(({ at }) => at)
        const events = inOrder(txs.map((tx, at) => ({ tx, id: rank.indexOf(at) + 1 })))
        const idsUpTo = (end: number) => events.slice(0, end).map((event) => event.id)
        const sealedFirst = sealed <= dispatched
        await write(events.slice(0, Math.min(sealed, dispatched)))
        await (sealedFirst ? sealAll() : dispatchAll())
        await write(events.slice(Math.min(sealed, dispatched), Math.max(sealed, dispatched)))
        await (sealedFirst ? dispatchAll() : sealAll())
        await write(events.slice(Math.max(sealed, dispatched)))
        const owedIds = [...new Set(owed)].flatMap((at) =>
          at < Math.min(dispatched, events.length) ? [events[at]!.id] : [],
        )
        await boss.insert(
          'events',
          owedIds.map((eventId) => ({ data: { eventId, subscriber: 'test' } })),
        )

        await renumber()
        const cursors = await rowsOf('select reader, tx::text, event_id from event_cursors order by 1')
        const numbers = await rowsOf('select id, tx::text from events order by 1')
        await renumber()
        expect(await rowsOf('select reader, tx::text, event_id from event_cursors order by 1')).toEqual(cursors)
        expect(await rowsOf('select id, tx::text from events order by 1')).toEqual(numbers)

        const left = events.slice(sealed).map((event) => event.id)
        expect(await sealAll()).toBe(left.length)
        if (left.length > 0)
          expect((await rowsOf('select event_ids from event_seals order by number desc limit 1'))[0]).toEqual([left])
        expect(await verifySeals(db)).toMatchObject({ ok: true, sealedEvents: events.length, unsealedEvents: 0 })

        const again = await dispatchAll()
        const wanted = [...owedIds, ...events.slice(dispatched).map((event) => event.id)]
        expect(again).toEqual(expect.arrayContaining(wanted))
        expect(new Set(again).size).toBe(again.length)
        // What is handed out without need is at most what was owed or not sealed yet.
        const done = idsUpTo(Math.min(sealed, dispatched)).filter((id) => !owedIds.includes(id))
        expect(again.filter((id) => done.includes(id))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('is looked at without a transaction number, which would hold up the readers of a running server', async () => {
    const connection = await pool.connect()
    await connection.query('begin isolation level repeatable read, read only')
    const log = await orderLog(connection)
    await connection.query(log.events(['id', 'tx']))
    await connection.query(log.cursors)
    const { rows } = await connection.query('select pg_current_xact_id_if_assigned() as number')
    await connection.query('commit')
    connection.release()
    expect(rows).toEqual([{ number: null }])
  })

  it('is read at once by a cluster that has counted fewer transactions than the log needs', async () => {
    await pool.query('delete from events; delete from event_seals; delete from event_cursors')
    const { rows } = await pool.query<{ now: string }>('select pg_current_xact_id()::text as now')
    await write([{ id: 1, tx: Number(rows[0]!.now) + 20_000 }])
    expect(await sealAll()).toBe(0)
    const connection = await pool.connect()
    await passTransactions(connection)
    connection.release()
    await expect.poll(sealAll).toBe(1)
  })
})

describe('a reaction that was still owed', () => {
  const folder = testFolder()

  it('is carried out once after the restore, and one that was done is not done again', async () => {
    const from = await testDatabase()
    const to = await testDatabase()
    const deps = {
      files: openFileStore(`${folder}/files`),
      dataDir: folder,
      version: '0',
      now,
      onProgress: () => undefined,
    }
    const done: string[] = []
    let broken = true
    const subscriber: Subscriber = {
      name: 'test',
      types: ['proposal.created', 'proposal.discarded'],
      async handle(_, event) {
        if (broken && event.type === 'proposal.discarded') throw new Error('not yet')
        done.push(event.type)
      },
    }
    const start = (open: { db: typeof db; url: string }) =>
      startWorker({
        databaseUrl: open.url,
        db: open.db,
        subscribers: [subscriber],
        timed: [],
        clock: () => now,
        onError: () => undefined,
      })
    const first = await start(from)
    await tell(from.db, committeeId, 'proposal.created')
    await tell(from.db, committeeId, 'proposal.discarded')
    await tell(from.db, committeeId, 'proposal.created')
    await expect.poll(() => done.length, { timeout: 10_000 }).toBe(2)
    await first.stop()
    await transact(from.db, (tx) => sealEvents(tx, now))

    await writeBackup({ ...deps, pool: from.pool, withSecret: false }, `${folder}/owed.tar.gz`)
    await restoreBackup({ ...deps, pool: to.pool }, `${folder}/owed.tar.gz`)
    broken = false
    const second = await start(to)
    await expect.poll(() => done.length, { timeout: 10_000 }).toBe(3)
    await second.settle()
    await second.stop()
    expect(done).toEqual(['proposal.created', 'proposal.created', 'proposal.discarded'])
    await deliverEvent(to.db, subscriber, 1, now)
    expect(done).toHaveLength(3)
  })
})
