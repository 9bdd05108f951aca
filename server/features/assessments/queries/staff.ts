import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { isOffice } from '../access.ts'

/** Accounts of the committee's own offices. */
export function staffAccounts(ctx: Pick<Context, 'db' | 'actor'>): Promise<{ accountId: string; name: string }[]> {
  return ctx.db
    .selectFrom('hats as h')
    .innerJoin('accounts as a', 'a.id', 'h.account_id')
    .select(['a.id as accountId', 'a.name'])
    .distinct()
    .where('h.committee_id', '=', ctx.actor.committeeId)
    .where('h.role', 'in', ['proposalOffice', 'memberOffice'])
    .where('h.revoked_at', 'is', null)
    .orderBy('a.name')
    .execute()
}

/** Staff who may be assessed. @throws DomainError access.denied */
export async function listStaffOptions(ctx: Context) {
  if (!isOffice(ctx.actor)) throw accessDenied('listStaffOptions')
  return { items: await staffAccounts(ctx) }
}
