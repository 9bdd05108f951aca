import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/database.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { type AccountAction, type AccountInReach, mayDo, mayManage } from '../access.ts'

/** SQL: the committees an administrator reaches: their own and everything below. */
export const reachOf = (committeeId: string) =>
  sql<string>`(select id from committees where path @> array[${committeeId}::uuid])`

/** @throws DomainError not-found for a committee that is neither mine nor below mine */
export async function requireCommitteeInReach(ctx: Pick<Context, 'db' | 'actor'>, committeeId: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('committees')
    .select('id')
    .where('id', '=', committeeId)
    .where(sql<boolean>`path @> array[${ctx.actor.committeeId}::uuid]`)
    .executeTakeFirst()
  if (!found) throw notFound('committee')
}

interface ReachedAccount extends AccountInReach {
  name: string
  committeeId: string
  disabledAt: string | null
}

/** An account as the administrator of a committee meets it, locked; null when there is none of that id. */
async function lockAccount(db: Database, committeeId: string, accountId: string): Promise<ReachedAccount | null> {
  const { rows } = await sql<ReachedAccount>`
    select
      a.id as "accountId",
      a.name,
      a.committee_id as "committeeId",
      a.disabled_at as "disabledAt",
      home.reached or coalesce(worn.any_reached, false) as seen,
      home.reached and coalesce(worn.all_reached, true) as whole
    from accounts a
    cross join lateral (
      select c.path @> array[${committeeId}::uuid] as reached from committees c where c.id = a.committee_id
    ) home
    cross join lateral (
      select
        bool_or(c.path @> array[${committeeId}::uuid]) as any_reached,
        bool_and(c.path @> array[${committeeId}::uuid]) as all_reached
      from hats h
      join committees c on c.id = h.committee_id
      where h.account_id = a.id and h.revoked_at is null
    ) worn
    where a.id = ${accountId}
    for update of a`.execute(db)
  return rows[0] ?? null
}

/** The account an administrator is about to act on, locked.
 *  @throws DomainError access.denied, or not-found when it has nothing to do with their reach */
export async function requireAccount(ctx: Context, action: AccountAction, accountId: string): Promise<ReachedAccount> {
  if (!mayDo(ctx.actor.role, action)) throw accessDenied(action)
  const account = await lockAccount(ctx.db, ctx.actor.committeeId, accountId)
  if (!account?.seen) throw notFound('account')
  if (!mayManage(ctx.actor, action, account)) throw accessDenied(action)
  return account
}
