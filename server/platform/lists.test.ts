import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { newId } from './ids.ts'
import { after, cursorValue, cutPage, type Place, readCursor, writeCursor } from './lists.ts'

const { db } = await testDatabase()
const id = '019ab000-0000-7000-8000-000000000001'
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const refused = expect.objectContaining({
  code: 'input.invalid',
  status: 400,
  details: { fields: [expect.objectContaining({ path: 'cursor' })] },
})

describe('a cursor', () => {
  it('is none on the first page', () => {
    expect(readCursor('list', undefined, cursorValue.text)).toBeNull()
  })

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), fc.uuid(), (value, id) => {
        const place = { value: value.replaceAll('\0', ''), id }
        expect(readCursor('list', writeCursor('list', place), cursorValue.text)).toEqual(place)
      }),
    )
  })

  it('of any other shape is refused by its name', () => {
    const shapes = [
      '',
      '%',
      '你好',
      'null',
      encode(null),
      encode({}),
      encode([]),
      encode(['list', 'a']),
      encode('list'),
    ]
    const wrong = [
      encode(['list', 'a', id, 'more']),
      encode(['other', 'a', id]),
      encode(['list', 1, id]),
      encode(['list', 'a', 'no id']),
      encode(['list', 'a', `${id} or true`]),
      encode(['list', 'a', [id]]),
      encode(['list', 'a\0', id]),
      encode(['list', '\ud800', id]),
      encode(['list', 'a'.repeat(401), id]),
    ]
    for (const cursor of [...shapes, ...wrong])
      expect(() => readCursor('list', cursor, cursorValue.text), cursor).toThrow(refused)
    fc.assert(
      fc.property(fc.string(), (cursor) => {
        expect(() => readCursor('list', cursor, cursorValue.text)).toThrow(refused)
      }),
    )
  })
})

describe('what a cursor may hold', () => {
  const cast = async (value: string, type: 'timestamptz' | 'integer' | 'text') => {
    await sql`select ${value}::${sql.raw(type)}`.execute(db)
  }

  it.each([
    [
      'instant',
      [
        '2026-02-30T00:00:00Z',
        '0000-01-01T00:00:00Z',
        '2026-01-01',
        '2026-01-01T25:00:00Z',
        'now',
        'infinity',
        '+275760-09-13T00:00:00Z',
        '2026-01-01T00:00:00.1234567Z',
      ],
    ],
    ['integer', ['', '1.5', '2147483648', '-', '1e3', '٣', ' 1', '99999999999']],
  ] as const)('refuses %s values the database would choke on', (kind, values) => {
    for (const value of values) expect(cursorValue[kind](value), value).toBe(false)
  })

  it('passes what lists sort by, and the database takes it', async () => {
    for (const value of ['2026-03-02T01:00:00Z', '2024-02-29T23:59:59.123456Z', '1999-12-31T00:00:00.5Z']) {
      expect(cursorValue.instant(value), value).toBe(true)
      await cast(value, 'timestamptz')
    }
    for (const value of ['0', '-1', '2147483647']) {
      expect(cursorValue.integer(value), value).toBe(true)
      await cast(value, 'integer')
    }
  })

  it('lets nothing through that fails in the database', async () => {
    const digits = fc.stringMatching(/^-?\d{1,12}$/)
    const instants = fc.stringMatching(/^[0-2]\d{3}-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d(\.\d{1,7})?Z$/)
    await fc.assert(
      fc.asyncProperty(digits, instants, async (digits, instant) => {
        if (cursorValue.integer(digits)) await cast(digits, 'integer')
        if (cursorValue.instant(instant)) await cast(instant, 'timestamptz')
      }),
      { numRuns: 300 },
    )
  })
})

describe('going through a list page by page', () => {
  const orders = [
    { column: 'number', type: 'integer', isValue: cursorValue.integer },
    { column: 'coalesce(number, 0)', type: 'integer', isValue: cursorValue.integer },
    { column: 'at', type: 'timestamptz', isValue: cursorValue.instant },
    { column: 'name', type: 'text', isValue: cursorValue.text },
  ] as const
  const row = fc.record({
    number: fc.integer({ min: 0, max: 3 }),
    // Apart by a microsecond: a detour over milliseconds would lose rows.
    at: fc.integer({ min: 0, max: 3 }).map((n) => `2026-03-02T01:00:00.12345${n}Z`),
    name: fc.constantFrom('张', '李', '张三', '', "o'x", 'A'),
  })

  it.each(['asc', 'desc'] as const)('shows each row once, also among equals (%s)', async (direction) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 25 }),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(...orders),
        async (given, limit, { column, type, isValue }) => {
          const rows = given.map((one) => ({ ...one, id: newId() }))
          const table = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as r (id uuid, number integer, at timestamptz, name text)`
          const ordered = sql.raw(`order by ${column} ${direction}, id ${direction}`)
          const all = await sql<{ id: string }>`select id from ${table} ${ordered}`.execute(db)
          const seen: string[] = []
          let cursor: string | undefined
          do {
            const place = readCursor('list', cursor, isValue)
            const behind = (place: Place) => after(undefined as never, column, 'id', place, direction, type)
            const found = await sql<{ id: string; value: unknown }>`
              select id, ${sql.raw(column)} as value from ${table}
              where ${place ? behind(place) : sql`true`} ${ordered} limit ${limit + 1}`.execute(db)
            const page = cutPage('list', found.rows, limit, (r) => ({ value: String(r.value), id: r.id }))
            expect(page.items.length).toBeLessThanOrEqual(limit)
            seen.push(...page.items.map((r) => r.id))
            cursor = page.nextCursor ?? undefined
          } while (cursor !== undefined)
          expect(seen).toEqual(all.rows.map((r) => r.id))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('has no next page when the last one is just full', () => {
    const placeOf = (id: string) => ({ value: 'x', id })
    expect(cutPage('list', [id], 1, placeOf)).toEqual({ items: [id], nextCursor: null })
    expect(cutPage('list', [id, id], 1, placeOf).nextCursor).toBe(writeCursor('list', placeOf(id)))
  })
})
