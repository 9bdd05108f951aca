import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { emitSome, now, openTransaction, tamper } from './events.fixtures.ts'
import { deliverEvent, dispatchEvents, type Subscriber } from './subscribe.ts'

const { db } = await testDatabase()
await sql`create table effects (event_id bigint not null, n integer not null)`.execute(db)

const writer: Subscriber = {
  name: 'test.writer',
  types: ['matter.happened'],
  handle: async (tx, event) =>
    void (await sql`insert into effects values (${event.id}, ${event.details.n})`.execute(tx)),
}
const deaf: Subscriber = { ...writer, name: 'test.deaf', types: ['other.happened'] }

let handedOut: { eventId: number; subscriber: string }[] = []
const dispatch = () =>
  dispatchEvents(db, [writer, deaf], async (_, jobs) => {
    handedOut.push(...jobs)
  })
/** Rounds until so many were handed out; transactions of other databases may hold the log back for a moment. */
async function dispatchAll(count: number): Promise<void> {
  while (handedOut.length < count) await dispatch()
  expect(handedOut).toHaveLength(count)
}
const effects = async () => (await sql<{ n: number }>`select n from effects order by event_id`.execute(db)).rows
const eventIds = async () => (await db.selectFrom('events').select('id').orderBy('id').execute()).map((e) => e.id)

beforeEach(async () => {
  handedOut = []
  await tamper(
    db,
    'delete from events',
    'delete from event_cursors',
    'delete from event_deliveries',
    'delete from effects',
  )
})

describe('handing events out', () => {
  it('gives each event once to who asked for its type', async () => {
    await emitSome(db, 3)
    await emitSome(db, 1, { type: 'other.happened' })
    await emitSome(db, 1, { type: 'matter.ignored' })
    let read = 0
    while (read < 5) read += await dispatch()
    expect(await dispatch()).toBe(0)
    const ids = await eventIds()
    expect(handedOut).toEqual([
      ...ids.slice(0, 3).map((eventId) => ({ eventId, subscriber: 'test.writer' })),
      { eventId: ids[3], subscriber: 'test.deaf' },
    ])
  })

  it('gives a long backlog out in rounds', async () => {
    await emitSome(db, 1_234)
    await dispatchAll(1_234)
    expect(new Set(handedOut.map((job) => job.eventId)).size).toBe(1_234)
  })

  it('neither skips nor repeats an event that began early and was committed late', async () => {
    const early = await openTransaction(db)
    await emitSome(early.tx)
    await emitSome(db, 2)
    await dispatch()
    expect(handedOut).toEqual([])
    await early.commit()
    await dispatchAll(3)
    await emitSome(db)
    await dispatchAll(4)
    expect(handedOut.map((job) => job.eventId).sort((a, b) => a - b)).toEqual(await eventIds())
  })

  it('goes on when an early transaction is given up', async () => {
    const early = await openTransaction(db)
    await emitSome(early.tx)
    await emitSome(db, 2)
    await early.rollBack()
    await dispatchAll(2)
  })

  it('gives each event once when a second dispatcher starts in the middle of a round', async () => {
    await emitSome(db, 3)
    const entered = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const rounds = (async () => {
      while (handedOut.length === 0)
        await dispatchEvents(db, [writer], async (_, jobs) => {
          entered.resolve()
          await gate.promise
          handedOut.push(...jobs)
        })
    })()
    await entered.promise
    const second = dispatch()
    // Either it waits for the lock of the first, or it has come through, which it must not.
    const waiting = async () =>
      (await sql`select from pg_locks where locktype = 'advisory' and not granted`.execute(db)).rows.length
    while ((await waiting()) === 0 && handedOut.length === 0);
    gate.resolve()
    await Promise.all([rounds, second])
    expect(handedOut).toHaveLength(3)
  })

  it('comes back to events whose round failed', async () => {
    await emitSome(db, 2)
    const failing = expect.poll(() =>
      dispatchEvents(db, [writer], async () => {
        throw new Error('queue is away')
      }).catch((error: Error) => error.message),
    )
    await failing.toBe('queue is away')
    await dispatchAll(2)
  })
})

describe('a reaction', () => {
  it('takes effect once, however often it is delivered and by how many at once', async () => {
    await emitSome(db, 3)
    for (const id of await eventIds())
      await Promise.all(Array.from({ length: 4 }, () => deliverEvent(db, writer, id, now)))
    for (const id of await eventIds()) await deliverEvent(db, writer, id, now)
    expect(await effects()).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }])
  })

  it('leaves nothing of itself when it fails half way, and can be repeated', async () => {
    await emitSome(db, 1)
    const [id] = await eventIds()
    const breaking: Subscriber = {
      ...writer,
      async handle(tx, event, now) {
        await writer.handle(tx, event, now)
        throw new Error('half way')
      },
    }
    await expect(deliverEvent(db, breaking, id!, now)).rejects.toThrow('half way')
    expect(await effects()).toEqual([])
    await deliverEvent(db, writer, id!, now)
    expect(await effects()).toHaveLength(1)
  })

  it('of one subscriber does not count for another', async () => {
    await emitSome(db, 1)
    const [id] = await eventIds()
    await deliverEvent(db, writer, id!, now)
    await deliverEvent(db, { ...writer, name: 'test.second' }, id!, now)
    expect(await effects()).toHaveLength(2)
  })
})
