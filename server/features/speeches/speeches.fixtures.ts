import type { Kysely } from 'kysely'
import type { SpeechState } from '#contract/speeches.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { newId } from '#platform/ids.ts'

/** A call for speeches that takes them in March 2026. */
export async function buildCall(
  db: Kysely<DB>,
  given: { committeeId: string; activityId: string; oralPlaces?: number },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('speech_calls')
    .values({
      committee_id: given.committeeId,
      id,
      activity_id: given.activityId,
      title: '大会发言征集',
      words: '',
      opens_on: '2026-03-01',
      closes_on: '2026-03-15',
      oral_minutes: 8,
      oral_places: given.oralPlaces ?? 2,
      collected_at: null,
      created_at: '2026-03-01T01:00:00Z',
    })
    .execute()
  return id
}

/** A speech in any state. */
export async function buildSpeech(
  db: Kysely<DB>,
  given: {
    committeeId: string
    callId: string
    memberId: string
    state?: SpeechState
    form?: 'oral' | 'written'
    body?: string
  },
): Promise<string> {
  const id = newId()
  const state = given.state ?? 'submitted'
  const form = given.form ?? (state === 'oral' || state === 'written' ? state : state === 'given' ? 'oral' : null)
  await db
    .insertInto('speeches')
    .values({
      committee_id: given.committeeId,
      id,
      call_id: given.callId,
      member_id: given.memberId,
      body: given.body ?? '',
      title: '让老城区的小巷也亮起来',
      words: '各位委员：小巷灯亮了，群众心里就亮了。',
      wish: 'either',
      state,
      form,
      position: form === 'oral' ? 0 : null,
      seconds: state === 'given' && form === 'oral' ? 420 : null,
      given_at: state === 'given' ? '2026-03-20T02:00:00Z' : null,
      submitted_at: '2026-03-05T01:00:00Z',
    })
    .execute()
  return id
}
