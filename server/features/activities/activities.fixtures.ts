import type { Kysely } from 'kysely'
import type { ActivityState } from '#contract/activities.ts'
import type { ActivityKind } from '#contract/activity-kinds.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { newId } from '#platform/ids.ts'

/** What an activity is drafted with; a test names what matters to it. */
export const written = {
  kind: 'training' as const,
  level: null,
  title: '委员学习培训',
  organiserGroupId: null,
  startsAt: '2026-03-20T01:00:00.000Z',
  endsAt: '2026-03-20T04:00:00.000Z',
  halfDays: 1,
  place: '机关三楼会议室',
  contact: '联络办 1234567',
  explanation: '请准时参加。',
  audience: 'invitees' as const,
  agenda: [],
  observers: [],
  invitation: [],
  capacity: null,
  answerBy: null,
}

/** An activity in some state with its list of invitees, written straight into the tables. */
export async function buildActivity(
  db: Kysely<DB>,
  given: {
    committeeId: string
    termId: string
    state?: ActivityState
    kind?: ActivityKind
    startsAt?: string
    endsAt?: string
    title?: string
    parentId?: string | null
    organiserGroupId?: string | null
    startedBy?: string | null
    audience?: 'invitees' | 'members'
    halfDays?: number
    invited?: readonly { memberId: string; must?: boolean; answer?: 'coming' | 'waiting' | 'notComing' }[]
  },
): Promise<string> {
  const id = newId()
  const at = '2026-02-20T01:00:00Z'
  const state = given.state ?? 'announced'
  await db
    .insertInto('activities')
    .values({
      committee_id: given.committeeId,
      id,
      term_id: given.termId,
      parent_id: given.parentId ?? null,
      kind: given.kind ?? 'training',
      level: 'county',
      title: given.title ?? '委员学习培训',
      state,
      organiser_group_id: given.organiserGroupId ?? null,
      started_by: given.startedBy ?? null,
      starts_at: given.startsAt ?? '2026-03-20T01:00:00Z',
      ends_at: given.endsAt ?? '2026-03-20T04:00:00Z',
      half_days: given.halfDays ?? 1,
      place: '机关三楼会议室',
      contact: '',
      explanation: '',
      audience: given.audience ?? 'invitees',
      agenda: '[]',
      observers: '[]',
      invitation: '[]',
      capacity: null,
      answer_by: null,
      reminded_on: null,
      announced_at: state === 'draft' || state === 'proposed' ? null : at,
      concluded_at: state === 'concluded' || state === 'archived' ? at : null,
      created_at: at,
      created_by: id,
      updated_at: at,
    })
    .execute()
  for (const { memberId, must = true, answer } of given.invited ?? [])
    await db
      .insertInto('activity_invitees')
      .values({
        committee_id: given.committeeId,
        activity_id: id,
        member_id: memberId,
        must,
        by_hand: false,
        answer: answer ?? null,
        answered_at: answer ? at : null,
        answered_by: null,
        read_at: null,
        seat_row: null,
        seat_number: null,
        invited_at: at,
        removed_at: null,
      })
      .execute()
  return id
}
