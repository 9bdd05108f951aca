import type { z } from 'zod'
import type { speechRoutes as r } from '#contract/speeches.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { readWordText } from '#platform/files/word-text.ts'
import { newId } from '#platform/ids.ts'
import { authorizeSpeech } from '../access.ts'
import { draftOf, draftText } from '../queries/drafts.ts'
import { callFor, lockSpeech } from '../queries/load.ts'
import { titleAndWords } from '../rules.ts'

const told = (ctx: Context, type: string, id: string, callId: string) =>
  emit(ctx, { type: `speechDraft.${type}`, subjectKind: 'speechDraft', subjectId: id, details: { callId } })

/** @throws DomainError not-found, access.denied, speech.call-closed unless the actor may write a speech, or change this one */
async function requireWriter(ctx: Context, callId: string, speechId: string | null): Promise<void> {
  const call = await callFor(ctx, callId)
  if (speechId !== null) {
    const speech = await lockSpeech(ctx, speechId)
    authorizeSpeech(speech.speechFacts, 'edit')
    return
  }
  if (call.facts.runs) return
  if (ctx.actor.memberId === null || !call.occasion.invited) throw accessDenied('keepSpeechDraft')
  // What was begun in time is kept to the end; only handing it in has a last day.
  if (civilDateOf(ctx.now) < call.opens_on) throw new DomainError('speech.call-closed', { closesOn: call.closes_on })
}

/** Keeps what is written, as often as there is a pause. `version` 0: nothing was kept before.
 *  @throws DomainError not-found, access.denied, speech.call-closed, version.stale with both texts */
export async function keepSpeechDraft(
  ctx: Context,
  callId: string,
  { speechId, version, ...given }: z.output<typeof r.keepSpeechDraft.body>,
): Promise<{ version: number }> {
  await requireWriter(ctx, callId, speechId)
  const values = {
    title: given.title,
    words: given.words,
    wish: given.wish,
    body: given.body,
    member_id: given.memberId,
    saved_at: ctx.now,
  }
  const kept = await draftOf(ctx, callId, speechId, true)
  const stale = (current: NonNullable<typeof kept>) =>
    new DomainError('version.stale', { current: draftText(current), currentVersion: current.version, yours: given })
  if (kept) {
    if (kept.version !== version) throw stale(kept)
    await ctx.db
      .updateTable('speech_drafts')
      .set({ ...values, version: version + 1 })
      .where('committee_id', '=', ctx.actor.committeeId)
      .where('id', '=', kept.id)
      .execute()
    await told(ctx, 'kept', kept.id, callId)
    return { version: version + 1 }
  }
  const id = newId()
  const made = await ctx.db
    .insertInto('speech_drafts')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      call_id: callId,
      account_id: ctx.actor.accountId,
      speech_id: speechId,
      ...values,
    })
    .onConflict((on) => on.constraint('speech_drafts_once').doNothing())
    .returning('version')
    .executeTakeFirst()
  if (!made) throw stale((await draftOf(ctx, callId, speechId, true))!)
  await told(ctx, 'kept', id, callId)
  return made
}

/** Drops what was kept; nothing happens where nothing is. @throws DomainError not-found */
export async function dropSpeechDraft(
  ctx: Context,
  callId: string,
  speechId: string | null,
): Promise<Record<string, never>> {
  await callFor(ctx, callId)
  const kept = await draftOf(ctx, callId, speechId, true)
  if (!kept) return {}
  await ctx.db
    .deleteFrom('speech_drafts')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', kept.id)
    .execute()
  await told(ctx, 'dropped', kept.id, callId)
  return {}
}

/** Title and words of a Word or text file, for who writes a speech to go on with. Keeps nothing.
 *  @throws DomainError not-found, access.denied, speech.unreadable-file */
export async function readSpeechFile(
  ctx: Context,
  callId: string,
  bytes: Uint8Array,
): Promise<{ title: string; words: string }> {
  await requireWriter(ctx, callId, null)
  const text = readWordText(bytes)
  if (text === null || text.trim() === '') throw new DomainError('speech.unreadable-file', {}, 400)
  return titleAndWords(text)
}
