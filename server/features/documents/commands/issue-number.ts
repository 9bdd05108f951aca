import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { settingInForce } from '#platform/settings.ts'
import { numbersPapers } from '../access.ts'
import { issuedNumber, type NumberedPaper } from '../queries/numbers.ts'
import { documentNumberText, numberByPattern, numberIn } from '../rules.ts'
import { documentSetting, patternOf } from '../settings.ts'

/** What a paper is called in the register, and what its event is about. */
export interface NumberedMatter extends NumberedPaper {
  proposalId: string | null
  title: string
  unit: string
  subjectKind: 'proposal' | 'committee' | 'awardRound'
}

/** Gives a paper its number: the next of its series and year, or the one typed by hand, which counts on where it has the form of
 *  the series. A paper that has a number keeps it, whatever is asked.
 *  Source: GB/T 9704-2012 7.2.5; 党政机关公文处理工作条例 第九条（发文机关代字、年份、发文顺序号；一文一号）.
 *  @returns `fresh`: it had none before @throws DomainError access.denied, paper.number-taken */
export async function issueNumber(
  ctx: Context,
  matter: NumberedMatter,
  typed = '',
): Promise<{ number: string; fresh: boolean }> {
  if (!numbersPapers(ctx.actor.role, matter.kind)) throw accessDenied('issueNumber')
  const settings = await settingInForce(ctx, documentSetting)
  const series = patternOf(settings, matter.kind)
  const year = Number(civilDateOf(ctx.now).slice(0, 4))
  const committee_id = ctx.actor.committeeId
  // The series first: of two who number at once the second reads what the first has written.
  const { last_number: last } = await ctx.db
    .insertInto('document_series')
    .values({ committee_id, series, year, last_number: 0 })
    .onConflict((c) =>
      c
        .columns(['committee_id', 'series', 'year'])
        .doUpdateSet((eb) => ({ last_number: eb.ref('document_series.last_number') })),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  const before = await issuedNumber(ctx, matter)
  if (before !== null) return { number: before, fresh: false }
  const byHand = documentNumberText(typed)
  const number = byHand === '' ? await nextFree(ctx, series, year, last) : numberIn(series, year, byHand)
  const printed = byHand === '' ? numberByPattern(series, year, number) : byHand
  await requireFree(ctx, printed)
  await ctx.db
    .insertInto('document_numbers')
    .values({
      ...{ committee_id, id: newId(), kind: matter.kind, subject_id: matter.subjectId, occasion: matter.occasion },
      ...{ proposal_id: matter.proposalId, series, year, number, printed, title: matter.title, unit: matter.unit },
      ...{ issued_at: ctx.now, issued_by: ctx.actor.accountId },
    })
    .execute()
  if (number !== null && number > last)
    await ctx.db
      .updateTable('document_series')
      .set({ last_number: number })
      .where('committee_id', '=', committee_id)
      .where('series', '=', series)
      .where('year', '=', year)
      .execute()
  const { kind, title, unit, subjectKind, subjectId, proposalId } = matter
  await emit(ctx, {
    type: 'paper.numbered',
    subjectKind,
    subjectId: proposalId ?? (subjectKind === 'committee' ? committee_id : subjectId),
    details: { paper: kind, documentNumber: printed, unit, title },
  })
  return { number: printed, fresh: true }
}

/** The next number of a series that nobody has typed by hand already. */
async function nextFree(ctx: Context, series: string, year: number, last: number): Promise<number> {
  for (let number = last + 1; ; number += 1) {
    const taken = await takenBy(ctx, numberByPattern(series, year, number))
    if (!taken) return number
  }
}

function takenBy(ctx: Context, printed: string) {
  return ctx.db
    .selectFrom('document_numbers')
    .select(['title', 'unit'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('printed', '=', printed)
    .executeTakeFirst()
}

async function requireFree(ctx: Context, printed: string): Promise<void> {
  const taken = await takenBy(ctx, printed)
  if (taken) throw new DomainError('paper.number-taken', { number: printed, ...taken })
}
