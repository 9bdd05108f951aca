import type { proposalRoutes } from '#contract/proposals.ts'
import type { RouteResponse } from '#contract/route.ts'
import type { Context } from '#platform/context.ts'
import { settingInForce } from '#platform/settings.ts'
import { proposalSetting } from '../settings.ts'

/** Categories, reasons, classes and limits in force for the actor's committee. */
export async function getProposalOptions(
  ctx: Context,
): Promise<RouteResponse<typeof proposalRoutes.getProposalOptions>> {
  const s = await settingInForce(ctx, proposalSetting)
  return {
    categories: s.categories,
    declineReasons: s.declineReasons,
    replyClasses: s.replyClasses.map((one) => ({ ...one, promises: s.followUpClasses.includes(one.code) })),
    titleLimit: s.titleLimit,
    contactRequired: s.contactRequired,
    minCoSignDays: s.coSignWithinDays,
    attachmentLimit: s.attachmentLimit,
    attachmentLimitBytes: s.attachmentLimitMegabytes * 1_000_000,
  }
}
