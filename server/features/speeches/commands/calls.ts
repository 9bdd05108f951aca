import type { z } from 'zod'
import type { speechRoutes as r } from '#contract/speeches.ts'
import { occasionFor } from '#features/attendance/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { invitedTo, lockCall } from '../queries/load.ts'
import { speechesOf } from '../queries/speeches.ts'
import { mayCollect, newPlaces } from '../rules.ts'

const event = (type: string, subjectKind: string, subjectId: string, details: Record<string, unknown>) => ({
  type,
  subjectKind,
  subjectId,
  details,
})

/** @throws DomainError speech.dates */
function requireDates(given: { opensOn: string; closesOn: string }): void {
  if (given.closesOn < given.opensOn) throw new DomainError('speech.dates', {}, 400)
}

const columnsOf = (given: z.output<typeof r.openSpeechCall.body>) => ({
  title: given.title,
  words: given.words,
  opens_on: given.opensOn,
  closes_on: given.closesOn,
  oral_minutes: given.oralMinutes,
  oral_places: given.oralPlaces,
})

/** Calls for speeches at a meeting (征集大会发言) and tells everybody invited: who does not hear of it hands nothing in. @throws DomainError not-found, access.denied, speech.dates, speech.meeting-over */
export async function openSpeechCall(
  ctx: Context,
  activityId: string,
  given: z.output<typeof r.openSpeechCall.body>,
): Promise<{ id: string }> {
  const { occasion, facts } = await occasionFor(ctx, activityId)
  if (!facts.runs) throw accessDenied('openSpeechCall')
  if (occasion.state !== 'announced') throw new DomainError('speech.meeting-over', { state: occasion.state })
  requireDates(given)
  const id = newId()
  await ctx.db
    .insertInto('speech_calls')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      activity_id: activityId,
      created_at: ctx.now,
      ...columnsOf(given),
    })
    .execute()
  const { title, opensOn, closesOn } = given
  const memberIds = await invitedTo(ctx, activityId)
  await emit(ctx, event('speechCall.opened', 'speechCall', id, { title, activityId, memberIds, opensOn, closesOn }))
  return { id }
}

/** Changes a call; other dates are told to everybody invited. @throws DomainError not-found, access.denied, version.stale, speech.dates */
export async function editSpeechCall(
  ctx: Context,
  id: string,
  { version, ...given }: z.output<typeof r.editSpeechCall.body>,
): Promise<{ version: number }> {
  const call = await lockCall(ctx, id)
  if (!call.facts.runs) throw accessDenied('editSpeechCall')
  if (call.version !== version)
    throw new DomainError('version.stale', {
      current: { title: call.title, words: call.words, opensOn: call.opens_on, closesOn: call.closes_on },
      currentVersion: call.version,
      yours: given,
    })
  requireDates(given)
  await ctx.db
    .updateTable('speech_calls')
    .set({ ...columnsOf(given), version: version + 1 })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  const { title, opensOn, closesOn } = given
  const told =
    opensOn === call.opens_on && closesOn === call.closes_on
      ? {}
      : { activityId: call.activity_id, memberIds: await invitedTo(ctx, call.activity_id), opensOn, closesOn }
  await emit(ctx, event('speechCall.edited', 'speechCall', id, { title, ...told }))
  return { version: version + 1 }
}

/** Puts the oral speeches of a call in order: all of them, each once. @throws DomainError not-found, access.denied, speech.order */
export async function orderSpeeches(
  ctx: Context,
  id: string,
  speechIds: readonly string[],
): Promise<Record<string, never>> {
  const call = await lockCall(ctx, id)
  if (!call.facts.runs) throw accessDenied('orderSpeeches')
  const oral = (await speechesOf(ctx, [id])).filter((one) => one.form === 'oral').map((one) => one.id)
  if (
    new Set(speechIds).size !== oral.length ||
    speechIds.length !== oral.length ||
    speechIds.some((one) => !oral.includes(one))
  )
    throw new DomainError('speech.order', {}, 400)
  for (const [position, speechId] of speechIds.entries())
    await ctx.db
      .updateTable('speeches')
      .set({ position })
      .where('committee_id', '=', ctx.actor.committeeId)
      .where('id', '=', speechId)
      .execute()
  await emit(ctx, event('speechCall.ordered', 'speechCall', id, { title: call.title, speeches: speechIds.length }))
  return {}
}

