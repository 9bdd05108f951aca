import type { RouteResponse } from '#contract/route.ts'
import type { speechRoutes as r, Speech, SpeechText } from '#contract/speeches.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { readsWords } from '../access.ts'
import { callFor } from './load.ts'
import { speechesOf } from './speeches.ts'

/** What the actor kept of a speech of a call: of a new one, or of one they change. */
export function draftOf(ctx: Context, callId: string, speechId: string | null, locked = false) {
  return ctx.db
    .selectFrom('speech_drafts')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('account_id', '=', ctx.actor.accountId)
    .where('call_id', '=', callId)
    .where('speech_id', 'is not distinct from', speechId)
    .$if(locked, (q) => q.forUpdate())
    .executeTakeFirst()
}

/** The text of a draft as it is written and compared. */
export const draftText = (row: {
  title: string
  words: string
  wish: string
  body: string
  member_id: string | null
}): SpeechText => ({
  title: row.title,
  words: row.words,
  wish: row.wish as Speech['wish'],
  body: row.body,
  memberId: row.member_id,
})

const empty: SpeechText = { title: '', words: '', wish: 'either', body: '', memberId: null }

/** Where writing a speech goes on: what was kept, or the speech as it was handed in, or nothing yet.
 *  @throws DomainError not-found, access.denied */
export async function getSpeechWriting(
  ctx: Context,
  callId: string,
  speechId: string | null,
): Promise<RouteResponse<typeof r.getSpeechWriting>> {
  const call = await callFor(ctx, callId)
  const { runs, reads } = call.facts
  if (!runs && (ctx.actor.memberId === null || !call.occasion.invited)) throw accessDenied('getSpeechWriting')
  const speech = speechId === null ? undefined : (await speechesOf(ctx, [callId])).find((one) => one.id === speechId)
  const author = speech !== undefined && speech.memberId === ctx.actor.memberId
  if (speechId !== null && !(speech && readsWords({ hosts: runs, reads, author, state: speech.state })))
    throw notFound('speech')
  const draft = await draftOf(ctx, callId, speechId)
  const handedIn = speech && {
    title: speech.title,
    words: speech.words,
    wish: speech.wish,
    body: speech.body,
    memberId: null,
  }
  return {
    call: {
      id: callId,
      activityId: call.activity_id,
      title: call.title,
      words: call.words,
      closesOn: call.closes_on,
      oralMinutes: call.oral_minutes,
    },
    forOther: runs,
    speech: speech ? { id: speech.id, version: speech.version, memberName: speech.memberName } : null,
    text: draft ? draftText(draft) : (handedIn ?? empty),
    draftVersion: draft?.version ?? 0,
  }
}
