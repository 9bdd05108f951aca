import type { MemberFields } from '#contract/members.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { columnsOf } from '../member-columns.ts'
import { differingFields, toldOf } from '../rules/field-changes.ts'
import { type LockedMember, lockMemberAsOffice } from './lock-member.ts'
import { strokeRule } from './ordering.ts'

/** Changes a member's file. What is so already is no change.
 *  @throws DomainError not-found, access.denied, version.stale with both texts */
export async function editMember(
  ctx: Context,
  id: string,
  { version, ...wanted }: Partial<MemberFields> & { version: number },
): Promise<{ version: number }> {
  const member = await lockMemberAsOffice(ctx, id, 'editMember')
  if (member.version !== version)
    throw new DomainError('version.stale', { current: member.fields, currentVersion: member.version, yours: wanted })
  const fields = differingFields(member.fields, wanted)
  if (fields.length === 0) return { version }
  await writeFields(ctx, member, wanted)
  await emit(ctx, {
    type: 'member.edited',
    subjectKind: 'member',
    subjectId: id,
    details: toldOf(member.fields, wanted, fields),
  })
  return { version: version + 1 }
}

/** Writes fields into a file taken in hand, with the keys that depend on them. */
export async function writeFields(ctx: Context, member: LockedMember, wanted: Partial<MemberFields>): Promise<void> {
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  await ctx.db
    .updateTable('members')
    .set({
      ...columnsOf({ ...member.fields, ...given }, await strokeRule(ctx)),
      version: member.version + 1,
      updated_at: ctx.now,
    })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', member.id)
    .execute()
}
