import { sql } from 'kysely'
import type { MemberChange, MemberFields } from '#contract/members.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { relationsTo } from '../access.ts'
import { movedOn, proposedChanges } from '../rules/field-changes.ts'
import { type MemberChangeState, memberChangeWorkflow } from '../workflow.ts'
import { writeFields } from './edit-member.ts'
import { lockMember } from './lock-member.ts'

/** Proposes changes to one's own file; the office verifies them before they count.
 *  @throws DomainError not-found, access.denied, memberChange.nothing, memberChange.pending */
export async function proposeMemberChange(
  ctx: Context,
  memberId: string,
  wanted: Partial<MemberFields>,
): Promise<{ id: string }> {
  const member = await lockMember(ctx, memberId)
  if (!relationsTo(ctx.actor, memberId).has('self')) throw accessDenied('proposeMemberChange')
  const changes = proposedChanges(member.fields, wanted)
  if (Object.keys(changes).length === 0) throw new DomainError('memberChange.nothing')
  const pending = await ctx.db
    .selectFrom('member_changes')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('member_id', '=', memberId)
    .where('state', '=', 'pending')
    .executeTakeFirst()
  if (pending) throw new DomainError('memberChange.pending', { id: pending.id })
  const id = newId()
  await ctx.db
    .insertInto('member_changes')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      member_id: memberId,
      state: memberChangeWorkflow.initial,
      changes: JSON.stringify(changes),
      proposed_by: ctx.actor.accountId,
      proposed_at: ctx.now,
    })
    .execute()
  await tell(ctx, 'proposed', memberId, id, changes)
  return { id }
}

/** Takes a proposed change over into the file, or refuses it with the reason the member is told.
 *  @throws DomainError not-found, access.denied, memberChange.wrong-state, memberChange.needs-note; version.stale where
 *  a field has meanwhile become another than the member saw: `details.moved` has from, to and current of each */
export async function decideMemberChange(
  ctx: Context,
  id: string,
  { accept, note }: { accept: boolean; note: string },
): Promise<void> {
  const change = await findChange(ctx, id)
  const member = await lockMember(ctx, change.memberId)
  const relations = relationsTo(ctx.actor, change.memberId)
  if (relations.size === 0) throw notFound('memberChange')
  if (!relations.has('office')) throw accessDenied('decideMemberChange')
  const { state, changes } = await findChange(ctx, id)
  const next = memberChangeWorkflow.next(state, accept ? 'accept' : 'refuse')
  if (!accept && note.trim() === '') throw new DomainError('memberChange.needs-note')
  if (accept) {
    const moved = movedOn(member.fields, changes)
    if (Object.keys(moved).length > 0)
      throw new DomainError('version.stale', {
        moved,
        current: member.fields,
        currentVersion: member.version,
        yours: changes,
      })
    await writeFields(
      ctx,
      member,
      Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to])) as Partial<MemberFields>,
    )
  }
  await settle(ctx, id, next, note)
  await tell(ctx, next, change.memberId, id, changes)
}

/** Takes one's proposed change back. @throws DomainError not-found, access.denied, memberChange.wrong-state */
export async function withdrawMemberChange(ctx: Context, id: string): Promise<void> {
  const change = await findChange(ctx, id)
  await lockMember(ctx, change.memberId)
  const relations = relationsTo(ctx.actor, change.memberId)
  if (relations.size === 0) throw notFound('memberChange')
  if (!relations.has('self')) throw accessDenied('withdrawMemberChange')
  const { state, changes } = await findChange(ctx, id)
  const next = memberChangeWorkflow.next(state, 'withdraw')
  await settle(ctx, id, next, '')
  await tell(ctx, next, change.memberId, id, changes)
}

async function findChange(ctx: Context, id: string) {
  const change = await ctx.db
    .selectFrom('member_changes')
    .select([
      'member_id as memberId',
      sql<MemberChangeState>`state`.as('state'),
      sql<MemberChange['changes']>`changes`.as('changes'),
    ])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!change) throw notFound('memberChange')
  return change
}

async function settle(ctx: Context, id: string, state: MemberChangeState, note: string): Promise<void> {
  await ctx.db
    .updateTable('member_changes')
    .set({ state, decided_by: ctx.actor.accountId, decided_at: ctx.now, decision_note: note })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
}

/** The fields are named, what they hold is not: much of it is personal, and the change itself keeps it. */
async function tell(
  ctx: Context,
  what: string,
  memberId: string,
  changeId: string,
  changes: MemberChange['changes'],
): Promise<void> {
  await emit(ctx, {
    type: `memberChange.${what}`,
    subjectKind: 'member',
    subjectId: memberId,
    details: { changeId, fields: Object.keys(changes) },
  })
}
