import type { MemberFields } from '#contract/members.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { keepsRoster, seesRoster } from '../access.ts'
import { memberColumns } from '../member-columns.ts'

/** A member's file as commands take it into their hands. */
export interface LockedMember {
  id: string
  version: number
  accountId: string | null
  fields: MemberFields
}

/** Takes a member's file into one's hands until the transaction ends. @throws DomainError not-found */
export async function lockMember(ctx: Context, id: string): Promise<LockedMember> {
  if (!seesRoster(ctx.actor)) throw notFound('member')
  const row = await ctx.db
    .selectFrom('members as m')
    .select(memberColumns)
    .select(['m.version', 'm.account_id as accountId'])
    .where('m.committee_id', '=', ctx.actor.committeeId)
    .where('m.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('member')
  const { version, accountId, ...fields } = row
  return { id, version, accountId, fields }
}

/** The same for what only the member office does. @throws DomainError not-found, access.denied */
export async function lockMemberAsOffice(ctx: Context, id: string, action: string): Promise<LockedMember> {
  const member = await lockMember(ctx, id)
  if (!keepsRoster(ctx.actor)) throw accessDenied(action)
  return member
}
