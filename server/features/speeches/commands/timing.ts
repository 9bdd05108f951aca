import type { SpeechState } from '#contract/speeches.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { authorizeSpeech } from '../access.ts'
import { type LockedSpeech, lockSpeech } from '../queries/load.ts'
import { speechWorkflow } from '../workflow.ts'
import { updateSpeech } from './speeches.ts'

/** How long a slip of the pointer may be undone without a reason. */
const undoMs = 2 * 60_000

const told = (ctx: Context, type: string, speech: LockedSpeech, details: Record<string, unknown> = {}) =>
  emit(ctx, {
    type: `speech.${type}`,
    subjectKind: 'speech',
    subjectId: speech.id,
    details: { title: speech.title, ...details },
  })

/** Says who speaks since when, for every window; null: nobody. */
export async function setTiming(
  ctx: Context,
  callId: string,
  timing: { speechId: string; startedAt: Date } | null,
): Promise<void> {
  await ctx.db
    .updateTable('speech_calls')
    .set({ timed_speech_id: timing?.speechId ?? null, timed_at: timing?.startedAt ?? null })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', callId)
    .execute()
}

/** Begins the time of an oral speech, or begins it anew.
 *  @throws DomainError not-found, access.denied, speech.wrong-state, speech.not-yet before the meeting */
export async function startSpeech(ctx: Context, id: string): Promise<{ startedAt: string }> {
  const speech = await lockSpeech(ctx, id)
  authorizeSpeech(speech.speechFacts, 'give')
  speechWorkflow.next(speech.state, 'give')
  if (speech.form !== 'oral') throw new DomainError('speech.wrong-state', { state: speech.state, action: 'give' })
  if (ctx.now.getTime() < Date.parse(speech.call.occasion.startsAt)) throw new DomainError('speech.not-yet')
  await setTiming(ctx, speech.call_id, { speechId: id, startedAt: ctx.now })
  await told(ctx, 'started', speech)
  return { startedAt: ctx.now.toISOString() }
}

/** Undoes within two minutes that a speech was given: its time runs on as if it had not been ended.
 *  @throws DomainError not-found, access.denied, speech.wrong-state, speech.undo-late */
export async function undoDelivery(ctx: Context, id: string): Promise<{ state: SpeechState; version: number }> {
  const speech = await lockSpeech(ctx, id)
  authorizeSpeech(speech.speechFacts, 'takeBack')
  const state = speechWorkflow.next(speech.state, 'takeBack', speech.form ?? 'oral')
  const givenAt = Date.parse(speech.given_at ?? '')
  if (speech.form !== 'oral' || !(ctx.now.getTime() - givenAt <= undoMs)) throw new DomainError('speech.undo-late')
  const moved = await updateSpeech(ctx, speech, { state, seconds: null, given_at: null })
  const startedAt = new Date(givenAt - (speech.seconds ?? 0) * 1000)
  await setTiming(ctx, speech.call_id, { speechId: id, startedAt })
  await told(ctx, 'withdrawn', speech, {
    memberIds: [speech.member_id],
    form: speech.form,
    activityId: speech.call.activity_id,
    note: '点错了，当场恢复',
  })
  return moved
}
