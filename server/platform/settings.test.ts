import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../testing/database.ts'
import { systemActor } from './context.ts'
import { type Database, transact } from './database/database.ts'
import { newId } from './ids.ts'
import { defineSetting, settingSchema } from './setting-definition.ts'
import { putSetting, settingInForce, settingWithVersion } from './settings.ts'

const { db } = await testDatabase()
const deadlines = defineSetting({
  key: 'test.deadlines',
  title: '办理期限',
  explanation: '几天内办完。',
  schema: z.object({ replyDays: z.int().min(1).max(365), kinds: z.array(z.string()).default([]) }),
  defaults: { replyDays: 90, kinds: [] },
})
const contextOf = (committeeId: string, db_: Database = db) => ({
  db: db_,
  actor: systemActor(committeeId),
  now: new Date('2026-03-02T01:00:00Z'),
  requestId: 'test',
})
const put = (committeeId: string, version: number, value: unknown) =>
  transact(db, (tx) => putSetting(contextOf(committeeId, tx), deadlines, version, value))

describe('a setting', () => {
  it('is the national default until a committee decides', async () => {
    expect(await settingWithVersion(contextOf(newId()), deadlines)).toEqual({
      version: 0,
      value: { replyDays: 90, kinds: [] },
      changedAt: null,
    })
  })

  it('counts in its newest version; the older ones stay', async () => {
    const committee = newId()
    expect(await put(committee, 0, { replyDays: 60 })).toBe(1)
    expect(await put(committee, 1, { replyDays: 45, kinds: ['大会'] })).toBe(2)
    expect(await settingInForce(contextOf(committee), deadlines)).toEqual({ replyDays: 45, kinds: ['大会'] })
    const rows = await db
      .selectFrom('settings')
      .selectAll()
      .where('committee_id', '=', committee)
      .orderBy('version')
      .execute()
    expect(rows.map((row) => row.value)).toEqual([
      { replyDays: 60, kinds: [] },
      { replyDays: 45, kinds: ['大会'] },
    ])
  })

  it('of one committee is none of another’s', async () => {
    const [one, other] = [newId(), newId()]
    await put(one, 0, { replyDays: 30 })
    expect(await settingInForce(contextOf(other), deadlines)).toMatchObject({ replyDays: 90 })
  })

  it('changed by somebody else meanwhile is given back with both values', async () => {
    const committee = newId()
    await put(committee, 0, { replyDays: 60 })
    await expect(put(committee, 0, { replyDays: 30 })).rejects.toMatchObject({
      code: 'version.stale',
      status: 409,
      details: { current: { replyDays: 60, kinds: [] }, currentVersion: 1, yours: { replyDays: 30 } },
    })
  })

  it('saved by two at once is saved by the first, and the second is told', async () => {
    const committee = newId()
    const first = await db.startTransaction().execute()
    await putSetting(contextOf(committee, first), deadlines, 0, { replyDays: 10 })
    const second = put(committee, 0, { replyDays: 20 })
    const told = expect(second).rejects.toMatchObject({
      code: 'version.stale',
      details: { current: { replyDays: 10 } },
    })
    await expect
      .poll(async () => (await sql`select from pg_locks where not granted`.execute(db)).rows.length)
      .toBeGreaterThan(0)
    await first.commit().execute()
    await told
    expect(await settingWithVersion(contextOf(committee), deadlines)).toMatchObject({ version: 1 })
  })

  it.each([
    [{ replyDays: 0 }, ['replyDays']],
    [{ replyDays: 1.5, kinds: [1] }, ['replyDays', 'kinds.0']],
    [null, ['']],
    ['60', ['']],
  ])('that does not fit is refused with the fields named: %j', async (value, paths) => {
    const committee = newId()
    await expect(put(committee, 0, value)).rejects.toMatchObject({
      code: 'setting.invalid',
      status: 400,
      details: { fields: paths.map((path) => ({ path })) },
    })
    expect(await settingWithVersion(contextOf(committee), deadlines)).toMatchObject({ version: 0 })
  })

  it('cannot be declared with a default that does not fit', () => {
    expect(() => defineSetting({ ...deadlines, defaults: { replyDays: 0, kinds: [] } })).toThrow()
  })

  it('describes itself to its editor', () => {
    expect(settingSchema(deadlines)).toMatchObject({
      type: 'object',
      properties: { replyDays: { type: 'integer', minimum: 1, maximum: 365 } },
    })
  })
})
