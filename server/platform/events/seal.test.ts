import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { transact } from '../database/database.ts'
import { emitSome, now, openTransaction, sealAll, tamper } from './events.fixtures.ts'
import { merkleRoot, sealEvents, verifySeals } from './seal.ts'

const seal = (db: Awaited<ReturnType<typeof testDatabase>>['db']) => transact(db, (tx) => sealEvents(tx, now))

describe('the root of a batch', () => {
  it('changes with every event, with their order and their number', () => {
    const lines = fc.array(fc.string(), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(), fc.string(), (lines, a, b, other) => {
        const root = merkleRoot(lines)
        expect(merkleRoot([...lines]).equals(root)).toBe(true)
        const [i, j] = [a % lines.length, b % lines.length]
        const flipped = lines.with(i, `${lines[i]}x${other}`)
        const swapped = lines.with(i, lines[j]!).with(j, lines[i]!)
        expect(merkleRoot(flipped).equals(root)).toBe(false)
        expect(merkleRoot(swapped).equals(root)).toBe(lines[i] === lines[j])
        expect(merkleRoot([...lines, other]).equals(root)).toBe(false)
        if (lines.length > 1) expect(merkleRoot(lines.toSpliced(i, 1)).equals(root)).toBe(false)
      }),
    )
  })

  it('is SM3 over marked leaves and nodes, as anyone can recompute it', () => {
    expect(merkleRoot(['a', 'b', 'c']).toString('hex')).toBe(
      '2706e4e4d41c1ed9c3fe7f7822bf360a67abcc052cc2c00022c1313ec3ded965',
    )
  })
})

describe('sealing', async () => {
  const { db } = await testDatabase()

  it('finds an untouched log in order', async () => {
    expect(await verifySeals(db)).toEqual({
      ok: true,
      seals: 0,
      sealedEvents: 0,
      unsealedEvents: 0,
      firstProblem: null,
    })
    await emitSome(db, 5)
    expect(await verifySeals(db)).toMatchObject({ ok: true, sealedEvents: 0, unsealedEvents: 5 })
    await sealAll(db)
    await emitSome(db, 3)
    await sealAll(db)
    await emitSome(db, 1)
    expect(await verifySeals(db)).toMatchObject({ ok: true, sealedEvents: 8, unsealedEvents: 1 })
    await sealAll(db)
  })

  it('seals each event once when two sealers work at once', async () => {
    await emitSome(db, 20)
    await Promise.all(Array.from({ length: 6 }, () => seal(db)))
    await sealAll(db)
    const { rows } = await sql<{ id: number; times: number }>`
      select e.id, count(s.number)::int as times
      from events e left join event_seals s on e.id = any(s.event_ids)
      group by e.id having count(s.number) <> 1`.execute(db)
    expect(rows).toEqual([])
    expect(await verifySeals(db)).toMatchObject({ ok: true })
  })

  it('neither skips nor repeats an event that began early and was committed late', async () => {
    const before = (await verifySeals(db)).sealedEvents
    const early = await openTransaction(db)
    await emitSome(early.tx)
    await emitSome(db, 2)
    await seal(db)
    expect((await verifySeals(db)).sealedEvents).toBe(before)
    await early.commit()
    await sealAll(db)
    expect(await verifySeals(db)).toMatchObject({ ok: true, sealedEvents: before + 3 })
  })

  it('goes on past an event whose transaction was given up', async () => {
    const before = (await verifySeals(db)).sealedEvents
    const early = await openTransaction(db)
    await emitSome(early.tx)
    await emitSome(db, 2)
    await early.rollBack()
    await sealAll(db)
    expect(await verifySeals(db)).toMatchObject({ ok: true, sealedEvents: before + 2 })
  })

  it('is not taken for tampering while events are written and sealed', async () => {
    let writing = true
    const writer = (async () => {
      while (writing) {
        await emitSome(db, 2)
        await seal(db)
      }
    })()
    try {
      for (let n = 0; n < 8; n++) expect(await verifySeals(db)).toMatchObject({ ok: true, firstProblem: null })
    } finally {
      writing = false
      await writer
    }
  })

  it('does not depend on the time zone of who verifies', async () => {
    await sealAll(db)
    const found = await db.connection().execute(async (one) => {
      await sql`set timezone = 'Asia/Shanghai'`.execute(one)
      const result = await verifySeals(one)
      await sql`set timezone = 'UTC'`.execute(one)
      return result
    })
    expect(found).toMatchObject({ ok: true, firstProblem: null })
  })
})

