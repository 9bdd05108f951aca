import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { memberColumns } from '../member-columns.ts'
import type { ExistingGroup, ExistingMember } from '../rules/roster/plan.ts'

/** The members of the actor's committee as an import finds them, with what they hold today. */
export async function readRegister(ctx: Context, termId: string, today: string): Promise<ExistingMember[]> {
  const rows = await ctx.db
    .selectFrom('members as m')
    .select(memberColumns)
    .select([
      'm.id',
      'm.version',
      sql<ExistingMember['membership']>`coalesce((
        select case when s.left_on is null then 'open' else 'ended' end
        from memberships as s
        where s.committee_id = m.committee_id and s.member_id = m.id and s.term_id = ${termId}::uuid
        order by s.left_on is null desc
        limit 1), 'none')`.as('membership'),
      sql<ExistingMember['seats'] | null>`(
        select jsonb_agg(jsonb_build_object('seatId', s.id, 'kind', g.kind, 'groupId', g.id))
        from group_members as s
        join groups as g on g.committee_id = s.committee_id and g.id = s.group_id
        where s.committee_id = m.committee_id and s.member_id = m.id and s.ends_on is null)`.as('seats'),
      sql<ExistingMember['posts'] | null>`(
        select jsonb_agg(jsonb_build_object('post', p.post, 'title', p.title))
        from member_posts as p
        where p.committee_id = m.committee_id
          and p.member_id = m.id
          and (p.ends_on is null or p.ends_on > ${today}::date))`.as('posts'),
    ])
    .where('m.committee_id', '=', ctx.actor.committeeId)
    .execute()
  return rows.map(({ id, version, membership, seats, posts, ...fields }) => ({
    id,
    version,
    membership,
    seats: seats ?? [],
    posts: posts ?? [],
    fields,
  }))
}

/** The groups of the actor's committee that are in use. */
export async function readGroups(ctx: Context): Promise<ExistingGroup[]> {
  return ctx.db
    .selectFrom('groups')
    .select(['id', 'kind', 'name'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('closed_on', 'is', null)
    .orderBy('position')
    .execute()
}
