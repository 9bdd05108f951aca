import { type SqlBool, sql } from 'kysely'
import type { InvitationRule } from '#contract/activities.ts'
import { currentTerm } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'

/** The members in office on a day whom one rule means. */
async function meant(ctx: Context, termId: string, rule: InvitationRule): Promise<string[]> {
  const today = civilDateOf(ctx.now)
  let query = ctx.db
    .selectFrom('memberships as s')
    .select('s.member_id as id')
    .distinct()
    .where('s.committee_id', '=', ctx.actor.committeeId)
    .where('s.term_id', '=', termId)
    .where('s.joined_on', '<=', today)
    .where((eb) => eb.or([eb('s.left_on', 'is', null), eb('s.left_on', '>', today)]))
  if (rule.way === 'byHand') query = query.where(sql<SqlBool>`s.member_id = any(${rule.memberIds}::uuid[])`)
  if (rule.way === 'groups')
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('group_members as g')
          .select('g.id')
          .whereRef('g.committee_id', '=', 's.committee_id')
          .whereRef('g.member_id', '=', 's.member_id')
          .where(sql<SqlBool>`g.group_id = any(${rule.groupIds}::uuid[])`)
          .where('g.starts_on', '<=', today)
          .where((e) => e.or([e('g.ends_on', 'is', null), e('g.ends_on', '>', today)])),
      ),
    )
  if (rule.way === 'posts')
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('member_posts as p')
          .select('p.id')
          .whereRef('p.committee_id', '=', 's.committee_id')
          .whereRef('p.member_id', '=', 's.member_id')
          .where(sql<SqlBool>`p.post = any(${rule.posts}::text[])`)
          .where('p.starts_on', '<=', today)
          .where((e) => e.or([e('p.ends_on', 'is', null), e('p.ends_on', '>', today)])),
      ),
    )
  return (await query.execute()).map((row) => row.id)
}

/** Whom the rules mean at a moment, each once; whom one rule says must come, must. Nobody before a term is opened. Asked for the
 *  day of a meeting: what is put on record after the change of term invites those who were members then. */
export async function membersByRules(
  ctx: Context,
  rules: readonly InvitationRule[],
  at: Date = ctx.now,
): Promise<Map<string, { must: boolean }>> {
  const then = { ...ctx, now: at }
  const term = await currentTerm(then)
  const found = new Map<string, { must: boolean }>()
  if (!term) return found
  for (const rule of rules)
    for (const id of await meant(then, term.id, rule))
      found.set(id, { must: rule.must || (found.get(id)?.must ?? false) })
  return found
}
