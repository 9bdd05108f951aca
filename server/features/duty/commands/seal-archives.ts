import { sql } from 'kysely'
import { findTerm } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { keepsLedger } from '../access.ts'
import { archiveHash } from '../archive-proof.ts'
import { buildArchive } from '../queries/archive.ts'
import { dutyEventTypes } from '../rules/from-events.ts'
import { ledgerReader } from './keep-ledger.ts'

/** Seals the archives of a term that is over: each is kept as a text from then on, its hash told in the log, which seals it in turn.
 *  Who was sealed before stays as sealed. Source: 一届一人一档（蚌埠 2018）, read-only once sealed.
 *  @throws DomainError access.denied, not-found, dutyArchive.term-runs, dutyArchive.ledger-behind */
export async function sealDutyArchives(ctx: Context, termId: string): Promise<{ sealed: number }> {
  if (!keepsLedger(ctx.actor)) throw accessDenied('sealDutyArchives')
  const { committeeId } = ctx.actor
  const term = await findTerm(ctx, termId)
  if (!term) throw notFound('term')
  if (term.endsOn === null || term.endsOn >= civilDateOf(ctx.now)) throw new DomainError('dutyArchive.term-runs')
  await lockUntilCommit(ctx.db, `duty.seal.${committeeId}`)
  await requireCaughtUp(ctx)
  const members = await ctx.db
    .selectFrom('memberships as s')
    .select('s.member_id as id')
    .distinct()
    .where('s.committee_id', '=', committeeId)
    .where('s.term_id', '=', termId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('duty_archives as a')
            .select('a.member_id')
            .whereRef('a.committee_id', '=', 's.committee_id')
            .whereRef('a.term_id', '=', 's.term_id')
            .whereRef('a.member_id', '=', 's.member_id'),
        ),
      ),
    )
    .orderBy('s.member_id')
    .execute()
  for (const { id: memberId } of members) {
    const archive = await buildArchive(ctx, memberId, termId)
    const content = JSON.stringify(archive)
    const hash = archiveHash(content)
    await ctx.db
      .insertInto('duty_archives')
      .values({ committee_id: committeeId, member_id: memberId, term_id: termId, content, hash, sealed_at: ctx.now })
      .execute()
    await emit(ctx, {
      type: 'dutyArchive.sealed',
      subjectKind: 'dutyArchive',
      subjectId: memberId,
      details: { termId, termNumber: term.number, hash },
    })
  }
  return { sealed: members.length }
}

/** @throws DomainError dutyArchive.ledger-behind while something was told that the ledger has not taken in */
async function requireCaughtUp(ctx: Context): Promise<void> {
  const { rows } = await sql<{ behind: boolean }>`
    select exists (
      select from events e
      where e.committee_id = ${ctx.actor.committeeId} and e.type = any(${dutyEventTypes}::text[])
        and (e.tx, e.id) > (
          coalesce((select tx from event_cursors where reader = ${ledgerReader.name}), '0'::xid8),
          coalesce((select event_id from event_cursors where reader = ${ledgerReader.name}), 0))
    ) as behind`.execute(ctx.db)
  if (rows[0]!.behind) throw new DomainError('dutyArchive.ledger-behind')
}
