import type { Kysely } from 'kysely'
import type { DB } from '#platform/database/schema.generated.ts'
import { newId } from '#platform/ids.ts'

const at = '2026-01-05T01:00:00Z'

/** A committee with a current term and one session, the national kinds of groups, one sector and one unit. */
export async function buildCommittee(
  db: Kysely<DB>,
  given: { name?: string; parentId?: string; level?: 'province' | 'city' | 'county' } = {},
) {
  const id = newId()
  const parent = given.parentId
    ? await db.selectFrom('committees').select('path').where('id', '=', given.parentId).executeTakeFirstOrThrow()
    : null
  const name = given.name ?? `测试${id.slice(-6)}政协`
  await db
    .insertInto('committees')
    .values({
      id,
      parent_id: given.parentId ?? null,
      path: [...(parent?.path ?? []), id],
      name,
      short_name: name.slice(0, 10),
      level: given.level ?? 'county',
      division_code: '990101',
      created_at: at,
    })
    .execute()
  const termId = newId()
  await db
    .insertInto('terms')
    .values({ committee_id: id, id: termId, number: 10, starts_on: '2022-01-10', ends_on: null })
    .execute()
  const sessionId = newId()
  await db
    .insertInto('sessions')
    .values({
      committee_id: id,
      id: sessionId,
      term_id: termId,
      number: 5,
      opens_on: '2026-01-12',
      closes_on: '2026-01-15',
      proposals_from: '2025-10-12',
      proposals_until: '2026-12-31',
    })
    .execute()
  for (const [position, [code, kindName, exclusive]] of (
    [
      ['sector', '界别', true],
      ['specialCommittee', '专门委员会', false],
      ['streetGroup', '街道活动组', true],
    ] as const
  ).entries()) {
    await db.insertInto('group_kinds').values({ committee_id: id, code, name: kindName, exclusive, position }).execute()
  }
  const sectorId = await buildGroup(db, { committeeId: id, kind: 'sector', name: '经济界' })
  const unitId = await buildUnit(db, { committeeId: id, name: '住房和城乡建设局' })
  return { id, name, termId, sessionId, sectorId, unitId }
}

export async function buildGroup(
  db: Kysely<DB>,
  given: { committeeId: string; kind: string; name: string },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('groups')
    .values({ committee_id: given.committeeId, id, kind: given.kind, name: given.name, position: 0, closed_on: null })
    .execute()
  return id
}

export async function buildUnit(db: Kysely<DB>, given: { committeeId: string; name: string }): Promise<string> {
  const id = newId()
  await db
    .insertInto('units')
    .values({
      committee_id: given.committeeId,
      id,
      name: given.name,
      short_name: given.name.slice(0, 6),
      kind: 'government',
      contact_name: '',
      contact_phone: '',
      closed_at: null,
    })
    .execute()
  return id
}
