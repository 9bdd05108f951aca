import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { arrangesUnit, peopleAt } from '../access-unit.ts'
import { ownUnit, stillOpen } from '../queries/unit-duties.ts'
import { peopleOfUnit } from '../queries/unit-people.ts'
import { proposalEvent } from './load.ts'

/** Hands everything that one clerk of the unit still holds to another, who may have left or not (换了承办人); each duty keeps
 *  the trace.
 *  @throws DomainError access.denied, assignment.same-clerk, assignment.not-in-unit, assignment.nothing-held */
export async function handOverDuties(
  ctx: Context,
  given: { fromId: string; toId: string; note: string },
): Promise<{ duties: number }> {
  const unitId = ownUnit(ctx)
  const { committeeId } = ctx.actor
  const people = await peopleOfUnit(ctx.db, committeeId, unitId, ctx.now)
  if (!arrangesUnit(ctx.actor, people)) throw accessDenied('handOverDuties')
  if (given.fromId === given.toId) throw new DomainError('assignment.same-clerk', {}, 400)
  const to = peopleAt('clerk', people).find((one) => one.accountId === given.toId)
  if (!to) throw new DomainError('assignment.not-in-unit', {}, 400)
  const held = ctx.db
    .selectFrom('assignments as a')
    .select('a.proposal_id')
    .where('a.committee_id', '=', committeeId)
    .where('a.unit_id', '=', unitId)
    .where('a.clerk_id', '=', given.fromId)
    .where(stillOpen)
  // The proposals first and in their order, as every command takes them.
  const proposals = await ctx.db
    .selectFrom('proposals')
    .select(['id', 'title'])
    .where('committee_id', '=', committeeId)
    .where('id', 'in', held)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (proposals.length === 0) throw new DomainError('assignment.nothing-held')
  const moved = await ctx.db
    .updateTable('assignments as a')
    .set({ clerk_id: to.accountId, clerk_since: ctx.now })
    .where('a.committee_id', '=', committeeId)
    .where('a.unit_id', '=', unitId)
    .where('a.clerk_id', '=', given.fromId)
    .where(
      'a.proposal_id',
      'in',
      proposals.map((p) => p.id),
    )
    .where(stillOpen)
    .returning(['a.id', 'a.proposal_id'])
    .execute()
  if (moved.length === 0) throw new DomainError('assignment.nothing-held')
  const former = await ctx.db.selectFrom('accounts').select('name').where('id', '=', given.fromId).executeTakeFirst()
  await emit(
    ctx,
    ...moved.map((one, i) =>
      proposalEvent('inUnit.handedOut', one.proposal_id, {
        assignmentId: one.id,
        unitId,
        clerkName: to.name,
        formerName: former?.name ?? '',
        // Told once for all of them.
        tell: i === 0 ? [to.accountId] : [],
        ...(i === 0 && moved.length > 1 ? { duties: moved.length } : {}),
        note: given.note,
        title: proposals.find((p) => p.id === one.proposal_id)?.title ?? '',
      }),
    ),
  )
  return { duties: moved.length }
}
