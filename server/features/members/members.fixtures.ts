import type { Kysely } from 'kysely'
import type { DB } from '#platform/database/schema.generated.ts'
import { newId } from '#platform/ids.ts'
import { memberSearchText, pinyinKey, strokeKey } from './rules/name-keys.ts'

const at = '2026-01-05T01:00:00Z'

/** A member in office in the given term, in a sector when one is named. */
export async function buildMember(
  db: Kysely<DB>,
  given: { committeeId: string; termId: string; name?: string; sectorId?: string; phone?: string },
): Promise<string> {
  const id = newId()
  const name = given.name ?? '王测试'
  await db
    .insertInto('members')
    .values({
      committee_id: given.committeeId,
      id,
      name,
      stroke_key: strokeKey(name, 'cppcc'),
      pinyin_key: pinyinKey(name),
      search_text: memberSearchText(name, '某单位', '主任'),
      sex: null,
      born_on: null,
      ethnicity: '汉族',
      native_place: '',
      education: '',
      degree: '',
      professional_title: '',
      parties: [],
      member_number: '',
      phone: given.phone ?? '',
      email: '',
      address: '',
      employer: '某单位',
      employer_post: '主任',
      social_posts: '',
      expertise: '',
      career: '',
      photo_file_id: null,
      created_at: at,
      updated_at: at,
    })
    .execute()
  await db
    .insertInto('memberships')
    .values({
      committee_id: given.committeeId,
      id: newId(),
      member_id: id,
      term_id: given.termId,
      joined_on: '2022-01-10',
      join_way: 'elected',
      left_on: null,
      leave_reason: null,
    })
    .execute()
  if (given.sectorId) {
    await db
      .insertInto('group_members')
      .values({
        committee_id: given.committeeId,
        id: newId(),
        group_id: given.sectorId,
        member_id: id,
        exclusive_kind: 'sector',
        role: 'member',
        starts_on: '2022-01-10',
        ends_on: null,
      })
      .execute()
  }
  return id
}