/** Tells each speaker whose place in the order is new or another than they were told, once however often it was moved in
 *  between. @throws DomainError not-found, access.denied */
export async function tellSpeechOrder(ctx: Context, id: string): Promise<{ told: number }> {
  const call = await lockCall(ctx, id)
  if (!call.facts.runs) throw accessDenied('tellSpeechOrder')
  const oral = (await speechesOf(ctx, [id])).filter((one) => one.form === 'oral')
  const moved = newPlaces(oral)
  for (const { speech, place } of moved)
    await ctx.db
      .updateTable('speeches')
      .set({ told_place: place })
      .where('committee_id', '=', ctx.actor.committeeId)
      .where('id', '=', speech.id)
      .execute()
  await emit(
    ctx,
    ...moved.map(({ speech, place }) =>
      event('speech.placed', 'speech', speech.id, {
        title: speech.title,
        memberIds: [speech.memberId],
        activityId: call.activity_id,
        place,
        of: oral.length,
        former: speech.toldPlace,
      }),
    ),
  )
  return { told: moved.length }
}

/** The written speeches are printed and handed out: each counts as given. Source: 大会发言工作规则, 书面发言印发大会.
 *  @throws DomainError not-found, access.denied, speech.call-open, speech.nothing-written */
export async function collectSpeeches(ctx: Context, id: string): Promise<{ given: number }> {
  const call = await lockCall(ctx, id)
  if (!call.facts.runs) throw accessDenied('collectSpeeches')
  if (!mayCollect({ closesOn: call.closes_on }, civilDateOf(ctx.now)))
    throw new DomainError('speech.call-open', { closesOn: call.closes_on })
  const written = (await speechesOf(ctx, [id])).filter((one) => one.state === 'written')
  if (written.length === 0) throw new DomainError('speech.nothing-written')
  await ctx.db
    .updateTable('speeches')
    .set((eb) => ({ state: 'given', given_at: ctx.now, version: eb('version', '+', 1) }))
    .where('committee_id', '=', ctx.actor.committeeId)
    .where(
      'id',
      'in',
      written.map((one) => one.id),
    )
    .execute()
  await ctx.db
    .updateTable('speech_calls')
    .set({ collected_at: ctx.now })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  await emit(
    ctx,
    ...written.map((one) =>
      event(
        'speech.given',
        'speech',
        one.id,
        givenDetails(call, one.memberId, one.title, 'written', call.occasion.heldOn),
      ),
    ),
    event('speechCall.collected', 'speechCall', id, { title: call.title, speeches: written.length }),
  )
  return { given: written.length }
}

/** Takes back that the written speeches were printed: each is chosen again, and its entry in the ledger reversed.
 *  @throws DomainError not-found, access.denied, speech.not-collected */
export async function takeBackCollection(ctx: Context, id: string, note: string): Promise<{ takenBack: number }> {
  const call = await lockCall(ctx, id)
  if (!call.facts.runs) throw accessDenied('takeBackCollection')
  if (call.collected_at === null) throw new DomainError('speech.not-collected')
  const printed = (await speechesOf(ctx, [id])).filter((one) => one.state === 'given' && one.form === 'written')
  if (printed.length > 0)
    await ctx.db
      .updateTable('speeches')
      .set((eb) => ({ state: 'written', given_at: null, version: eb('version', '+', 1) }))
      .where('committee_id', '=', ctx.actor.committeeId)
      .where(
        'id',
        'in',
        printed.map((one) => one.id),
      )
      .execute()
  await ctx.db
    .updateTable('speech_calls')
    .set({ collected_at: null })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  await emit(
    ctx,
    ...printed.map((one) =>
      event('speech.withdrawn', 'speech', one.id, {
        memberIds: [one.memberId],
        form: 'written',
        activityId: call.activity_id,
        title: one.title,
        note,
      }),
    ),
    event('speechCall.uncollected', 'speechCall', id, { title: call.title, speeches: printed.length, note }),
  )
  return { takenBack: printed.length }
}

/** What the ledger of duty needs of a speech. */
export const givenDetails = (
  call: Awaited<ReturnType<typeof lockCall>>,
  memberId: string,
  title: string,
  form: 'oral' | 'written',
  heldOn: string = civilDateOf(new Date(call.occasion.startsAt)),
) => ({
  memberIds: [memberId],
  form,
  activityId: call.activity_id,
  title,
  heldOn,
  termId: call.occasion.termId,
  level: call.occasion.level,
})
