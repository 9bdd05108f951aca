import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { type SealCheck, verifySeals } from '#platform/events/seal.ts'
import { mayDo } from '../access.ts'

/** Recomputes the seals of the whole log, of which every committee's is a part, and tells that it was done.
 *  @throws DomainError access.denied */
export async function verifyAudit(ctx: Context): Promise<SealCheck> {
  if (!mayDo(ctx.actor.role, 'audit')) throw accessDenied('audit')
  const result = await verifySeals(ctx.db)
  await emit(ctx, {
    type: 'audit.verified',
    subjectKind: 'committee',
    subjectId: ctx.actor.committeeId,
    details: { ok: result.ok, seals: result.seals, firstProblem: result.firstProblem },
  })
  return result
}
