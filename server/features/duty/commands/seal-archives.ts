import { sql } from 'kysely'
import type { Term } from '#contract/committees.ts'
import { findTerm } from '#features/committees/index.ts'
import { civilDateOf, daysBetween } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { keepsLedger } from '../access.ts'
import { archiveHash } from '../archive-proof.ts'
import { buildArchive } from '../queries/archive.ts'
import { dutyEventTypes } from '../rules/from-events.ts'
import { dutyArchiveSetting } from '../settings.ts'
import { ledgerReader } from './keep-ledger.ts'

type TermOver = Pick<Term, 'id' | 'number' | 'endsOn'>

/** Seals the archives of a term that is over: each is kept as a text from then on, its hash told in the log, which seals it in turn.
 *  Who was sealed before stays as sealed. Source: 一届一人一档（蚌埠 2018）, read-only once sealed.
 *  @throws DomainError access.denied, not-found, dutyArchive.term-runs, dutyArchive.ledger-behind */
export async function sealDutyArchives(ctx: Context, termId: string): Promise<{ sealed: number }> {
  if (!keepsLedger(ctx.actor)) throw accessDenied('sealDutyArchives')
  const term = await findTerm(ctx, termId)
  if (!term) throw notFound('term')
  if (term.endsOn === null || term.endsOn >= civilDateOf(ctx.now)) throw new DomainError('dutyArchive.term-runs')
  await lockUntilCommit(ctx.db, lockName(ctx))
  if (await ledgerIsBehind(ctx)) throw new DomainError('dutyArchive.ledger-behind')
  return { sealed: await seal(ctx, term, await unsealedOf(ctx, termId)) }
}

const lockName = (ctx: Context) => `duty.seal.${ctx.actor.committeeId}`

/** Seals by itself what is due of a term, so many days after its end as the committee has set; whose record waits for review or whose
 *  objection for an answer waits with it. The office is told how many. Done again it seals nobody twice.
 *  @returns how many were sealed and how many wait */
export async function sealWhenDue(ctx: Context, term: TermOver): Promise<{ sealed: number; waiting: number }> {
  const none = { sealed: 0, waiting: 0 }
  const { sealsByItself, sealAfterDays } = await settingInForce(ctx, dutyArchiveSetting)
  const overFor = term.endsOn === null ? -1 : daysBetween(term.endsOn, civilDateOf(ctx.now))
  if (!sealsByItself || overFor <= sealAfterDays) return none
  await lockUntilCommit(ctx.db, lockName(ctx))
  // The next night will do.
  if (await ledgerIsBehind(ctx)) return none
  const unsealed = await unsealedOf(ctx, term.id)
  const waiting = await waitingIn(ctx, term.id)
  const sealed = await seal(
    ctx,
    term,
    unsealed.filter((memberId) => !waiting.has(memberId)),
  )
  const left = unsealed.length - sealed
  if (sealed > 0)
    await emit(ctx, {
      type: 'dutyArchives.sealed',
      subjectKind: 'dutyArchives',
      subjectId: term.id,
      details: { title: `第${term.number}届履职档案`, sealed, waiting: left },
    })
  return { sealed, waiting: left }
}

/** Members of a term whose archive is not sealed. */
async function unsealedOf(ctx: Context, termId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct s.member_id as id
    from memberships s
    where s.committee_id = ${ctx.actor.committeeId} and s.term_id = ${termId} and not exists (
      select from duty_archives a
      where a.committee_id = s.committee_id and a.term_id = s.term_id and a.member_id = s.member_id)
    order by 1`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** Members of a term with a record that waits for review, or an objection for an answer. */
async function waitingIn(ctx: Context, termId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select r.member_id as id
    from duty_records r
    where r.committee_id = ${ctx.actor.committeeId} and r.term_id = ${termId} and r.state = 'submitted'
    union
    select o.member_id
    from duty_objections o
    join duty_entries e on e.committee_id = o.committee_id and e.id = o.entry_id
    where o.committee_id = ${ctx.actor.committeeId} and o.state = 'open' and e.term_id = ${termId}`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}

async function seal(ctx: Context, term: TermOver, memberIds: readonly string[]): Promise<number> {
  for (const memberId of memberIds) {
    const content = JSON.stringify(await buildArchive(ctx, memberId, term.id))
    const hash = archiveHash(content)
    await ctx.db
      .insertInto('duty_archives')
      .values({
        committee_id: ctx.actor.committeeId,
        member_id: memberId,
        term_id: term.id,
        content,
        hash,
        sealed_at: ctx.now,
      })
      .execute()
    await emit(ctx, {
      type: 'dutyArchive.sealed',
      subjectKind: 'dutyArchive',
      subjectId: memberId,
      details: { termId: term.id, termNumber: term.number, hash },
    })
  }
  return memberIds.length
}

/** Whether something was told that the ledger has not taken in. */
async function ledgerIsBehind(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    select exists (
      select from events e
      where e.committee_id = ${ctx.actor.committeeId} and e.type = any(${dutyEventTypes}::text[])
        and (e.tx, e.id) > (
          coalesce((select tx from event_cursors where reader = ${ledgerReader.name}), '0'::xid8),
          coalesce((select event_id from event_cursors where reader = ${ledgerReader.name}), 0))
    ) as behind`.execute(ctx.db)
  return rows[0]!.behind
}
