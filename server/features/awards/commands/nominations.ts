import type { z } from 'zod'
import type { awardRoutes as r } from '#contract/awards.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, invalidInput, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { isOffice } from '../access.ts'
import { eligibleProposal, eligibleUnit } from '../queries/candidates.ts'
import { lockRound, nextState, nominationsOf, refuseFuture, told } from './load.ts'

/** Nominates a proposal, a unit, or a person of a unit, with the reason. Nobody is nominated twice.
 *  @throws DomainError award.wrong-state, award.nominated, award.not-eligible, award.nomination-over */
export async function nominate(
  ctx: Context,
  roundId: string,
  given: z.output<typeof r.nominate.body>,
): Promise<{ id: string }> {
  const round = await lockRound(ctx, roundId, 'nominate')
  nextState(round, 'nominate')
  if (round.nominate_until !== null && civilDateOf(ctx.now) > round.nominate_until && !isOffice(ctx.actor.role))
    throw new DomainError('award.nomination-over', { until: round.nominate_until })
  const person = round.kind === 'persons'
  if (person && given.personName.trim() === '') throw invalidInput('personName', '请填姓名')
  if (round.kind === 'proposals') {
    if (given.proposalId === null || given.unitId !== null) throw invalidInput('proposalId', '请选一件提案')
    if (!(await eligibleProposal(ctx, round, given.proposalId))) throw new DomainError('award.not-eligible')
  } else {
    if (given.unitId === null || given.proposalId !== null) throw invalidInput('unitId', '请选一家单位')
    // A unit speaks for its own people, and not for itself.
    if (ctx.actor.role === 'unitClerk' && (!person || ctx.actor.unitId !== given.unitId))
      throw new DomainError('award.not-eligible')
    if (!(await eligibleUnit(ctx, round, given.unitId))) throw new DomainError('award.not-eligible')
  }
  const id = newId()
  const row = await ctx.db
    .insertInto('award_nominations')
    .values({
      committee_id: round.committee_id,
      id,
      round_id: roundId,
      proposal_id: given.proposalId,
      unit_id: given.unitId,
      person_name: person ? given.personName.trim() : '',
      person_post: person ? given.personPost.trim() : '',
      reason: given.reason,
      nominated_by: ctx.actor.name,
      nominated_at: ctx.now,
    })
    .onConflict((c) => c.constraint('award_nominations_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new DomainError('award.nominated')
  await told(ctx, 'nominated', round, { nominationId: id })
  return { id }
}

/** The round of something that hangs on it. @throws DomainError not-found */
async function roundOf(ctx: Context, table: 'award_nominations' | 'award_objections', id: string): Promise<string> {
  const row = await ctx.db
    .selectFrom(table)
    .select('round_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('nomination')
  return row.round_id
}

/** Admits a nomination to the ballot, or refuses it with the reason; until the ballot opens either may be changed.
 *  @throws DomainError award.needs-note, award.wrong-state */
export async function examineNomination(
  ctx: Context,
  id: string,
  given: z.output<typeof r.examineNomination.body>,
): Promise<Record<string, never>> {
  const round = await lockRound(ctx, await roundOf(ctx, 'award_nominations', id), 'examine')
  nextState(round, 'examine')
  if (!given.admit && given.note.trim() === '') throw new DomainError('award.needs-note', {}, 400)
  await ctx.db
    .updateTable('award_nominations')
    .set({ state: given.admit ? 'admitted' : 'refused', note: given.note })
    .where('committee_id', '=', round.committee_id)
    .where('id', '=', id)
    .execute()
  await told(ctx, given.admit ? 'admitted' : 'refused', round, {
    nominationId: id,
    ...(given.note ? { note: given.note } : {}),
  })
  return {}
}

/** Records an objection received during the notice. @throws DomainError award.wrong-state, award.not-yet, not-found */
export async function recordObjection(
  ctx: Context,
  roundId: string,
  given: z.output<typeof r.recordObjection.body>,
): Promise<{ id: string }> {
  const round = await lockRound(ctx, roundId, 'object')
  nextState(round, 'object')
  refuseFuture(civilDateOf(ctx.now), given.receivedOn)
  if (given.nominationId !== null && !(await nominationsOf(ctx, roundId)).some((one) => one.id === given.nominationId))
    throw notFound('nomination')
  const id = newId()
  await ctx.db
    .insertInto('award_objections')
    .values({
      committee_id: round.committee_id,
      id,
      round_id: roundId,
      nomination_id: given.nominationId,
      from_whom: given.fromWhom,
      words: given.words,
      received_on: given.receivedOn,
      recorded_at: ctx.now,
      decided_at: null,
    })
    .execute()
  await told(ctx, 'objected', round, { objectionId: id })
  return { id }
}

/** Decides on an objection; the commendation stays, or is dropped. @throws DomainError objection.decided, objection.about-nobody */
export async function decideObjection(
  ctx: Context,
  id: string,
  given: z.output<typeof r.decideObjection.body>,
): Promise<Record<string, never>> {
  const round = await lockRound(ctx, await roundOf(ctx, 'award_objections', id), 'object')
  nextState(round, 'object')
  const objection = await ctx.db
    .updateTable('award_objections')
    .set({ decision: given.decision, decided_at: ctx.now })
    .where('committee_id', '=', round.committee_id)
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .returning('nomination_id')
    .executeTakeFirst()
  if (!objection) throw new DomainError('objection.decided')
  if (given.drop) {
    if (objection.nomination_id === null) throw new DomainError('objection.about-nobody', {}, 400)
    await ctx.db
      .updateTable('award_nominations')
      .set({ outcome: 'dropped' })
      .where('committee_id', '=', round.committee_id)
      .where('id', '=', objection.nomination_id)
      .where('outcome', '=', 'won')
      .execute()
  }
  await told(ctx, 'objectionDecided', round, { objectionId: id, dropped: given.drop })
  return {}
}
