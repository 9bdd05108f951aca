import type { Recommendation } from '#contract/examination.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeProposal } from '../access.ts'
import { examinationSetting } from '../examination-settings.ts'
import { deskOf, examinersAt, mayExamine, onDay, stepIsOpen, stepsAt, unfinishedSteps } from '../rules-examination.ts'
import { type LockedProposal, lockProposal, nextState, proposalEvent } from './load.ts'

type Examined = Pick<LockedProposal, 'committee_id' | 'id' | 'text_number'>

/** How many examiners spoke at each step about the wording in force. */
async function spoken(ctx: Context, p: Examined): Promise<Map<string, number>> {
  const rows = await ctx.db
    .selectFrom('examination_opinions')
    .select(['step', ({ fn }) => fn.countAll<number>().as('count')])
    .where('committee_id', '=', p.committee_id)
    .where('proposal_id', '=', p.id)
    .where('text_number', '=', p.text_number)
    .groupBy('step')
    .execute()
  return new Map(rows.map((row) => [row.step, Number(row.count)]))
}

/** Gives an examiner's recommendation at one step; given again, it takes the place of the first one.
 *  @throws DomainError examination.unknown-step; examination.not-yet while an earlier step waits; examination.not-yours where
 *  others are named for it */
export async function recommend(
  ctx: Context,
  id: string,
  given: { step: string; recommendation: Recommendation; words: string },
): Promise<Record<string, never>> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'recommend')
  await nextState(ctx, p, 'recommend')
  const settings = onDay(await settingInForce(ctx, examinationSetting), civilDateOf(ctx.now))
  const desk = deskOf(settings, p.category)
  const steps = stepsAt(settings, desk)
  const step = steps.find((one) => one.code === given.step)
  if (!step) throw new DomainError('examination.unknown-step', { step: given.step }, 400)
  const named = examinersAt(settings, desk, step.code)
  if (!mayExamine(named, ctx.actor.name))
    throw new DomainError('examination.not-yours', { examiners: named.map((one) => one.name) })
  const before = await spoken(ctx, p)
  if (!stepIsOpen(steps, before, step.code))
    throw new DomainError('examination.not-yet', { steps: unfinishedSteps(steps, before).map((one) => one.name) })
  const said = { recommendation: given.recommendation, words: given.words, given_at: ctx.now, examiner: ctx.actor.name }
  await ctx.db
    .insertInto('examination_opinions')
    .values({
      committee_id: p.committee_id,
      proposal_id: p.id,
      text_number: p.text_number,
      step: step.code,
      account_id: ctx.actor.accountId,
      ...said,
    })
    .onConflict((c) =>
      c.columns(['committee_id', 'proposal_id', 'text_number', 'step', 'account_id']).doUpdateSet(said),
    )
    .execute()
  await emit(
    ctx,
    proposalEvent('proposal.recommended', id, {
      step: step.code,
      stepName: step.name,
      recommendation: given.recommendation,
    }),
  )
  return {}
}

/** Nothing is decided before every step has the recommendations it needs. @throws DomainError examination.unfinished */
export async function requireExamined(ctx: Context, p: Examined & { category: string | null }): Promise<void> {
  const settings = onDay(await settingInForce(ctx, examinationSetting), civilDateOf(ctx.now))
  const steps = stepsAt(settings, deskOf(settings, p.category))
  if (steps.every((step) => step.opinionsNeeded === 0)) return
  const open = unfinishedSteps(steps, await spoken(ctx, p))
  if (open.length > 0) throw new DomainError('examination.unfinished', { steps: open.map((step) => step.name) })
}