describe('tampering with the log is found', async () => {
  const columns = 'committee_id, id, type, subject_kind, subject_id, actor_name, at, details, request_id, tx'
  const copied = 'committee_id, id + 100000, type, subject_kind, subject_id, actor_name, at, details, request_id'
  const one = '(select event_ids[2] from event_seals where number = 2)'
  const other = '(select event_ids[3] from event_seals where number = 2)'
  it.each([
    ['a changed name', [`update events set actor_name = '别人' where id = ${one}`], '被改动过'],
    ['a changed detail', [`update events set details = '{"n":9}' where id = ${one}`], '被改动过'],
    ['a moved time', [`update events set at = at + interval '1 microsecond' where id = ${one}`], '被改动过'],
    ['another committee', [`update events set committee_id = gen_random_uuid() where id = ${one}`], '被改动过'],
    ['a dropped event', [`delete from events where id = ${one}`], '不见了'],
    ['the last event dropped', ['delete from events where id = (select max(id) from events)'], '不见了'],
    [
      'an event added in the past',
      [`insert into events (${columns}) select ${copied}, '1' from events where id = ${one}`],
      '事件共',
    ],
    [
      'an event doubled under its number',
      [
        `insert into events (${columns}) select gen_random_uuid(), ${columns.slice('committee_id, '.length)} from events where id = ${one}`,
      ],
      '重号',
    ],
    [
      'two events that changed places',
      [
        `update events set id = -1 where id = ${one}`,
        `update events set id = ${one} where id = ${other}`,
        `update events set id = ${other} where id = -1`,
      ],
      '被改动过',
    ],
    [
      'a seal told another order',
      ['update event_seals set event_ids[1] = event_ids[2], event_ids[2] = event_ids[1] where number = 2'],
      '被改动过',
    ],
    ['a dropped seal', ['delete from event_seals where number = 2'], '缺少第 2 号'],
    ['the last seal dropped', ['delete from event_seals where number = 3'], '事件共'],
    ['all seals dropped', ['delete from event_seals'], '事件共'],
    ['a replaced root', [`update event_seals set root = sha256('x') where number = 2`], '被改动过'],
    ['a broken chain', [`update event_seals set previous = sha256('x') where number = 2`], '对不上'],
    ['a replaced seal', [`update event_seals set seal = sha256('x') where number = 3`], '对不上'],
    ['a reader set back', [`update event_cursors set tx = '1' where reader = 'seal'`], '事件共'],
  ])('%s', async (_, statements, problem) => {
    const { db } = await tampered()
    await tamper(db, ...statements)
    expect(await verifySeals(db)).toMatchObject({ ok: false, firstProblem: expect.stringContaining(problem) })
  })

  const { db } = await testDatabase()
  for (let n = 0; n < 3; n++) {
    await emitSome(db, 5)
    await sealAll(db)
  }
  const kept = ['events', 'event_seals', 'event_cursors']
  for (const table of kept) await sql.raw(`create table kept_${table} as table ${table}`).execute(db)

  /** The log as it was sealed. */
  async function tampered() {
    for (const table of kept)
      await tamper(db, `delete from ${table}`, `insert into ${table} overriding system value table kept_${table}`)
    expect(await verifySeals(db)).toMatchObject({ ok: true, seals: 3, sealedEvents: 15 })
    return { db }
  }
})
