import { sql } from 'kysely'
import type { DutyLine, DutyYear } from '#contract/duty.ts'
import { type DutyChapter, dutyChapter, dutyKindOf } from '#contract/duty-kinds.ts'
import { memberNames } from '#features/members/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { settingInForce } from '#platform/settings.ts'
import { owns, readsLedgerOf, requireLedger } from '../access.ts'
import { progressOf } from '../rules/targets.ts'
import { dutyTargetSetting, targetSets } from '../settings.ts'
import { readEntries, withSources } from './entries.ts'

/** More than anybody has done in a year. */
const yearLimit = 2_000

/** A member's year by the chapters of the archive; the targets for the member alone.
 *  @throws DomainError access.denied, not-found */
export async function getDutyYear(
  ctx: Context,
  asked: { memberId?: string | undefined; year?: number | undefined },
): Promise<DutyYear> {
  requireLedger(ctx.actor, 'getDutyYear')
  const memberId = asked.memberId ?? ctx.actor.memberId
  if (memberId === null) throw accessDenied('getDutyYear')
  if (!readsLedgerOf(ctx.actor, memberId)) throw notFound('member')
  const memberName = (await memberNames(ctx, [memberId])).get(memberId)
  if (memberName === undefined) throw notFound('member')
  const year = asked.year ?? Number(civilDateOf(ctx.now).slice(0, 4))
  const filters = { memberId, from: `${year}-01-01`, to: `${year}-12-31`, standing: 'inForce' as const }
  const lines = await withSources(ctx, await readEntries(ctx, filters, undefined, yearLimit))
  const own = owns(ctx.actor, memberId)
  const targets = own ? progressOf(targetSets(await settingInForce(ctx, dutyTargetSetting)), lines) : []
  return {
    ...{ memberId, memberName, year, years: await yearsOf(ctx, memberId), chapters: byChapter(lines), targets },
    pending: own ? await pendingOf(ctx, memberId, filters) : [],
  }
}

/** What the member recorded by hand of these days and is not in the ledger: it waits for its review, or was refused. */
async function pendingOf(
  ctx: Context,
  memberId: string,
  { from, to }: { from: string; to: string },
): Promise<DutyYear['pending']> {
  const { rows } = await sql<DutyYear['pending'][number]>`
    select id, kind, title, occurred_on as "occurredOn", state
    from duty_records
    where committee_id = ${ctx.actor.committeeId} and member_id = ${memberId} and state in ('submitted', 'refused')
      and occurred_on between ${from}::date and ${to}::date
    order by created_at desc, id desc
    limit 100`.execute(ctx.db)
  return rows
}

/** Lines under the chapters of the archive, empty chapters left out. */
function byChapter(lines: readonly DutyLine[]): DutyYear['chapters'] {
  const chapters = new Map<DutyChapter, DutyLine[]>()
  for (const line of lines) {
    const chapter = dutyKindOf(line.kind)?.chapter ?? 'activities'
    chapters.set(chapter, [...(chapters.get(chapter) ?? []), line])
  }
  return dutyChapter.options.flatMap((chapter) => {
    const held = chapters.get(chapter)
    return held ? [{ chapter, lines: held }] : []
  })
}

async function yearsOf(ctx: Context, memberId: string): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from occurred_on)::int as year
    from duty_entries
    where committee_id = ${ctx.actor.committeeId} and member_id = ${memberId}
    order by year desc`.execute(ctx.db)
  return rows.map((row) => row.year)
}
