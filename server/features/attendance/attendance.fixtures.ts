import type { Kysely } from 'kysely'
import { type CheckInCode, codeText, committeeMarkOf, stepAt } from '#contract/check-in-codes.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { newId } from '#platform/ids.ts'
import { secretsFrom } from '#platform/secrets.ts'
import { dayKey, macOf } from './codes.ts'

/** The secrets of the test installation. */
export const testSecrets = secretsFrom(Buffer.alloc(32, 7))

/** The code a member's phone, or a desk, shows at a moment. */
export function codeAt(
  kind: CheckInCode['kind'],
  committeeId: string,
  subjectId: string,
  at: Date,
  secrets = testSecrets,
): string {
  const step = stepAt(at.getTime())
  const key = dayKey(secrets, kind, committeeId, subjectId, civilDateOf(at))
  const mac = macOf(key, kind, committeeId, subjectId, step)
  return codeText({ kind, committeeMark: committeeMarkOf(committeeId), subjectId, step, mac })
}

/** Somebody was there. */
export async function buildCheckIn(
  db: Kysely<DB>,
  given: { committeeId: string; activityId: string; memberId: string; by: string; attendance?: string },
): Promise<void> {
  await db
    .insertInto('check_ins')
    .values({
      committee_id: given.committeeId,
      activity_id: given.activityId,
      member_id: given.memberId,
      attendance: given.attendance ?? 'present',
      way: 'list',
      at: '2026-03-20T00:50:00Z',
      recorded_at: '2026-03-20T00:50:00Z',
      recorded_by: given.by,
      desk: '',
      code_step: null,
    })
    .execute()
}

/** Leave that was granted. */
export async function buildLeave(
  db: Kysely<DB>,
  given: {
    committeeId: string
    activityId: string
    memberId: string
    kind?: string
    state?: string
    halfDays?: number
  },
): Promise<void> {
  const state = given.state ?? 'granted'
  await db
    .insertInto('leave_requests')
    .values({
      committee_id: given.committeeId,
      id: newId(),
      activity_id: given.activityId,
      member_id: given.memberId,
      kind: given.kind ?? 'illness',
      words: '',
      file_id: null,
      half_days: given.halfDays ?? 1,
      state,
      chain: '["office"]',
      step: 1,
      basis: '',
      late: false,
      asked_at: '2026-03-10T01:00:00Z',
      asked_by: given.memberId,
      decided_at: state === 'requested' ? null : '2026-03-11T01:00:00Z',
    })
    .execute()
}
