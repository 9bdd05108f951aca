import { sql } from 'kysely'
import type { SpeechForm, SpeechState } from '#contract/speeches.ts'
import { occasionFor } from '#features/attendance/index.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { type SpeechFacts, seesSpeech } from '../access.ts'

/** A call of a meeting the actor may see, locked for writing. @throws DomainError not-found */
export const lockCall = (ctx: Context, id: string) => callFor(ctx, id, true)

/** A call of a meeting the actor may see. @throws DomainError not-found */
export async function callFor(ctx: Context, id: string, locked = false) {
  const row = await ctx.db
    .selectFrom('speech_calls')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .$if(locked, (q) => q.forUpdate())
    .executeTakeFirst()
  if (!row) throw notFound('speechCall')
  return { ...row, ...(await occasionFor(ctx, row.activity_id)) }
}

/** A speech the actor may see, locked with its call for writing. @throws DomainError not-found */
export async function lockSpeech(ctx: Context, id: string) {
  const found = await ctx.db
    .selectFrom('speeches')
    .select('call_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound('speech')
  const call = await lockCall(ctx, found.call_id)
  const row = await ctx.db
    .selectFrom('speeches')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const state = row.state as SpeechState
  const facts: SpeechFacts = {
    hosts: call.facts.runs,
    reads: call.facts.reads,
    author: ctx.actor.memberId !== null && row.member_id === ctx.actor.memberId,
    state,
  }
  if (!seesSpeech(facts)) throw notFound('speech')
  return { ...row, state, form: row.form as SpeechForm | null, call, speechFacts: facts }
}
export type LockedSpeech = Awaited<ReturnType<typeof lockSpeech>>

/** Those invited to a meeting. */
export async function invitedTo(ctx: Context, activityId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('activity_invitees')
    .select('member_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('activity_id', '=', activityId)
    .where('removed_at', 'is', null)
    .orderBy('member_id')
    .execute()
  return rows.map((row) => row.member_id)
}

/** Oral speeches each member gave in a term. */
export async function spokenInTerm(ctx: Context, termId: string): Promise<Map<string, number>> {
  const rows = await ctx.db
    .selectFrom('speeches as s')
    .innerJoin('speech_calls as k', (join) =>
      join.onRef('k.committee_id', '=', 's.committee_id').onRef('k.id', '=', 's.call_id'),
    )
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'k.committee_id').onRef('a.id', '=', 'k.activity_id'),
    )
    .select(['s.member_id as memberId', sql<number>`count(*)::int`.as('n')])
    .where('s.committee_id', '=', ctx.actor.committeeId)
    .where('s.state', '=', 'given')
    .where('s.form', '=', 'oral')
    .where('a.term_id', '=', termId)
    .groupBy('s.member_id')
    .execute()
  return new Map(rows.map((row) => [row.memberId, row.n]))
}
