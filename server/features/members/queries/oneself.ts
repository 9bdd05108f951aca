import type { Context } from '#platform/context.ts'

/** Whether a member is the person who acts: by the account, whatever hat is worn, for who works in an office may be a member too.
 *  Nobody decides on themselves (回避). */
export async function isOneself(ctx: Pick<Context, 'db' | 'actor'>, memberId: string): Promise<boolean> {
  const member = await ctx.db
    .selectFrom('members')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', memberId)
    .where('account_id', '=', ctx.actor.accountId)
    .executeTakeFirst()
  return member !== undefined
}
