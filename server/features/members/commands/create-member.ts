import type { z } from 'zod'
import type { MemberFields, memberRoutes } from '#contract/members.ts'
import { currentTerm, joinGroup } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { accessDenied, DomainError, invalidInput } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { keepsRoster } from '../access.ts'
import { blankFields, columnsOf } from '../member-columns.ts'
import { mayJoin } from '../rules/membership.ts'
import { rosterLock } from './import-members.ts'
import { strokeRule } from './ordering.ts'

/** Adds a member to the current term, from its first day unless another is given.
 *  @throws DomainError access.denied, membership.wrong-dates; input.invalid without a term, for an unknown sector */
export async function createMember(
  ctx: Context,
  { joinWay, joinedOn, sectorId, ...given }: z.output<typeof memberRoutes.createMember.body>,
): Promise<{ id: string }> {
  if (!keepsRoster(ctx.actor)) throw accessDenied('createMember')
  const { committeeId } = ctx.actor
  await lockUntilCommit(ctx.db, rosterLock(committeeId))
  const term = await currentTerm(ctx)
  if (!term) throw invalidInput('joinedOn', '还没有届次，请先开始一届')
  const joined = joinedOn ?? (joinWay === 'byElection' ? civilDateOf(ctx.now) : term.startsOn)
  if (!mayJoin(joined, term, [])) throw new DomainError('membership.wrong-dates', { joinedOn: joined })
  const fields: MemberFields = { ...blankFields, ...given }
  const id = newId()
  await ctx.db
    .insertInto('members')
    .values({
      committee_id: committeeId,
      id,
      ...columnsOf(fields, await strokeRule(ctx)),
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  await ctx.db
    .insertInto('memberships')
    .values({
      committee_id: committeeId,
      id: newId(),
      member_id: id,
      term_id: term.id,
      joined_on: joined,
      join_way: joinWay,
    })
    .execute()
  await emit(ctx, {
    type: 'member.created',
    subjectKind: 'member',
    subjectId: id,
    details: { name: fields.name, termNumber: term.number, joinWay, joinedOn: joined },
  })
  if (sectorId !== null) await joinSector(ctx, id, sectorId, joined)
  return { id }
}

async function joinSector(ctx: Context, memberId: string, sectorId: string, startsOn: string): Promise<void> {
  const sector = await ctx.db
    .selectFrom('groups')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', sectorId)
    .where('kind', '=', 'sector')
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  if (!sector) throw invalidInput('sectorId', '没有这个界别')
  await joinGroup(ctx, sectorId, { memberId, role: 'member', startsOn })
}
