import type { z } from 'zod'
import type { speechRoutes as r, SpeechState } from '#contract/speeches.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { authorizeSpeech } from '../access.ts'
import { type LockedSpeech, lockCall, lockSpeech } from '../queries/load.ts'
import { speechesOf } from '../queries/speeches.ts'
import { dayGiven, takes } from '../rules.ts'
import { speechWorkflow } from '../workflow.ts'
import { givenDetails } from './calls.ts'
import { dropSpeechDraft } from './drafts.ts'

type Moved = { state: SpeechState; version: number }

const told = (
  ctx: Context,
  type: string,
  speech: { id: string; title: string },
  details: Record<string, unknown> = {},
) =>
  emit(ctx, {
    type: `speech.${type}`,
    subjectKind: 'speech',
    subjectId: speech.id,
    details: { title: speech.title, ...details },
  })

export async function updateSpeech(
  ctx: Context,
  speech: LockedSpeech,
  set: Record<string, unknown> & { state?: SpeechState },
): Promise<Moved> {
  const { version } = await ctx.db
    .updateTable('speeches')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('committee_id', '=', speech.committee_id)
    .where('id', '=', speech.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return { state: set.state ?? speech.state, version }
}

/** Hands a speech in, of one's own will; the office enters one that came on paper, also after the call has closed.
 *  Source: 大会发言工作规则, 自愿报名、不指定.
 *  @throws DomainError not-found, access.denied, speech.call-closed, speech.not-a-member */
export async function submitSpeech(
  ctx: Context,
  callId: string,
  given: z.output<typeof r.submitSpeech.body>,
): Promise<{ id: string }> {
  const call = await lockCall(ctx, callId)
  const office = call.facts.runs && given.memberId !== undefined
  const memberId = office ? given.memberId! : ctx.actor.memberId
  if (memberId === null || (!office && (given.memberId !== undefined || !call.occasion.invited)))
    throw accessDenied('submitSpeech')
  const today = civilDateOf(ctx.now)
  if (!office && !takes({ opensOn: call.opens_on, closesOn: call.closes_on }, today))
    throw new DomainError('speech.call-closed', { closesOn: call.closes_on })
  const invited = await ctx.db
    .selectFrom('activity_invitees')
    .select('member_id')
    .where('committee_id', '=', call.committee_id)
    .where('activity_id', '=', call.activity_id)
    .where('member_id', '=', memberId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!invited) throw new DomainError('speech.not-a-member', {}, 400)
  const id = newId()
  await ctx.db
    .insertInto('speeches')
    .values({
      committee_id: call.committee_id,
      id,
      call_id: callId,
      member_id: memberId,
      body: given.body.trim(),
      title: given.title,
      words: given.words,
      wish: given.wish,
      state: 'submitted',
      form: null,
      position: null,
      seconds: null,
      given_at: null,
      submitted_at: ctx.now,
    })
    .execute()
  await dropSpeechDraft(ctx, callId, null)
  await told(ctx, 'submitted', { id, title: given.title }, { memberId, callId })
  return { id }
}

/** Changes a speech: the author until the call closes, the office until it is given. What the office changes in another's
 *  words is told to the author, and the former words stay with the event.
 *  @throws DomainError not-found, access.denied, speech.wrong-state, speech.call-closed, version.stale */
export async function editSpeech(
  ctx: Context,
  id: string,
  { version, ...given }: z.output<typeof r.editSpeech.body>,
): Promise<Moved> {
  const speech = await lockSpeech(ctx, id)
  authorizeSpeech(speech.speechFacts, 'edit')
  speechWorkflow.next(speech.state, 'edit')
  const open = takes({ opensOn: speech.call.opens_on, closesOn: speech.call.closes_on }, civilDateOf(ctx.now))
  if (!speech.speechFacts.hosts && !(open && speech.state === 'submitted'))
    throw new DomainError('speech.call-closed', { closesOn: speech.call.closes_on })
  if (speech.version !== version)
    throw new DomainError('version.stale', {
      current: { title: speech.title, words: speech.words, wish: speech.wish, body: speech.body },
      currentVersion: speech.version,
      yours: given,
    })
  const moved = await updateSpeech(ctx, speech, { ...given, body: given.body.trim() })
  await dropSpeechDraft(ctx, speech.call_id, id)
  const former = { title: speech.title, words: speech.words, wish: speech.wish, body: speech.body }
  const ofOther = { memberIds: [speech.member_id], activityId: speech.call.activity_id, former }
  await told(ctx, 'edited', { id, title: given.title }, speech.speechFacts.author ? {} : ofOther)
  return moved
}

/** @throws DomainError not-found, access.denied, speech.wrong-state */
export async function withdrawSpeech(ctx: Context, id: string): Promise<Moved> {
  const speech = await lockSpeech(ctx, id)
  authorizeSpeech(speech.speechFacts, 'withdraw')
  const state = speechWorkflow.next(speech.state, 'withdraw')
  const moved = await updateSpeech(ctx, speech, { state, form: null, position: null, told_place: null })
  await told(ctx, 'takenBack', speech, { memberId: speech.member_id })
  return moved
}

/** Chooses a speech to be spoken, to be printed, or not; the choice is the office's.
 *  @throws DomainError not-found, access.denied, speech.wrong-state, speech.places when all are taken, speech.needs-note */
export async function selectSpeech(
  ctx: Context,
  id: string,
  given: z.output<typeof r.selectSpeech.body>,
): Promise<Moved> {
  const speech = await lockSpeech(ctx, id)
  authorizeSpeech(speech.speechFacts, 'select')
  const state = speechWorkflow.next(speech.state, 'select', given.as)
  if (given.as === 'notSelected' && given.note.trim() === '') throw new DomainError('speech.needs-note', {}, 400)
  const oral = (await speechesOf(ctx, [speech.call_id])).filter((one) => one.form === 'oral' && one.id !== id)
  if (given.as === 'oral' && oral.length >= speech.call.oral_places)
    throw new DomainError('speech.places', { places: speech.call.oral_places })
  const position =
    given.as === 'oral' ? (speech.position ?? Math.max(-1, ...oral.map((one) => one.position ?? 0)) + 1) : null
  const moved = await updateSpeech(ctx, speech, {
    state,
    form: given.as === 'notSelected' ? null : given.as,
    position,
    told_place: given.as === 'oral' ? speech.told_place : null,
    note: given.note,
  })
  const memberIds = [speech.member_id]
  await told(ctx, 'selected', speech, {
    memberId: speech.member_id,
    memberIds,
    activityId: speech.call.activity_id,
    as: given.as,
    note: given.note,
  })
  return moved
}

/** Nobody speaks any more. */
async function endTiming(ctx: Context, speech: LockedSpeech): Promise<void> {
  await ctx.db
    .updateTable('speech_calls')
    .set({ timed_speech_id: null, timed_at: null })
    .where('committee_id', '=', speech.committee_id)
    .where('id', '=', speech.call_id)
    .execute()
}

/** Records that an oral speech was given. @throws DomainError not-found, access.denied, speech.wrong-state, speech.not-yet */
export async function giveSpeech(ctx: Context, id: string, seconds: number): Promise<Moved> {
  const speech = await lockSpeech(ctx, id)
  authorizeSpeech(speech.speechFacts, 'give')
  const state = speechWorkflow.next(speech.state, 'give')
  if (speech.form !== 'oral') throw new DomainError('speech.wrong-state', { state: speech.state, action: 'give' })
  if (ctx.now.getTime() < Date.parse(speech.call.occasion.startsAt)) throw new DomainError('speech.not-yet')
  const meeting = { from: speech.call.occasion.heldOn, to: civilDateOf(new Date(speech.call.occasion.endsAt)) }
  const moved = await updateSpeech(ctx, speech, { state, seconds, given_at: ctx.now })
  if (speech.call.timed_speech_id === id) await endTiming(ctx, speech)
  await told(ctx, 'given', speech, {
    ...givenDetails(speech.call, speech.member_id, speech.title, 'oral', dayGiven(civilDateOf(ctx.now), meeting)),
    seconds,
  })
  return moved
}

/** Records that a speech was not given after all: what the ledger has of it is taken back.
 *  @throws DomainError not-found, access.denied, speech.wrong-state */
export async function takeBackSpeech(ctx: Context, id: string, note: string): Promise<Moved> {
  const speech = await lockSpeech(ctx, id)
  authorizeSpeech(speech.speechFacts, 'takeBack')
  const state = speechWorkflow.next(speech.state, 'takeBack', speech.form ?? 'oral')
  const moved = await updateSpeech(ctx, speech, { state, seconds: null, given_at: null })
  await told(ctx, 'withdrawn', speech, {
    memberIds: [speech.member_id],
    form: speech.form,
    activityId: speech.call.activity_id,
    note,
  })
  return moved
}
