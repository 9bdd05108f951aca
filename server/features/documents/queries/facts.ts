import type { Proposal } from '#contract/proposals.ts'
import { proposalSetting } from '#features/proposals/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { settingInForce } from '#platform/settings.ts'
import type { Facts } from '../papers/facts.ts'
import { documentSetting } from '../settings.ts'

/** What holds for all papers of the actor's committee today. */
export async function committeeFacts(ctx: Context): Promise<Omit<Facts, 'proposal'>> {
  const committee = await ctx.db
    .selectFrom('committees')
    .select(['name', 'short_name as shortName'])
    .where('id', '=', ctx.actor.committeeId)
    .executeTakeFirstOrThrow()
  const { replyClasses } = await settingInForce(ctx, proposalSetting)
  const settings = await settingInForce(ctx, documentSetting)
  return { committee, settings, replyClasses, today: civilDateOf(ctx.now) }
}

/** With the proposal a paper is about, and the number it was issued under. */
export const withProposal = (
  facts: Omit<Facts, 'proposal'>,
  proposal: Proposal,
  { documentNumber }: { documentNumber: string },
): Facts => ({ ...facts, proposal, documentNumber })
