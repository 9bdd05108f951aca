import type { z } from 'zod'
import type { recognitionRoutes as r } from '#contract/recognition.ts'
import { currentTerm } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { isOffice } from '../access.ts'
import { refuseFuture } from './load.ts'

/** Gives recognitions (优秀委员、党员之星、读书之星); the event carries all the ledger needs.
 *  @throws DomainError access.denied, recognition.taken, recognition.no-member, assessment.not-yet */
export async function giveRecognition(
  ctx: Context,
  given: z.output<typeof r.giveRecognition.body>,
): Promise<{ given: number }> {
  if (!isOffice(ctx.actor)) throw accessDenied('giveRecognition')
  refuseFuture(civilDateOf(ctx.now), given.givenOn)
  const term = await currentTerm(ctx)
  const { committeeId } = ctx.actor
  const memberIds = [...new Set(given.memberIds)]
  const members = await ctx.db
    .selectFrom('members')
    .select(['id', 'name'])
    .where('committee_id', '=', committeeId)
    .where('id', 'in', memberIds)
    .execute()
  if (!term || members.length < memberIds.length) throw new DomainError('recognition.no-member', {}, 400)
  for (const { id: memberId, name } of members) {
    const id = newId()
    const made = await ctx.db
      .insertInto('recognitions')
      .values({
        committee_id: committeeId,
        id,
        kind: given.kind,
        title: given.title,
        member_id: memberId,
        year: given.year,
        reason: given.reason,
        given_by: given.givenBy,
        given_on: given.givenOn,
        given_at: ctx.now,
      })
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new DomainError('recognition.taken', { name })
    await emit(ctx, {
      type: 'recognition.given',
      subjectKind: 'recognition',
      subjectId: id,
      details: { memberId, termId: term.id, kind: given.kind, title: given.title, year: given.year, on: given.givenOn },
    })
  }
  return { given: members.length }
}

/** Takes a recognition back. @throws DomainError not-found, access.denied, recognition.revoked */
export async function revokeRecognition(ctx: Context, id: string, note: string): Promise<Record<string, never>> {
  const row = await ctx.db
    .selectFrom('recognitions')
    .select(['member_id', 'title', 'revoked_at'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('recognition')
  if (!isOffice(ctx.actor)) throw accessDenied('revokeRecognition')
  if (row.revoked_at !== null) throw new DomainError('recognition.revoked')
  await ctx.db
    .updateTable('recognitions')
    .set({ revoked_at: ctx.now, revoke_note: note })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  await emit(ctx, {
    type: 'recognition.revoked',
    subjectKind: 'recognition',
    subjectId: id,
    details: { memberId: row.member_id, title: row.title, note },
  })
  return {}
}
