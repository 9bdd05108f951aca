import type { Examination, Recommendation } from '#contract/examination.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { settingInForce } from '#platform/settings.ts'
import { canSee, readsExamination } from '../access.ts'
import { examinationSetting } from '../examination-settings.ts'
import { awaited, deskOf, examinersAt, mayExamine, onDay, stepIsOpen, stepsAt } from '../rules-examination.ts'
import { proposalFacts } from './facts.ts'

/** What the examiners recommend, step by step, for the office that decides; of earlier wordings too.
 *  @throws DomainError not-found where the proposal is not visible; access.denied for others than the office */
export async function getExamination(ctx: Context, id: string): Promise<Examination> {
  const { actor } = ctx
  const facts = await proposalFacts(ctx, id)
  if (!facts || !canSee(actor, facts)) throw notFound('proposal')
  if (!readsExamination(actor)) throw accessDenied('getExamination')
  const settings = onDay(await settingInForce(ctx, examinationSetting), civilDateOf(ctx.now))
  const { category, text_number } = await ctx.db
    .selectFrom('proposals')
    .select(['category', 'text_number'])
    .where('committee_id', '=', actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const opinions = await ctx.db
    .selectFrom('examination_opinions')
    .select(['step', 'text_number', 'examiner', 'account_id', 'recommendation', 'words', 'given_at as givenAt'])
    .where('committee_id', '=', actor.committeeId)
    .where('proposal_id', '=', id)
    .orderBy('given_at')
    .execute()
  const now = opinions.filter((one) => one.text_number === text_number)
  const given = new Map(Object.entries(Object.groupBy(now, (one) => one.step)).map(([k, v]) => [k, v?.length ?? 0]))
  const desk = deskOf(settings, category)
  const steps = stepsAt(settings, desk)
  const heardAt = (code: string) => new Set(now.filter((one) => one.step === code).map((one) => one.examiner))
  return {
    desk,
    steps: steps.map((step) => ({
      ...step,
      open:
        facts.state === 'submitted' &&
        stepIsOpen(steps, given, step.code) &&
        mayExamine(examinersAt(settings, desk, step.code), actor.name),
      awaited: awaited(examinersAt(settings, desk, step.code), heardAt(step.code)),
      opinions: opinions
        .filter((one) => one.step === step.code)
        .map((one) => ({
          examiner: one.examiner,
          mine: one.account_id === actor.accountId,
          wording: one.text_number,
          current: one.text_number === text_number,
          recommendation: one.recommendation as Recommendation,
          words: one.words,
          givenAt: one.givenAt,
        })),
    })),
  }
}
