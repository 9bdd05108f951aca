import { sql } from 'kysely'
import type { z } from 'zod'
import type { recognitionRoutes as r } from '#contract/recognition.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { isOffice } from '../access.ts'
import { refuseFuture } from './load.ts'

/** Gives recognitions (优秀委员、党员之星、读书之星), never to oneself (回避); the event carries all the ledger needs. It belongs to the
 *  term in which the member served on that day, whenever it is put on record.
 *  @throws DomainError access.denied, recognition.taken, recognition.no-member, recognition.oneself, recognition.outside-term,
 *  assessment.not-yet */
export async function giveRecognition(
  ctx: Context,
  given: z.output<typeof r.giveRecognition.body>,
): Promise<{ given: number }> {
  if (!isOffice(ctx.actor)) throw accessDenied('giveRecognition')
  refuseFuture(civilDateOf(ctx.now), given.givenOn)
  const { committeeId } = ctx.actor
  const memberIds = [...new Set(given.memberIds)]
  const { rows: members } = await sql<{ id: string; name: string; oneself: boolean | null; termId: string | null }>`
    select m.id, m.name, m.account_id = ${ctx.actor.accountId}::uuid as oneself, (
      select s.term_id
      from memberships s
      join terms t on t.committee_id = s.committee_id and t.id = s.term_id
      where s.committee_id = m.committee_id
        and s.member_id = m.id
        and s.joined_on <= ${given.givenOn}::date
        and (s.left_on is null or ${given.givenOn}::date < s.left_on)
        and (t.ends_on is null or ${given.givenOn}::date <= t.ends_on)
      order by s.joined_on desc
      limit 1) as "termId"
    from members m
    where m.committee_id = ${committeeId}
      and m.id = any(${memberIds}::uuid[])`.execute(ctx.db)
  if (members.length < memberIds.length) throw new DomainError('recognition.no-member', {}, 400)
  if (members.some(({ oneself }) => oneself)) throw new DomainError('recognition.oneself', {}, 403)
  for (const { id: memberId, name, termId } of members) {
    if (termId === null) throw new DomainError('recognition.outside-term', { name }, 400)
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
      details: { memberId, termId, kind: given.kind, title: given.title, year: given.year, on: given.givenOn },
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
