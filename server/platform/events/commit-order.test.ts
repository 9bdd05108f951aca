import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { transact } from '../database/database.ts'
import { newId } from '../ids.ts'
import { sealEvents, verifySeals } from './seal.ts'
import { dispatchEvents } from './subscribe.ts'

const { db, pool } = await testDatabase()
const committeeId = newId()

/** An event as if transaction `tx` had written it. */
const write = (id: number, tx: number) =>
  pool.query(
    `insert into events (committee_id, id, type, subject_kind, subject_id, actor_name, at, details, request_id, tx)
     values ($1, $2, 'proposal.created', 'proposal', $1, '系统', now(), '{}', '', $3::text::xid8)`,
    [committeeId, id, tx],
  )

describe('the log of events', () => {
  beforeAll(async () => {
    await write(3, 9)
    await write(2, 10)
    await write(1, 100)
  })

  it('is read in the order of its transactions as numbers, not as texts', async () => {
    const read: number[] = []
    const subscriber = { name: 'test', types: ['proposal.created'], handle: async () => undefined }
    const enqueue = async (_: unknown, jobs: { eventId: number }[]) => void read.push(...jobs.map((job) => job.eventId))
    expect(await dispatchEvents(db, [subscriber], enqueue)).toBe(3)
    expect(await dispatchEvents(db, [subscriber], enqueue)).toBe(0)
    expect(read).toEqual([3, 2, 1])
  })

  it('is sealed once, also where a transaction number gains a digit', async () => {
    const now = new Date('2026-03-02T01:00:00Z')
    expect(await transact(db, (tx) => sealEvents(tx, now))).toBe(3)
    expect(await transact(db, (tx) => sealEvents(tx, now))).toBe(0)
    expect(await verifySeals(db)).toMatchObject({ ok: true, seals: 1, sealedEvents: 3, unsealedEvents: 0 })
  })
})
