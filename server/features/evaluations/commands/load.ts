import type { AppraisalState } from '#contract/appraisals.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { authorizeAppraisal } from '../access.ts'
import { factsOf, standing } from '../queries/facts.ts'
import type { AppraisalScheme } from '../rules.ts'
import type { appraisalWorkflow } from '../workflow.ts'

/** Takes a democratic appraisal for writing, and checks that the act is the actor's: hand-ins, closing and all other moves
 *  of one appraisal wait for each other. How the actor stands to it is read after the lock.
 *  @throws DomainError not-found, access.denied */
export async function lockAppraisal(ctx: Context, id: string, action: keyof typeof appraisalWorkflow.actions) {
  const locked = await ctx.db
    .selectFrom('appraisals')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!locked) throw notFound('appraisal')
  const own = await ctx.db
    .selectFrom('appraisals as a')
    .select(standing(ctx.actor))
    .where('a.committee_id', '=', ctx.actor.committeeId)
    .where('a.id', '=', id)
    .executeTakeFirstOrThrow()
  const facts = factsOf({ ...own, state: locked.state })
  authorizeAppraisal(ctx.actor, facts, action)
  return {
    ...locked,
    state: locked.state as AppraisalState,
    scheme: locked.scheme as unknown as AppraisalScheme | null,
  }
}
export type LockedAppraisal = Awaited<ReturnType<typeof lockAppraisal>>

/** The event of something that happened to an appraisal. Its details never say who gave which score. */
export const appraisalEvent = (type: string, id: string, details: Record<string, unknown>) => ({
  type,
  subjectKind: 'appraisal',
  subjectId: id,
  details,
})

/** Writes columns of a locked appraisal; each write counts its version up. */
export async function updateAppraisal(
  ctx: Context,
  a: Pick<LockedAppraisal, 'committee_id' | 'id' | 'version'>,
  set: Record<string, unknown>,
): Promise<number> {
  await ctx.db
    .updateTable('appraisals')
    .set({ version: a.version + 1, ...set })
    .where('committee_id', '=', a.committee_id)
    .where('id', '=', a.id)
    .execute()
  return a.version + 1
}
