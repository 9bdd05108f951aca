import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import type { Actor } from '../context.ts'
import { transact } from '../database/database.ts'
import { newId } from '../ids.ts'
import { emit, historyOf } from './emit.ts'
import { committeeId, context, emitSome, sealAll } from './events.fixtures.ts'

const { db } = await testDatabase()
const member: Actor = {
  accountId: newId(),
  name: '王委员',
  hatId: newId(),
  committeeId,
  role: 'member',
  memberId: newId(),
  unitId: null,
  desks: [],
  delegatedBy: '李联络员',
}

describe('the log', () => {
  it('tells the history of a matter oldest first, with who did it and who typed', async () => {
    const subjectId = newId()
    const ctx = { ...context(db), actor: member }
    await emit(ctx, { type: 'matter.begun', subjectKind: 'matter', subjectId, details: { title: '关于“水”的提案' } })
    await emit(context(db), { type: 'matter.closed', subjectKind: 'matter', subjectId })
    await emitSome(db)
    const history = await historyOf({ db }, committeeId, subjectId)
    expect(history).toMatchObject([
      {
        type: 'matter.begun',
        actorName: '王委员',
        actorRole: 'member',
        delegatedBy: '李联络员',
        details: { title: '关于“水”的提案' },
      },
      { type: 'matter.closed', actorName: '系统', actorRole: null, delegatedBy: null, details: {} },
    ])
    expect(history[0]!.at).toBe('2026-03-02T01:00:00Z')
    expect(history[0]!.id).toBeLessThan(history[1]!.id)
  })

  it('keeps the histories of two committees apart, also of the same id', async () => {
    const subjectId = newId()
    const elsewhere = { ...context(db), actor: { ...member, committeeId: newId() } }
    await emit(elsewhere, { type: 'matter.begun', subjectKind: 'matter', subjectId })
    expect(await historyOf({ db }, committeeId, subjectId)).toEqual([])
    expect(await historyOf({ db }, elsewhere.actor.committeeId, subjectId)).toHaveLength(1)
  })

  it('forgets what was told in a transaction that failed', async () => {
    const subjectId = newId()
    const failing = transact(db, async (tx) => {
      await emitSome(tx, 1, { subjectId })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await historyOf({ db }, committeeId, subjectId)).toEqual([])
  })

  it('takes many events at once, and none', async () => {
    const subjectId = newId()
    await emitSome(db, 2_345, { subjectId })
    await emit(context(db))
    expect(await historyOf({ db }, committeeId, subjectId)).toHaveLength(2_345)
  })

  it('takes only types of the form subject.whatHappened', async () => {
    await expect(emitSome(db, 1, { type: 'Something happened' })).rejects.toThrow(/events_type_form/)
  })

  it.each([
    'update events set actor_name = actor_name',
    'delete from events',
    'truncate events',
    'update event_seals set sealed_at = now()',
    'delete from event_seals',
    'truncate event_seals',
  ])('is append-only: %s', async (statement) => {
    await emitSome(db)
    await sealAll(db)
    await expect(sql.raw(statement).execute(db)).rejects.toThrow(/append-only/)
  })
})
